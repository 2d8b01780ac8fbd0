"""The calendar: what lies ahead, and what an officer corrects."""
