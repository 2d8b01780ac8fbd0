"""What the commands on units share: units, levels and clusters by what people call them, and a change as it is done and told."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from bot.clock import Clock
from bot.commands.starting import at_work, federation_of, stop
from bot.database.transaction import Transaction

Find = Callable[[str], int]  # the number of the unit that words name
Plan = Callable[[Transaction, Any, Find], Any]  # from the transaction, the entry and how to find units to an Effect


def carry_out(plan: Plan, day: date, *, dry_run: bool) -> None:
    """Do what `plan` says and print what came of it; with `dry_run` nothing is left of it."""
    for line in at_work_on_units(lambda db: _done(db, plan, day, dry_run=dry_run)):
        print(line)  # noqa: T201


def at_work_on_units(work: Callable[[Transaction], Any]) -> Any:
    """`at_work`; what cannot be ends in its sentence."""
    from bot.units.changes.entry import Impossible  # noqa: PLC0415

    try:
        return at_work(work)
    except Impossible as problem:
        stop(str(problem))


def _done(db: Transaction, plan: Plan, day: date, *, dry_run: bool) -> list[str]:
    from bot.units.changes import carrying as changes_carrying  # noqa: PLC0415
    from bot.units.changes import telling as changes_telling  # noqa: PLC0415
    from bot.units.changes.entry import Entry  # noqa: PLC0415

    entry = Entry(federation_of(db), day, Clock().now())
    do = changes_carrying.rehearse if dry_run else changes_carrying.carry_out
    effect = do(db, entry, lambda db, entry: plan(db, entry, partial(find, db, entry.federation_id, day)))
    head = f"Sẽ thay đổi từ {day:%d/%m/%Y}, chưa ghi gì:" if dry_run else f"Đã ghi nhận, từ {day:%d/%m/%Y}:"
    return [head, *(f"  {line}" for line in changes_telling.tell(db, entry, effect))]


def find(db: Transaction, federation_id: int, day: date, words: str) -> int:
    """The unit that is meant on `day`. Raises Impossible with those that may be."""
    from bot.units import finding  # noqa: PLC0415
    from bot.units.abbreviations import spell_out  # noqa: PLC0415
    from bot.units.changes.entry import Impossible  # noqa: PLC0415

    if words.startswith("#") and words[1:].isdecimal():
        return int(words[1:])
    found = finding.find(db, federation_id, None, words, day)
    meant = [each for each in found if words == each.code or spell_out(words) == spell_out(each.name)]
    if len(meant) == 1:
        return meant[0].id
    lines = [f"  #{each.id}  {each.name}" + (f" · {each.parent}" if each.parent else "") for each in meant or found]
    if not lines:
        raise Impossible(f"Ngày {day:%d/%m/%Y} không có đơn vị nào tên gần giống “{words}”.")
    raise Impossible("\n".join([f"“{words}” là đơn vị nào? Xin dùng #số thay cho tên:", *lines]))


def named(db: Transaction, table: Any, words: str) -> int | None:
    """The row of levels, blocs or clusters that is called so; None for no words. Raises Impossible."""
    import sqlmodel  # noqa: PLC0415

    from bot.units.changes.entry import Impossible  # noqa: PLC0415
    from bot.vietnamese.folding import fold  # noqa: PLC0415

    if not words:
        return None
    rows = db.session.exec(sqlmodel.select(table).where(table.federation_id == federation_of(db))).all()
    for each in rows:
        if fold(each.name) == fold(words):
            return int(each.id)
    raise Impossible(f"Không có “{words}”. Hiện có: {', '.join(each.name for each in rows) or 'chưa có gì'}.")
