"""A browser without JavaScript: it keeps cookies, shows pages and sends their forms, as a browser does."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Self

import httpx

VOID = {"input", "meta", "link", "br", "img"}


@dataclass
class Form:
    """A form: where it goes, what it carries unseen, and its buttons by label."""

    action: str = ""
    fields: dict[str, str] = field(default_factory=dict)


@dataclass
class Button:
    """A button of some form."""

    form: str
    name: str
    value: str
    label: str = ""


class Page(HTMLParser):
    """What a page shows, as far as it can be used."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: dict[str, Form] = {}
        self.buttons: list[Button] = []
        self.messages: list[str] = []
        self.text = ""
        self._form = ""
        self._button: Button | None = None
        self._words = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = told.get("id", f"form {len(self.forms)}")
            self.forms[self._form] = Form(told.get("action", ""))
        if tag == "input" and told.get("type") == "hidden":
            self.forms[self._form].fields[told["name"]] = told["value"]
        if tag == "button":
            self._button = Button(told.get("form", self._form), told.get("name", ""), told.get("value", ""))
            self.buttons.append(self._button)
        if self._words and tag not in VOID:
            self._words += 1
        if tag == "div" and told.get("class") == "words":
            self._words = 1
            self.messages.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = ""
        if tag == "button":
            self._button = None
        if self._words:
            self._words -= 1

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._words:
            self.messages[-1] += data
        if self._button is not None:
            self._button.label += data

    @property
    def labels(self) -> list[str]:
        return [each.label.strip() for each in self.buttons]

    def button(self, label: str) -> Button:
        return next(each for each in reversed(self.buttons) if each.label.strip() == label)


class Browser:
    """Somebody's browser on the web door."""

    def __init__(self, url: str, headers: Mapping[str, str]) -> None:
        self.url = url
        self.http = httpx.AsyncClient(base_url=url, follow_redirects=True, headers=dict(headers), timeout=20)
        self.page = Page("")
        self.path = "/"
        self.status = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.http.aclose()

    async def open(self, path: str) -> Page:
        """Go there."""
        return self._shown(await self.http.get(path))

    async def press(self, label: str, **more: str) -> Page:
        """Press a button, as the last one of that label."""
        button = self.page.button(label)
        form = self.page.forms[button.form]
        named = {button.name: button.value} if button.name else {}
        return await self.post(form.action or self.path, {**form.fields, **named, **more})

    async def say(self, text: str) -> Page:
        """Type into the box and send; then look again, for the answer may have taken its time."""
        form = self.page.forms["say"]
        return await self.post("/chat", {**form.fields, "text": text})

    async def bring(self, name: str, content: bytes, kind: str = "image/jpeg") -> Page:
        """Send a file."""
        form = self.page.forms["file-form"]
        return self._shown(
            await self.http.post(
                form.action, data=form.fields, files={"file": (name, content, kind)}, headers={"Origin": self.url}
            )
        )

    async def post(self, path: str, fields: dict[str, str], origin: str | None = None) -> Page:
        """Send a form, from one of the site's own pages unless `origin` says otherwise."""
        return self._shown(await self.http.post(path, data=fields, headers={"Origin": self.url if origin is None else origin}))

    def _shown(self, answer: httpx.Response) -> Page:
        self.status = answer.status_code
        self.path = answer.url.path
        self.answer: Any = answer
        self.page = Page(answer.text)
        return self.page
