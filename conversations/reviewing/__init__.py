"""The officer's review of reports."""
