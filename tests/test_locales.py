"""The catalogues: up to date with the source, complete, and safe to fill in. Each check is shown to fail as well."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.i18n import (
    LANGUAGES,
    N_,
    _,
    ngettext,
    pgettext,
    show_count,
    show_date,
    show_day,
    show_moment,
    show_period,
    show_short_day,
    speaking,
)
from bot.post.message import LONGEST, length
from bot.vietnamese.dates import read_day
from bot.vietnamese.reading import Certainty
from tests import catalogues

LONGEST_LABEL = 40  # characters of a button
SHORT = 30  # a Vietnamese text up to here without an end of a sentence is the label of a button or of a line on a card
KEPT = ("Tiếng Việt", "Tết")  # proper names that stay in a translation


def placeholders(text: str) -> list[str]:
    """The names in braces, in alphabetical order; Babel's own check does not see one that is missing or misspelt."""
    return sorted(name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None)


def forms(message: Message) -> list[tuple[str, str]]:
    """Each source form with the translation that stands for it; a language may have more plural forms than two."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    one, many = message.id
    first, *others = list(message.string or ("", ""))
    return [(one, first), *((many, each) for each in others)]


def faults(catalog: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue, a line for each fault."""
    for message in catalogues.texts(catalog):
        if message.fuzzy:
            yield f"fuzzy: {message.id}"
        for source, said in forms(message):
            yield from (f"{fault}: {source!r} {said!r}" for fault in _faults(source, said))


def _faults(source: str, said: str) -> Iterator[str]:
    if not said.strip():
        yield "not translated"
        return
    if placeholders(source) != placeholders(said):
        yield "other placeholders"
    if max(length(source), length(said)) > LONGEST:
        yield "too long for a message"
    if not all(unicodedata.is_normalized("NFC", each) for each in (source, said)):
        yield "not NFC"
    if _is_label(source) and len(said) > LONGEST_LABEL:
        yield "too long for a button"
    if source[-1:] in ".?!:" and said[-1:] not in ".?!:":
        yield "the end of the sentence is missing"
    if _vietnamese(said):
        yield "Vietnamese is left"


def _is_label(source: str) -> bool:
    return len(source) <= SHORT and "\n" not in source and source[-1] not in ".?!:…"


def _vietnamese(said: str) -> bool:
    """Whether a Vietnamese letter is there outside a proper name."""
    for name in KEPT:
        said = said.replace(name, "")
    return any(ord(mark) >= 0x300 and unicodedata.combining(mark) for mark in unicodedata.normalize("NFD", said)) or "đ" in said


def catalogue_of(text: str) -> Catalog:
    """A catalogue written by hand, header left out."""
    return read_po(BytesIO(text.encode()), locale="en")


@pytest.mark.parametrize("code", catalogues.TRANSLATED)
def test_the_catalogue_is_up_to_date_with_the_source(code: str) -> None:
    known = catalogues.path_of(code).read_bytes()
    assert catalogues.updated(catalogues.source_texts(), catalogues.read(code), code) == known, "run python -m tests.catalogues"


@pytest.mark.parametrize("code", catalogues.TRANSLATED)
def test_the_catalogue_has_no_fault(code: str) -> None:
    assert list(faults(catalogues.read(code))) == []


