"""`parse_mode=HTML` as TDLib reads it: a fault is an error with its byte offset, never a guess.

The words of the errors are those of TDLib's own test (test/message_entities.cpp).
"""

import html
import re
from dataclasses import dataclass

from bot.playground.telegram.entities import Entity, entity_of, tidy, type_of_tag, units
from bot.playground.telegram.refusal import Refusal, bad_request

SPECIAL = re.compile("[<&]")
NAMED = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));?")
TAG_NAME = re.compile(r"[^\s>]*")
SPACES = re.compile(r"\s*")
ATTRIBUTE_NAME = re.compile(r"[^\s=>/\"']*")
VALUE = re.compile(r"\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9.\-]+(?=[\s>]))")
LAST_CODE_POINT = 0x10FFFF
SURROGATES = range(0xD800, 0xE000)


@dataclass(slots=True)
class Open:
    """A tag that has not ended yet."""

    tag: str
    attributes: dict[str, str]
    begin: int
    offset: int
    part: int


def read_html(source: str) -> tuple[str, list[Entity]]:
    """Visible text and entities, tidied as Telegram tidies them."""
    return Reader(source).read()


class Reader:
    """One pass over the source; `place` is where it stands."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.place = 0
        self.parts: list[str] = []
        self.length = 0
        self.stack: list[Open] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while found := SPECIAL.search(self.source, self.place):
            self._add(self.source[self.place : found.start()])
            self.place = found.start()
            self._special()
        self._add(self.source[self.place :])
        if self.stack:
            last = self.stack[-1]
            raise self._fault(f'Can\'t find end tag corresponding to start tag "{last.tag}"', None)
        return tidy("".join(self.parts), self.entities)

    def _special(self) -> None:
        if self.source[self.place] == "&":
            self._character()
        elif self.source.startswith("</", self.place):
            self._end_tag()
        else:
            self._start_tag()

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += units(text)

    def _fault(self, what: str, begin: int | None) -> Refusal:
        where = "" if begin is None else f" at byte offset {len(self.source[:begin].encode())}"
        return bad_request(f"can't parse entities: {what}{where}")

    def _character(self) -> None:
        found = NAMED.match(self.source, self.place)
        number = int(found[2] or str(int(found[3] or "0", 16))) if found else 0
        if found is None or (not found[1] and not 0 < number <= LAST_CODE_POINT):
            self._add("&")
            self.place += 1
            return
        if number in SURROGATES:
            raise self._fault("Text contains invalid Unicode characters after decoding HTML entities", None)
        self._add(html.unescape(f"&{found[1]};") if found[1] else chr(number))
        self.place = found.end()

    def _start_tag(self) -> None:
        begin = self.place
        if self.source.find(">", begin) < 0 and not re.search(r"\s", self.source[begin:]):
            raise self._fault("Unclosed start tag", begin)
        name = TAG_NAME.match(self.source, begin + 1)
        tag = name[0].lower() if name else ""
        if tag not in type_of_tag:
            raise self._fault(f'Unsupported start tag "{tag}"', begin)
        self.place = begin + 1 + len(tag)
        attributes = self._attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self._fault('Tag "span" must have class "tg-spoiler"', begin)
        self.stack.append(Open(tag, attributes, begin, self.length, len(self.parts)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            self._skip_spaces()
            if self.place >= len(self.source):
                raise self._fault(f'Unclosed start tag "{tag}"', begin)
            if self.source[self.place] == ">":
                self.place += 1
                return attributes
            name = self._attribute_name(tag, begin)
            attributes[name] = self._attribute_value(tag, name, begin)

    def _attribute_name(self, tag: str, begin: int) -> str:
        found = ATTRIBUTE_NAME.match(self.source, self.place)
        if found is None or not found[0]:
            raise self._fault(f'Empty attribute name in the tag "{tag}"', begin)
        self.place = found.end()
        self._skip_spaces()
        return found[0].lower()

    def _attribute_value(self, tag: str, name: str, begin: int) -> str:
        if not self.source.startswith("=", self.place):
            if tag == "blockquote" and name == "expandable":
                return ""
            raise self._fault(f'Expected equal sign in declaration of an attribute of the tag "{tag}"', begin)
        self.place += 1
        self._skip_spaces()
        found = VALUE.match(self.source, self.place)
        if found is None:
            raise self._fault(f'Unclosed start tag "{tag}"', begin) if self.place >= len(self.source) else self._bad_value(begin)
        self.place = found.end()
        return html.unescape(found[1] or found[2] or found[3] or "")

    def _bad_value(self, begin: int) -> Refusal:
        if self.source[self.place] in "\"'":
            return self._fault("Unclosed start tag", begin)
        return self._fault("Unexpected end of name token", self.place)

    def _skip_spaces(self) -> None:
        found = SPACES.match(self.source, self.place)
        self.place = found.end() if found else self.place

    def _end_tag(self) -> None:
        begin = self.place
        if not self.stack:
            raise self._fault("Unexpected end tag", begin)
        name = TAG_NAME.match(self.source, begin + 2)
        tag = name[0].lower() if name else ""
        self.place = begin + 2 + len(tag)
        self._skip_spaces()
        if not self.source.startswith(">", self.place):
            raise self._fault("Unclosed end tag", begin)
        opened = self.stack.pop()
        if tag not in ("", opened.tag):
            raise self._fault(
                f"Unmatched end tag at byte offset {len(self.source[:begin].encode())}, "
                f'expected "</{opened.tag}>", found "</{tag}>"',
                None,
            )
        self.place += 1
        self._close(opened)

    def _close(self, opened: Open) -> None:
        entity = entity_of(opened.tag, opened.attributes, "".join(self.parts[opened.part :]))
        if entity is not None:
            self.entities.append(entity | {"offset": opened.offset, "length": self.length - opened.offset})
