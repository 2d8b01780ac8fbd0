"""What an update means: which conversation it belongs to, and what is said back."""

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from bot.asking import drafts, editing, layout, typed, words
from bot.asking.ask import Ask, Setting, write_file
from bot.asking.drafts import Kept
from bot.asking.editing import COMMAND
from bot.asking.replay import TRIED, Answer, Instead, Progress, Question, Stopped, Waiting
from bot.asking.script import Script, Scripts, Speaker
from bot.asking.styling import Styled, write_styled
from bot.asking.unreadable import cannot_read
from bot.clock import local
from bot.database.transaction import Transaction
from bot.encoding import decode
from bot.i18n import _
from bot.post import offered as offering
from bot.post import tickets, uploads
from bot.post.message import Incoming, Message, Option, Sent, Stored, Style, Tap
from bot.vietnamese.folding import compose

GO_ON, GIVE_UP = "tieptuc", "huy"
LONGEST_RAW = 1000  # characters of what somebody said, as evidence
LONGEST_SUBJECT = 40  # characters; a key has fewer, and what is longer does not fit into PostgreSQL's index


@dataclass(frozen=True)
class Focus:
    """What the chat is on: a draft, its open question, and what was offered there. `asked` is the question as its buttons
    carry it: the key and a mark of this asking, for the same question may have been asked before with other choices."""

    draft_id: int | None
    asked: str
    offered: dict[str, str]

    @property
    def question(self) -> str:
        return self.asked.partition("#")[0]

    @property
    def takes_file(self) -> bool:
        return self.asked.endswith(TAKES_FILE)

    @property
    def takes_styles(self) -> bool:
        return self.asked.removesuffix(TAKES_FILE).endswith(TAKES_STYLES)

    @property
    def place(self) -> str:
        """Which question of which draft this is, however often it was asked."""
        return f"{self.draft_id}.{self.question}"

    @classmethod
    def read(cls, draft_id: int | None, asked: str | None, offered: str | None) -> "Focus":
        return cls(draft_id, asked or "", decode(offered) if offered else {})


@dataclass
class Said:
    """What an update leads to: a message, what becomes of the tapped one, a word on the tap itself, a file to be fetched."""

    message: Message | None
    accepted: bool = True  # the choice is shown in the tapped message; a stale one only loses its options
    toast: str = ""
    uploaded: bool = False