def said_in(source: str) -> Iterator[str]:
    """The texts that a file hands to gettext, as Python reads it: Babel does not look into f-strings."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in catalogues.KEYWORDS:
            place = 1 if node.func.id == "pgettext" else 0
            if isinstance(text := node.args[place], ast.Constant):
                yield str(text.value)


def test_no_text_is_hidden_from_the_catalogue() -> None:
    known = {source for message in catalogues.texts(catalogues.source_texts()) for source, _said in forms(message)}
    texts = {text: path.name for path in catalogues.source_files() for text in said_in(path.read_text(encoding="utf-8"))}
    assert {text: name for text, name in texts.items() if text not in known} == {}


def test_a_text_in_an_f_string_is_found_out() -> None:
    assert list(said_in("f\"{_('Xin chào')} {pgettext('nút', 'Gửi')}\"")) == ["Xin chào", "Gửi"]


def test_every_language_but_vietnamese_has_a_catalogue_and_nothing_else_lies_there() -> None:
    expected = {catalogues.path_of(code) for code in LANGUAGES if code != "vi"}
    assert {each for each in catalogues.LOCALES.rglob("*") if each.is_file()} == expected


@pytest.mark.parametrize("path", catalogues.source_files(), ids=lambda path: path.relative_to(catalogues.ROOT).as_posix())
def test_the_source_is_composed(path: Path) -> None:
    """A text in another normal form would be another msgid, and a label typed by a keyboard would not be found."""
    assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))


def test_labels_of_the_menu_are_told_apart_in_all_languages_together() -> None:
    labels = ["🏠 Bắt đầu", "📅 Đăng ký phát động", "📊 Tình hình", "🗓 Kế hoạch", "🌐 Ngôn ngữ", "❓ Hướng dẫn"]
    shown = []
    for code in LANGUAGES:
        with speaking(code):
            shown += [_(label) for label in labels]
    assert len(set(shown)) == len(labels) * len(LANGUAGES)


BROKEN = {
    "not translated": 'msgid "Xin chào."\nmsgstr ""',
    "not translated: 'Còn {n} lần.' ''": (
        'msgid "Còn {n} lần."\nmsgid_plural "Còn {n} lần."\nmsgstr[0] "{n} try left."\nmsgstr[1] ""'
    ),
    "fuzzy": '#, fuzzy\nmsgid "Xin chào."\nmsgstr "Hello."',
    "other placeholders": 'msgid "Chào {name}."\nmsgstr "Hello {nmae}."',
    "other placeholders: 'Hai {n} {n}'": 'msgid "Hai {n} {n}"\nmsgstr "Two {n}"',
    "other placeholders: 'Còn {n} lần.' 'Many tries left.'": (
        'msgid "Còn {n} lần."\nmsgid_plural "Còn {n} lần."\nmsgstr[0] "{n} try left."\nmsgstr[1] "Many tries left."'
    ),
    "too long for a message": f'msgid "Dài."\nmsgstr "{"🙂" * 2049}."',
    "too long for a button": 'msgid "Chưa rõ"\nmsgstr "This has not been made known to anybody so far"',
    "not NFC": 'msgid "Chao\u0300."\nmsgstr "Hello."',
    "the end of the sentence is missing": 'msgid "Xin chào."\nmsgstr "Hello"',
    "Vietnamese is left": 'msgid "Đợt này."\nmsgstr "This đợt."',
}


@pytest.mark.parametrize(("fault", "text"), BROKEN.items())
def test_a_broken_catalogue_is_found_out(fault: str, text: str) -> None:
    assert any(each.startswith(fault) for each in faults(catalogue_of(text)))


def test_a_good_catalogue_has_no_fault() -> None:
    good = 'msgid "Còn {n} lần."\nmsgid_plural "Còn {n} lần."\nmsgstr[0] "{n} try left."\nmsgstr[1] "{n} tries left."'
    assert list(faults(catalogue_of(good))) == []


def source_of(*messages: str | tuple[str, str]) -> Catalog:
    found = Catalog()
    for line, text in enumerate(messages, 1):
        found.add(text, locations=[("conversations/there.py", line)])
    return found


def test_a_text_that_is_gone_leaves_and_a_new_one_comes_without_a_guess() -> None:
    known = catalogue_of('msgid "Xin chào."\nmsgstr "Hello."\n\nmsgid "Tạm biệt."\nmsgstr "Goodbye."')
    text = catalogues.updated(source_of("Xin chào.", "Xin chào!"), known, "en").decode()
    assert 'msgid "Xin chào."\nmsgstr "Hello."' in text
    assert 'msgid "Xin chào!"\nmsgstr ""' in text
    assert "biệt" not in text


def test_a_text_that_becomes_plural_is_translated_anew() -> None:
    known = catalogue_of('msgid "Còn {n} lần."\nmsgstr "{n} tries left."')
    text = catalogues.updated(source_of(("Còn {n} lần.", "Còn {n} lần.")), known, "en").decode()
    assert text.endswith('msgstr[0] ""\nmsgstr[1] ""\n\n')


def test_writing_twice_gives_the_same_bytes_without_dates_and_line_numbers() -> None:
    source = catalogues.source_texts()
    first = catalogues.updated(source, catalogues.read("en"), "en")
    assert first == catalogues.updated(catalogues.source_texts(), read_po(BytesIO(first), locale="en"), "en")
    assert not re.search(rb"POT-Creation|PO-Revision|\.py:\d", first)


def test_the_check_says_no_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(catalogues, "LOCALES", tmp_path)
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    path = catalogues.path_of("en")
    source = tmp_path / "conversations" / "there.py"
    source.parent.mkdir()
    source.write_text('_("Xin chào.")\n', encoding="utf-8")
    assert catalogues.main(["--check"]) == 1
    assert not path.exists()
    assert catalogues.main([]) == 0
    assert catalogues.main(["--check"]) == 0
    source.write_text('_("Xin chào các bạn.")\n', encoding="utf-8")
    assert catalogues.main(["--check"]) == 1
    assert "locales" not in capsys.readouterr().err


def test_all_keywords_are_extracted_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    (tmp_path / "bot").mkdir()
    code = 'ngettext("một", "nhiều", 2)\nN_("sau")\npgettext("nút", "ngắn")\n_("b" "c")\n_(variable)\n'
    (tmp_path / "bot" / "there.py").write_text(code, encoding="utf-8")
    found = [(each.id, each.context) for each in catalogues.texts(catalogues.source_texts())]
    assert found == [(("một", "nhiều"), None), ("sau", None), ("ngắn", "nút"), ("bc", None)]


def test_english_is_spoken_only_inside_and_plurals_follow_its_grammar() -> None:
    text = "Còn {left} lần thử."
    with speaking("en"):
        assert _("Chưa rõ") == "Not known yet"
        assert ngettext(text, text, 1) == "{left} try left."
        assert ngettext(text, text, 4) == "{left} tries left."
        assert pgettext("button", "⏸ Để sau") == "⏸ Later"
        assert N_("Chưa rõ") == "Chưa rõ"
        assert _("Chưa có bản dịch") == "Chưa có bản dịch"
    assert _("Chưa rõ") == "Chưa rõ"
    assert ngettext(text, text, 1) == text
    assert pgettext("button", "⏸ Để sau") == "⏸ Để sau"


def test_a_language_we_do_not_speak_becomes_vietnamese() -> None:
    with speaking("fr"):
        assert show_day(date(2025, 1, 17)) == "Thứ Sáu, 17/01/2025"


def test_days_moments_and_counts_are_written_as_people_of_the_language_do() -> None:
    day, moment = date(2025, 1, 7), datetime(2025, 1, 7, 18, 5, tzinfo=UTC)
    said = {}
    for code in LANGUAGES:
        with speaking(code):
            said[code] = (show_day(day), show_short_day(day), show_date(day), show_moment(moment), show_count(100_000))
    assert said["vi"] == ("Thứ Ba, 07/01/2025", "Thứ Ba, 07/01", "07/01/2025", "01:05, 08/01", "100.000")
    assert said["en"] == ("Tue, 7 Jan 2025", "Tue, 7 Jan", "7 Jan 2025", "01:05, 8 Jan", "100,000")


def test_the_year_of_a_period_is_said_once_if_it_is_one() -> None:
    start, end, next_year = date(2025, 1, 1), date(2025, 6, 30), date(2026, 1, 31)
    assert show_period(start, end) == "01/01 – 30/06/2025"
    assert show_period(end, next_year) == "30/06/2025 – 31/01/2026"
    with speaking("en"):
        assert show_period(start, end) == "1 Jan – 30 Jun 2025"


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_examples_of_a_day_that_are_shown_are_understood(code: str) -> None:
    """A sentence must not invite to type what is then refused."""
    hint = "Bấm chọn, hoặc gõ ngày khác, ví dụ: 15/1 · ngày mai · thứ sáu tuần sau"
    with speaking(code):
        examples = _(hint).rpartition(":")[2].split("·")
    read = [read_day(each, date(2026, 1, 7), (date(2026, 1, 1), date(2026, 6, 30))) for each in examples]
    assert len(read) > 1
    assert all(each.certainty is Certainty.CERTAIN for each in read)
