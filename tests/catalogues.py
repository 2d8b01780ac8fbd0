"""Brings the catalogues up to date with the source: `python -m tests.catalogues`; with `--check` it only says whether they are.

A text that is new gets an empty translation, one that is gone leaves, nothing is guessed. The same source gives the same
bytes on every machine: no dates, no line numbers.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from bot import i18n

LOCALES = i18n.LOCALES
ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("bot", "conversations")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
TRANSLATED = tuple(code for code in i18n.LANGUAGES if code != "vi")
WIDTH = 120  # a long text is broken between words, so that a change shows as the line it is in

HEADER = """\
# Vietnamese is the msgid; this is what the same text is in another language. Edit the msgstr lines only.
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def path_of(code: str) -> Path:
    """The catalogue of a language."""
    return LOCALES / code / "LC_MESSAGES" / "thidua.po"


def source_files() -> list[Path]:
    """The files whose texts are translated, in a fixed order."""
    return [each for folder in SOURCES for each in sorted((ROOT / folder).rglob("*.py"))]


def source_texts() -> Catalog:
    """Every text of the source, in the order of files and lines."""
    found = Catalog()
    for path in source_files():
        name = path.relative_to(ROOT).as_posix()
        for line, text, _comments, context in extract_from_file("python", str(path), keywords=KEYWORDS):
            found.add(text, locations=[(name, line)], context=context)
    return found


def read(code: str) -> Catalog:
    """The catalogue as it stands in its file; empty if there is none."""
    path = path_of(code)
    return read_po(BytesIO(path.read_bytes() if path.exists() else b""), locale=code)


def texts(catalog: Catalog) -> Iterator[Message]:
    """The messages of a catalogue without its header."""
    return (message for message in catalog if message.id)


def updated(source: Catalog, known: Catalog, code: str) -> bytes:
    """The .po file of a language: the texts of `source` with the translations that `known` has for exactly them."""
    fresh = Catalog(locale=code)
    for message in texts(source):
        before = known.get(message.id, message.context)
        same = before is not None and before.id == message.id and not before.fuzzy
        fresh.add(message.id, before.string if same and before else "", message.locations, context=message.context)
    body = BytesIO()
    write_po(body, fresh, width=WIDTH, omit_header=True, sort_by_file=True, include_lineno=False)
    return HEADER.format(code=code, plurals=fresh.plural_forms).encode() + body.getvalue()


def main(arguments: list[str]) -> int:
    """Write what has changed; with `--check`, write nothing and return 1 if something would change."""
    source, late = source_texts(), []
    for code in TRANSLATED:
        path, text = path_of(code), updated(source, read(code), code)
        if path.exists() and path.read_bytes() == text:
            continue
        late.append(path)
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
    for path in late:
        print(path.relative_to(ROOT).as_posix(), "is not up to date" if "--check" in arguments else "written")  # noqa: T201
    return 1 if late and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
