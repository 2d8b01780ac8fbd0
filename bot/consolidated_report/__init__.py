"""The report that an officer hands upward: what all units of a campaign did, as a Word document to complete, sign and stamp.

`contents` is what it says, `reading` finds what it needs, `writing` words the officer's table, `annexes` has the lists behind
it, `document` sets it, `sending` owes it to a chat. Nothing in it is invented: what nobody reported is called so, and what only
people can judge is left for them to write.
"""
