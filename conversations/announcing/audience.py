"""Asking to whom an announcement goes."""

from collections.abc import Callable
from typing import Any

import sqlmodel
from sqlmodel import col

from bot.announcements import segments
from bot.announcements.audience import Audience, Owing
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties import missing
from bot.duties.kinds import HELD, LAUNCH, PLEDGE, REPORT, titled
from bot.duties.missing import Tally
from bot.i18n import _
from bot.labels import cut
from bot.models import Bloc
from bot.people import Held
from bot.rights import reach_of
from bot.units import clusters
from bot.units.branches import branches
from conversations.units.picking import pick_unit

SHORT = 45  # characters of a name on a button
MOST_UNITS = 20  # that are named one by one


def ask_audience(ask: Ask, db: Transaction, speaker: Speaker, office: Held) -> Audience:
    """All, or a part of them; then, of these, only those that still owe something."""
    kinds = _kinds(ask, db, speaker, office)
    chosen = ask.choice("audience", _("👥 Gửi thông báo đến ai?"), [Choice(key, label) for key, (label, _more) in kinds.items()])
    if chosen.key.startswith("owing "):
        return Audience(chosen.label, owing=_owing(chosen.key))
    audience = kinds[chosen.key][1]()
    return audience if chosen.key in {"segment", "units"} else _narrowed(ask, db, speaker, office, audience)


def nobody(audience: Audience) -> str:
    """What is said where no unit is meant."""
    return _("Nhóm “{audience}” hiện không có đơn vị nào. Xin chọn nhóm khác.").format(audience=audience.label)


def _kinds(ask: Ask, db: Transaction, speaker: Speaker, office: Held) -> dict[str, tuple[str, Callable[[], Audience]]]:
    """What there is to choose from, with what is asked next."""
    everybody = _("Tất cả đơn vị")
    kinds: dict[str, tuple[str, Callable[[], Audience]]] = {"all": (everybody, lambda: Audience(everybody))}
    for key, label in _owed(ask, db, speaker, office).items():
        kinds[key] = (label, lambda: Audience(everybody))
    lists: list[tuple[str, str, list[Choice], str]] = [
        ("bloc", _("Một khối"), _blocs(db, speaker), _("Khối nào?")),
        ("cluster", _("Một cụm"), _clusters(ask, db, office), _("Cụm nào?")),
        ("under", _("Một công đoàn cấp dưới và các đơn vị trực thuộc"), _upper(ask, db, office), _("Công đoàn nào?")),
    ]
    for key, label, choices, prompt in lists:
        if choices:
            kinds[key] = (label, lambda key=key, choices=choices, prompt=prompt: _one(ask, key, prompt, choices))  # type: ignore[misc]
    if kept := segments.of(db, speaker.to.federation_id, speaker.person_id or 0):
        choices = [Choice(str(each.id), cut(each.name, SHORT)) for each in kept]
        by_key = {str(each.id): each.audience for each in kept}
        kinds["segment"] = (
            _("💾 Nhóm đã lưu"),
            lambda: Audience.from_json(by_key[ask.choice("segment", _("Nhóm nào?"), choices, about="audience").key]),
        )
    kinds["units"] = (_("🔎 Chọn từng đơn vị"), lambda: _single(ask, db, speaker, office))
    return kinds


def _one(ask: Ask, key: str, prompt: str, choices: list[Choice]) -> Audience:
    chosen = ask.choice(key, prompt, choices, about="audience")
    which: dict[str, Any] = {key: int(chosen.key)}
    return Audience(chosen.label, **which)


def _narrowed(ask: Ask, db: Transaction, speaker: Speaker, office: Held, audience: Audience) -> Audience:
    """Of a bloc, a cluster or a branch: all, or those that still owe one duty."""
    owed = _owed(ask, db, speaker, office)
    if not owed or audience == Audience(audience.label):
        return audience
    every = Choice("every", _("Tất cả: {audience}").format(audience=cut(audience.label, SHORT)))
    prompt = _("Gửi tất cả, hay chỉ những đơn vị còn thiếu việc?")
    parts = [Choice(key, label) for key, label in owed.items()]
    chosen = ask.choice("narrow", prompt, [every, *parts], about="audience")
    if chosen.key == "every":
        return audience
    return Audience(**{**vars(audience), "label": f"{audience.label}, {chosen.label}", "owing": _owing(chosen.key)})


def _owed(ask: Ask, db: Transaction, speaker: Speaker, office: Held) -> dict[str, str]:
    """The duties of running phases that somebody still owes, by key: “Chưa nộp báo cáo (Đợt 1)”."""
    tallies = missing.tallies(db, speaker.to.federation_id, office, ask.today)
    open_ = [each for each in tallies if each.missing and (each.phase_ends_on is None or each.phase_ends_on >= ask.today)]
    return {f"owing {each.phase_id} {each.kind} {each.occurrence}": cut(_not_done(each), SHORT) for each in open_}


def _not_done(tally: Tally) -> str:
    text = {
        LAUNCH: _("Chưa đăng ký phát động ({phase})"),
        HELD: _("Chưa phát động ({phase})"),
        PLEDGE: _("Chưa đăng ký giao ước ({phase})"),
        REPORT: _("Chưa nộp báo cáo ({phase})"),
    }.get(tally.kind, _("Chưa nộp {duty}"))
    return text.format(phase=tally.phase, duty=titled(tally.kind, tally.occurrence).lower())


def _owing(key: str) -> Owing:
    _word, phase, kind, occurrence = key.split(" ")
    return Owing(int(phase), kind, int(occurrence))


def _blocs(db: Transaction, speaker: Speaker) -> list[Choice]:
    ours = sqlmodel.select(Bloc).where(Bloc.federation_id == speaker.to.federation_id).order_by(col(Bloc.position))
    return [Choice(str(each.id), cut(each.name, SHORT)) for each in db.session.exec(ours).all()]


def _clusters(ask: Ask, db: Transaction, office: Held) -> list[Choice]:
    return [Choice(str(each.id), cut(each.name, SHORT)) for each in clusters.within(db, reach_of(office), ask.today)]


def _upper(ask: Ask, db: Transaction, office: Held) -> list[Choice]:
    return [Choice(str(row), cut(name, SHORT)) for row, name in branches(db, reach_of(office), ask.today)]


def _single(ask: Ask, db: Transaction, speaker: Speaker, office: Held) -> Audience:
    """Units one by one, until it is enough."""
    found = [pick_unit(ask, db, speaker.to.federation_id, office, _("Gửi cho đơn vị nào?"), "unit 1")]
    more, enough = Choice("more", _("➕ Thêm đơn vị")), Choice("yes", _("➡️ Đủ rồi"), "primary")
    while len(found) < MOST_UNITS:
        names = "\n".join(f"• {each.name}" for each in found)
        if ask.choice(f"after unit {len(found)}", names, (enough, more)).key == "yes":
            break
        key = f"unit {len(found) + 1}"
        found.append(pick_unit(ask, db, speaker.to.federation_id, office, _("Gửi cho đơn vị nào?"), key))
    numbers = tuple(dict.fromkeys(each.id for each in found))
    label = ", ".join(dict.fromkeys(each.name for each in found))
    return Audience(cut(label, 2 * SHORT), units=numbers)
