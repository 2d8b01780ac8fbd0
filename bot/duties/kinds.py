"""The kinds of duty there are, and what people call them."""

from bot.i18n import _, pgettext

LAUNCH = "launch"  # to register the day of the launch
HELD = "held"  # to say that the launch was held
PLEDGE = "pledge"
REPORT = "report"
NOTE = "note"  # once a quarter, where a campaign asks for it
KINDS = (LAUNCH, HELD, PLEDGE, REPORT, NOTE)


def called(kind: str) -> str:
    """What a duty of this kind asks for: “báo cáo kết quả”."""
    return {
        LAUNCH: pgettext("duty", "đăng ký ngày phát động"),
        HELD: pgettext("duty", "báo đã tổ chức phát động"),
        PLEDGE: pgettext("duty", "đăng ký giao ước thi đua"),
        REPORT: pgettext("duty", "báo cáo kết quả"),
        NOTE: pgettext("duty", "báo cáo quý"),
    }[kind]


def titled(kind: str, occurrence: int) -> str:
    """The same at the beginning of a line, with the quarter where there is one: “Báo cáo quý 2/2026”."""
    name = called(kind)
    if kind == NOTE:
        name = _("{name} {quarter}/{year}").format(name=name, quarter=occurrence % 10, year=occurrence // 10)
    return name[:1].upper() + name[1:]
