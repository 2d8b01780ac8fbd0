"""One unit as an officer needs it on the telephone: who leads it, how to reach them, what it owes, what happened last; and the
units that nobody can be reached in.

`naming` finds it by a part of its name, `about`, `chairs`, `duties`, `history` and `touches` are the sections of its card, each
one statement; `unreached` counts and lists who has not joined or is reached no more.
"""