@dataclass
class Dialogue:
    """One update's way through the conversations. Nothing is kept here: every update makes a new one."""

    scripts: Scripts
    db: Transaction
    speaker: Speaker
    setting: Setting
    focus: Focus
    pushed: str | None = None  # what the chat was offered in writing
    note: str = ""
    still_open: str = ""  # the question that this update led to, as a place
    message: str = ""  # the one that is being said, if it may be changed afterwards

    def hear(self, incoming: Incoming) -> Said:
        """Answer an update of a private chat. Everybody is always answered."""
        if incoming.tap:
            return self._tapped(incoming.tap)
        if isinstance(incoming.file, Stored):
            return Said(self._brought(incoming.file, incoming.question))
        if incoming.file and self.focus.takes_file and self._open_draft():
            return self._sent(incoming.file)
        if incoming.message_id:
            self.message = f"{self.speaker.to.chat_id}/{incoming.message_id}"
        return self._worded(incoming)

    def _worded(self, incoming: Incoming) -> Said:
        """Words: typed, changed, passed on, in reply to something; or what is none of these."""
        if incoming.kind == "edited" and incoming.text:
            return self._edited(incoming)
        if incoming.kind == "forwarded":
            return Said(self._forwarded(incoming))
        if incoming.kind != "text":
            return Said(self._repeat(cannot_read(incoming.kind)))
        return Said(self._replied(incoming) or self._typed(incoming.text, incoming.styles))

    def _edited(self, incoming: Incoming) -> Said:
        """While its question is in an open draft, what a message says now counts; it starts and stops nothing."""
        kept = drafts.come_in(self.db, self.speaker.owner, self.message)
        key = kept.progress.came_in(self.message) if kept else None
        if kept is None or key is None or not editing.is_answer(incoming.text):
            return Said(self._repeat(editing.how_to_correct(is_open=self._open_draft() is not None)))
        if key != TRIED:
            if kept.progress.answers[key].raw == incoming.text[:LONGEST_RAW]:
                return Said(None)  # only a preview or a mark under it has changed
            return Said(self._replaced(kept, key, incoming))
        if kept.id == self.focus.draft_id and kept.progress.answers[TRIED].about == self.focus.question:
            return Said(self._typed_to(kept, incoming.text, incoming.styles))
        return Said(self._repeat(editing.how_to_correct(is_open=self._open_draft() is not None)))

    def _replaced(self, kept: Kept, key: str, incoming: Incoming) -> Message:
        """Other words for an answer. Tried out first: they count if the conversation still has something to ask after them."""
        script, old = self.scripts.named(kept.script), kept.progress
        asked = self._probe(script, replace(kept, progress=old.copy()))[0] if script else None
        if script is None or asked is None or key not in asked.shown:
            return self._repeat(editing.how_to_correct(is_open=True))
        value = editing.value_for(asked.asked[key], incoming.text, incoming.styles)
        kept.progress = old.copy()
        kept.progress.forget(key)
        kept.progress.answers[key] = Answer(value, incoming.text[:LONGEST_RAW], self.setting.now.isoformat(), "", self.message)
        after, waiting = self._probe(script, replace(kept, progress=kept.progress.copy()))
        if waiting is None or key not in after.shown:
            kept.progress = old
            return self._repeat(editing.not_fitting(asked.shown[key], waiting.problem if waiting else ""))
        self.note = editing.taken("" if after.asked[key].styles else after.shown[key])
        if kept.id == self.focus.draft_id:
            return self._run(script, kept)
        drafts.keep(self.db, self.speaker.to.federation_id, self.speaker.owner, kept, kept.progress.to_json(), self.setting.now)
        return self._repeat(self.note)

    def _replied(self, incoming: Incoming) -> Message | None:
        """A reply to an earlier question of the open draft is another answer to that one; a reply to anything else that is not
        the open question is no answer to it. None: it is said like everything else."""
        kept, asked = self._open_draft(), editing.asked_by(incoming.replied_to)
        if kept is None or not incoming.replied_to or asked == (str(kept.id), self.focus.question):
            return None
        if self.scripts.labelled(incoming.text) or not editing.is_answer(incoming.text):
            return None
        if asked and asked[0] == str(kept.id) and asked[1] in kept.progress.answers:
            return self._replaced(kept, asked[1], incoming)
        return self._repeat(editing.old_message())

    def _forwarded(self, incoming: Incoming) -> Message:
        """Somebody else's words may answer a question, or bring a code; they start nothing."""
        kept = self._open_draft()
        if self.speaker.person_id is None:
            return self._typed(incoming.text, incoming.styles)
        if kept is None or not editing.is_answer(incoming.text):
            return self._repeat(editing.passed_on())
        return self._typed_to(kept, incoming.text, incoming.styles)

    def _typed(self, text: str, styles: tuple[Style, ...]) -> Message:
        if match := COMMAND.fullmatch(text.strip()):
            return self._command(match[1], match[2] or "")
        if script := self.scripts.labelled(text):
            return self._start(script, "")
        if not self.speaker.abilities.has_buttons and (picked := self._picked(text)):
            return picked
        kept = self._open_draft()
        if kept is None:
            return self._unprompted(text)
        return self._typed_to(kept, text, styles)

    def _typed_to(self, kept: Kept, text: str, styles: tuple[Style, ...]) -> Message:
        if words.goes_back(text):
            return self._back(kept)
        if words.stops(text):
            return self._later(kept)
        plain = editing.plain(text)
        styled = write_styled(Styled(text, styles)) if self.focus.takes_styles and plain == text else plain
        return self._answer(kept, self.focus.offered.get(typed.mark_of(text), styled), text)

    def _picked(self, text: str) -> Message | None:
        """What was chosen from the marked lines of a chat without buttons; None: it is no choice, or one for the question."""
        kept, offered = self._open_draft(), offering.Offered.read(self.pushed)
        if typed.wants_menu(text, is_open=kept is not None):
            return self._start(self.scripts.lost, "")
        if kept and typed.mark_of(text) in self.focus.offered:
            was_seen = offered.asked in {"", f"{kept.id}.{self.focus.asked}"}
            return None if was_seen else self._repeat(_("Câu hỏi vừa đổi. Xin đọc câu này rồi trả lời."))
        is_free = kept is None and self.speaker.person_id is not None
        if message := self._line_picked(text, offered, is_free=is_free):
            return message
        if typed.is_mark(text, bare=is_free):
            return self._repeat(_("Số này của lần hỏi trước nên không còn tác dụng."))
        return None

    def _line_picked(self, text: str, offered: offering.Offered, *, is_free: bool) -> Message | None:
        """What a line carries that was offered outside of a question, a job of the menu, or the lines that did not fit.
        `is_free`: no question is open, so that bare numbers and words are no answers."""
        marks = offered.standing(self.setting.now, pushed_only=not is_free)
        if data := typed.chosen(text, marks, by_words=is_free):
            return self._tapped(Tap(data)).message
        if script := typed.script_of(text, self.scripts.all, by_words=is_free):
            return self._start(script, "")
        if not offered.more or not typed.wants_more(text):
            return None
        shown = offered.page(self.speaker.abilities.longest // 2)
        offering.keep(self.db, self.speaker.to.chat_id, offered)
        return Message(shown)

    def _sent(self, sent: Sent) -> Said:
        """A file for the open question: it must be fetched first, which no turn can wait for."""
        if sent.size > uploads.BIGGEST:
            return Said(self._repeat(uploads.too_big(sent.name)))
        is_next = uploads.waits(self.db, self.speaker.to, self.focus.place)
        uploads.add(self.db, self.speaker.to, self.setting.sender, sent, self.focus.place, self.setting.now)
        if is_next:  # of an album: one word for all
            return Said(None, uploaded=True)
        return Said(Message(_("📎 Đã nhận tệp {name}. Trợ lý đang đọc…").format(name=sent.name)), uploaded=True)

    def _brought(self, file: Stored, question: str) -> Message | None:
        """A file that was fetched, for the question that was open when it was sent. While that one stays open and more files
        are on their way to it, nothing is said yet."""
        kept = self._open_draft()
        if kept is None or not self.focus.takes_file or question != self.focus.place:
            return self._repeat(_("Tệp {name} đã tới nhưng bước này không cần tệp.").format(name=file.name))
        more = uploads.waits(self.db, self.speaker.to, question, besides=self.setting.update)
        self.setting = replace(self.setting, more_to_come=more)
        message = self._answer(kept, write_file(file), file.name)
        return None if more and self.still_open == question else message

    def _unprompted(self, text: str) -> Message:
        if self.speaker.person_id is None:
            return self._start(self.scripts.welcome, compose(text))
        if words.goes_on(text):
            return self._go_on("")
        if script := self.scripts.hearing(text):
            return self._start(script, compose(text))
        return self._start(self.scripts.lost, text)

    def _command(self, name: str, said: str) -> Message:
        if name.casefold() == GO_ON:
            return self._go_on(said)
        if name.casefold() == GIVE_UP:
            return self._give_up(said)
        script = self.scripts.named(name)
        if script is None:
            return self._repeat(_("Không có lệnh này. Các lệnh có ở phần hướng dẫn: /trogiup"))
        return self._start(script, compose(said))

    def _tapped(self, tap: Tap) -> Said:
        if tap.data.startswith("/"):
            match = COMMAND.fullmatch(tap.data)
            return Said(self._command(match[1], match[2] or "")) if match else self._stale(None, "")
        draft_id, _dot, rest = tap.data.partition(".")
        asked, _dot, mark = rest.rpartition(".")
        kept = self._open_draft()
        if kept is None or draft_id != str(kept.id) or asked != self.focus.asked:
            return self._stale(kept, draft_id)
        if mark == drafts.BACK:
            return Said(self._back(kept))
        if mark == drafts.LATER:
            return Said(self._later(kept))
        if mark not in self.focus.offered:
            return self._stale(kept, draft_id)
        chosen = self.focus.offered[mark]
        return Said(self._answer(kept, chosen, tap.label or chosen))

    def _stale(self, kept: Kept | None, draft_id: str) -> Said:
        """A tap on an old button changes nothing and says so; a second press on a question just answered only says it."""
        text = _("Nút này của lần hỏi trước. Xin xem tin cuối cùng.")
        answered = str(kept.id) if kept else self.focus.asked.removeprefix(ENDED)
        if draft_id and draft_id == answered:
            return Said(None, accepted=False, toast=text)
        return Said(self._repeat(text), accepted=False, toast=text)

    def _open_draft(self) -> Kept | None:
        if self.focus.draft_id is None:
            return None
        return drafts.by_id(self.db, self.speaker.owner, self.focus.draft_id)

    def _repeat(self, note: str) -> Message:
        """Say `note`, and ask the open question once more if there is one."""
        kept = self._open_draft()
        script = self.scripts.named(kept.script) if kept else None
        self.note = note
        if kept is None or script is None:
            return self._start(self.scripts.welcome if self.speaker.person_id is None else self.scripts.lost, "")
        return self._run(script, kept)

    def _start(self, script: Script, said: str) -> Message:
        if self.speaker.person_id is None and not script.for_strangers:
            script, said = self.scripts.welcome, ""
        if script.meant and self.speaker.person_id and not said:
            said = script.meant(self.db, self.speaker.person_id, local(self.setting.now).date())
        subject = said[:LONGEST_SUBJECT] if script.has_subject else ""
        kept = drafts.find(self.db, self.speaker.owner, script.command, subject)
        if kept and said and not script.has_subject:
            drafts.drop(self.db, kept)
            kept = None
        if kept and kept.progress.is_begun:
            self.note = self.note or _("Trợ lý còn giữ phần đồng chí đã điền.")
        self.setting = replace(self.setting, words=said)
        return self._run(script, kept or Kept(None, script.command, subject, Progress()))

    def _go_on(self, said: str) -> Message:
        kept = self._by_number(said) if said.isdecimal() else drafts.latest(self.db, self.speaker.owner)
        script = self.scripts.named(kept.script) if kept else None
        if script and kept:
            return self._run(script, kept)
        return self._repeat(_over()) if said.isdecimal() else self._nothing_kept(_("Không còn việc nào đang làm dở."))

    def _give_up(self, said: str) -> Message:
        kept = self._by_number(said) if said.isdecimal() else self._open_draft()
        if kept is None:
            return self._repeat(_over()) if said.isdecimal() else self._nothing_kept(_("Không có việc nào đang làm dở."))
        drafts.drop(self.db, kept)
        if kept.id == self.focus.draft_id:
            self._leave(kept)
        text = _("Đã bỏ phần đang làm dở. Những gì ghi nhận trước đây vẫn giữ nguyên.")
        return self._repeat(text) if drafts.latest(self.db, self.speaker.owner) else Message(text)

    def _by_number(self, said: str) -> Kept | None:
        """The draft that a button names by its number, if it is still there."""
        return drafts.by_id(self.db, self.speaker.owner, int(said[:18]))

    def _nothing_kept(self, text: str) -> Message:
        """Nothing is open. `text` says so, but where something waits, which is what is said instead."""
        self.note = "" if drafts.latest(self.db, self.speaker.owner) else text
        return self._start(self.scripts.lost, "")

    def _later(self, kept: Kept) -> Message:
        self._leave(kept)
        go_on = Option(_("📝 Làm tiếp"), f"/{GO_ON} {kept.id}", "primary")
        return Message(_("Trợ lý đã giữ lại phần đồng chí vừa điền. Khi rảnh, xin bấm nút này để làm tiếp."), ((go_on,),))

    def _leave(self, kept: Kept) -> None:
        """Nothing is open from now on; a second press under the question that was open is known for one."""
        drafts.focus(self.db, self.speaker.to.chat_id, None, f"{ENDED}{kept.id}", None)

    def _back(self, kept: Kept) -> Message:
        script = self.scripts.named(kept.script)
        if script is None:
            return self._repeat("")
        ask, _waiting = self._probe(script, kept)
        earlier = ask.before(self.focus.question) if self.focus.question in ask.asked else None
        if earlier is None:
            self.note = _("Đây là câu đầu tiên.")
        else:
            kept.progress.forget(earlier)
        return self._run(script, kept)

    def _probe(self, script: Script, kept: Kept) -> tuple[Ask, Waiting | None]:
        """Run without consequences, to see which questions lead to the open one; None: to the end, or back to another one."""
        ask = Ask(kept.progress, self._setting_of(kept))
        try:
            with suppress(Instead, Stopped), self.db.savepoint():
                script.talk(ask, self.db, self.speaker)
                raise Stopped
        except Waiting as waiting:
            return ask, waiting
        return ask, None

    def _answer(self, kept: Kept, value: str, raw: str) -> Message:
        script = self.scripts.named(kept.script)
        if script is None or not self.focus.question:
            return self._repeat("")
        kept.progress.answers.pop(TRIED, None)
        now = self.setting.now.isoformat()
        kept.progress.answers[self.focus.question] = Answer(value, raw[:LONGEST_RAW], now, message=self.message)
        return self._run(script, kept)

    def _run(self, script: Script, kept: Kept) -> Message:
        """Run a conversation from the top; unless it reaches its end, whatever it wrote is undone."""
        ask = Ask(kept.progress, self._setting_of(kept))
        try:
            with self.db.savepoint():
                last_words = script.talk(ask, self.db, self.speaker)
        except Waiting as waiting:
            return self._question(ask, kept, waiting)
        except Instead as other:
            kept.progress.forget(other.key)
            kept.progress.answers[other.key] = other.answer
            return self._run(script, kept)
        drafts.drop(self.db, kept)
        self._ended(kept)
        message = last_words if isinstance(last_words, Message) else Message(last_words)
        if not self.speaker.abilities.has_buttons and script in (self.scripts.welcome, self.scripts.lost):
            message = self._with_menu(message)
        return _with_note(message, self.note)

    def _with_menu(self, message: Message) -> Message:
        """The labels that stay under the text box elsewhere, as lines to choose from."""
        labels = [label for row in message.menu or () for label in row]
        named = [(label, script) for label in labels if (script := self.scripts.labelled(label))]
        rows = tuple((Option(label, f"/{script.command}"),) for label, script in named)
        return replace(message, options=(*message.options, *rows), menu=None)

    def _setting_of(self, kept: Kept) -> Setting:
        return replace(self.setting, words=self.setting.words or kept.subject)

    def _ended(self, kept: Kept) -> None:
        """Only the chat that was on this conversation loses its focus; a parked one elsewhere stays."""
        if self.focus.draft_id is None or self.focus.draft_id == kept.id:
            drafts.focus(self.db, self.speaker.to.chat_id, None, f"{ENDED}{kept.id}" if kept.id else None, None)

    def _question(self, ask: Ask, kept: Kept, waiting: Waiting) -> Message:
        question, choices = waiting.question, waiting.choices
        tried = kept.progress.answers.pop(TRIED, None)
        answers = kept.progress.to_json()
        mark = layout.mark(question.prompt, choices, answers)
        if waiting.problem and self.message:
            tried = Answer("", "", self.setting.now.isoformat(), question.key, self.message)
        if tried:
            kept.progress.answers[TRIED] = tried
            answers = kept.progress.to_json()
        draft_id = drafts.keep(self.db, self.speaker.to.federation_id, self.speaker.owner, kept, answers, self.setting.now)
        for write in ask.lasting:
            write()
        offered = drafts.number(question, choices)
        asked = f"{question.key}#{mark}{_takes(question)}"
        drafts.focus(self.db, self.speaker.to.chat_id, draft_id, asked, offered)
        self.still_open = f"{draft_id}.{question.key}"
        name = f"{draft_id}.{asked}"
        options = [
            Option(choice.label, f"{name}.{number}", choice.style) for number, choice in zip(offered, choices, strict=True)
        ]
        upload = self._upload_link() if question.files and not self.speaker.abilities.takes_files else ""
        text = "\n\n".join(part for part in (self.note, waiting.problem, question.prompt, upload) if part)
        return Message(text, (*layout.rows(options), layout.controls(name, back=ask.before(question.key) is not None)))

    def _upload_link(self) -> str:
        """How a file gets in where the chat carries none but photos."""
        if not self.setting.address:
            return _("Ở đây chỉ gửi được ảnh. Có tệp khác, xin đồng chí chuyển cho cán bộ.")
        setting = self.setting
        secret = tickets.issue(self.db, self.speaker.to, setting.sender, self.still_open, setting.now)
        text = _("📎 Gửi ảnh ngay tại đây. Gửi tệp khác, xin mở đường dẫn này (dùng một lần, trong 24 giờ):\n{link}")
        return text.format(link=f"{setting.address}/t/{secret}")


TAKES_FILE = "+"  # ends the mark of a question that takes a file
TAKES_STYLES = "*"  # before that, of one that takes bold words and links
ENDED = "."  # in place of an open question, before the number of the draft that ended here last


def _takes(question: Question[Any]) -> str:
    return (TAKES_STYLES if question.styles else "") + (TAKES_FILE if question.files else "")


def _over() -> str:
    return _("Việc của nút này đã xong hoặc đã bỏ.")


def _with_note(message: Message, note: str) -> Message:
    if not note:
        return message
    return replace(message, text=f"{note}\n\n{message.text}")
