"""The officer's table: what all units of a campaign pledged, did and reported, as a workbook and as a flat list.

`contents` is what it says, `gathering` reads it, `workbook` and `flat` write it, `sending` owes it to a chat.
"""
