"""One person at the web door; and all doors by their names."""

from collections.abc import Callable

from tests.equality.players import Deed, File, OnTelegram, OnZalo, Player, latest
from tests.equality.town import PEOPLE, TELEGRAM, WEB, ZALO, Town
from tests.web.browser import Page


class Shown(Page):
    """A page of the chat, with the words of each of the bot's messages."""

    def __init__(self, html: str) -> None:
        self.bubbles: dict[str, str] = {}
        self._bubble = ""
        super().__init__(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        told = {name: value or "" for name, value in attrs}
        kinds = told.get("class", "").split()
        if tag == "div" and "message" in kinds:
            self._bubble = told["data-id"] if "ours" in kinds else ""
            if self._bubble:
                self.bubbles[self._bubble] = ""

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        if self._words and self._bubble:
            self.bubbles[self._bubble] += data


class OnWeb(Player):
    """Forms are sent, as the page's script sends them: the answer is on the page that is looked at then."""

    door = WEB

    def __init__(self, town: Town, number: int) -> None:
        super().__init__(town, number)
        self.browser = town.browser(town.cookie(number) if number in PEOPLE else "")
        self.page = Shown("")
        if number not in PEOPLE:
            self._begin()
        self._look()

    def play(self, deed: Deed) -> str:
        before = self.page.bubbles
        super().play(deed)
        self._look()
        self.heard = "\n".join(text for number, text in self.page.bubbles.items() if number not in before)
        self.town.memory.append(self.heard)
        return self.heard

    def seen(self) -> dict[str, str]:
        return self.page.bubbles

    def tap(self, wanted: str) -> None:
        button = self.page.buttons[latest(wanted, self.page.labels)]
        form = self.page.forms[button.form]
        self._post(form.action, {**form.fields, button.name: button.value})

    def say(self, text: str) -> None:
        form = self.page.forms["say"]
        self._post(form.action, {**form.fields, "text": text})

    def send(self, file: File) -> None:
        form = self.page.forms["file-form"]
        kind = "image/jpeg" if file.is_photo else "application/octet-stream"
        self._post(form.action, form.fields, {"file": (file.name, file.content, kind)})

    def _begin(self) -> None:
        """Whom nobody knows presses the only button there is."""
        first = Page(self.town.loop.run_until_complete(self.browser.get("/")).text)
        form = first.forms["form 0"]
        self.town.loop.run_until_complete(self.browser.post(form.action or "/", data=form.fields))
        self.town.settle(self.door)

    def _look(self) -> None:
        answer = self.town.loop.run_until_complete(self.browser.get("/chat"))
        answer.raise_for_status()
        self.page = Shown(answer.text)

    def _post(self, path: str, fields: dict[str, str], files: dict[str, tuple[str, bytes, str]] | None = None) -> None:
        headers = {"X-Requested-With": "fetch"}
        answer = self.town.loop.run_until_complete(self.browser.post(path, data=fields, files=files, headers=headers))
        answer.raise_for_status()


PLAYERS: dict[str, Callable[[Town, int], Player]] = {TELEGRAM: OnTelegram, ZALO: OnZalo, WEB: OnWeb}
