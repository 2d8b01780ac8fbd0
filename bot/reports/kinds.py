"""What an indicator's kind and unit mean to a report."""

SUM = "sum"  # phases add up
LAST = "last"  # a total so far: the newest one holds, and it only grows
RATIO = "ratio"  # never added
TEXT = "text"
DONG, PERCENT = "đồng", "%"
PEOPLE = frozenset({"người", "đoàn viên"})  # each person counts once: there are never more than the unit has members
