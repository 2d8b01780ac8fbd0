"""How a conversation runs.

A conversation is a plain function that asks as one would call `input()`. Every message runs it again from the top: what was
answered returns at once, the first open question leaves the function and goes to the person (`replay`). `ask` has the kinds
of question, `running` runs it, `dialogue` finds out which conversation an update belongs to, `turn` does it all in one
transaction.
"""
