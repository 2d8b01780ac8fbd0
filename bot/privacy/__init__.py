"""What people may decide about their own data: Law 91/2025/QH15 and Decree 356/2025/NĐ-CP.

`consents`: what they agreed to, and took back. `showing`, `exporting`: everything that is kept about somebody, to read and to
take along. `requests`: what they ask for, and until when it must be answered. `erasing` and `traces`: nothing is left of a name.
"""
