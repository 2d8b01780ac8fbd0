"""Who must be reminded of what, and when.

Nothing is scheduled ahead. Every tick derives from the data what is due (`ladder`, `tick`), writes it into a ledger whose
unique key lets each reminder exist once, and owes each person one digest, whose text is made and checked against the
data once more when it is sent (`digest`). A launch that moves is therefore reminded of anew, and one that was registered
meanwhile is not.
"""
