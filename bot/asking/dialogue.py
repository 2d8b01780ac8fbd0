"""What an update means: which conversation it belongs to, and what is said back."""

from dataclasses import dataclass, replace

from bot.asking import drafts, editing, parking, typed, words
from bot.asking.ask import write_file
from bot.asking.drafts import Kept
from bot.asking.editing import COMMAND
from bot.asking.focus import ENDED
from bot.asking.replay import TRIED
from bot.asking.running import LONGEST_RAW, Runner
from bot.asking.styling import Styled, write_styled
from bot.asking.unreadable import cannot_read
from bot.i18n import _
from bot.post import offered as offering
from bot.post import uploads
from bot.post.message import Incoming, Message, Sent, Stored, Style, Tap
from bot.vietnamese.folding import compose


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

    runner: Runner
    pushed: str | None = None  # what the chat was offered in writing

    def hear(self, incoming: Incoming) -> Said:
        """Answer an update of a private chat. Everybody is always answered."""
        if incoming.tap:
            return self._tapped(incoming.tap)
        if isinstance(incoming.file, Stored):
            return Said(self._brought(incoming.file, incoming.question))
        if incoming.file and self.runner.focus.takes_file and self.runner.open_draft():
            return self._sent(incoming.file)
        if incoming.message_id:
            self.runner.message = f"{self.runner.speaker.to.chat_id}/{incoming.message_id}"
        return self._worded(incoming)

    def _worded(self, incoming: Incoming) -> Said:
        """Words: typed, changed, passed on, in reply to something; or what is none of these."""
        if incoming.kind == "edited" and incoming.text:
            return self._edited(incoming)
        if incoming.kind == "forwarded":
            return Said(self._forwarded(incoming))
        if incoming.kind != "text":
            return Said(self.runner.repeat(cannot_read(incoming.kind)))
        return Said(self._replied(incoming) or self._typed(incoming.text, incoming.styles))

    def _edited(self, incoming: Incoming) -> Said:
        """While its question is in an open draft, what a message says now counts; it starts and stops nothing."""
        kept = drafts.come_in(self.runner.db, self.runner.speaker.owner, self.runner.message)
        key = kept.progress.came_in(self.runner.message) if kept else None
        if kept is None or key is None or not editing.is_answer(incoming.text):
            return Said(self.runner.repeat(editing.how_to_correct(is_open=self.runner.open_draft() is not None)))
        if key != TRIED:
            if kept.progress.answers[key].raw == incoming.text[:LONGEST_RAW]:
                return Said(None)  # only a preview or a mark under it has changed
            return Said(editing.replace_answer(self.runner, kept, key, incoming))
        if kept.id == self.runner.focus.draft_id and kept.progress.answers[TRIED].about == self.runner.focus.question:
            return Said(self._typed_to(kept, incoming.text, incoming.styles))
        return Said(self.runner.repeat(editing.how_to_correct(is_open=self.runner.open_draft() is not None)))

    def _replied(self, incoming: Incoming) -> Message | None:
        """A reply to an earlier question of the open draft is another answer to that one; a reply to anything else that is not
        the open question is no answer to it. None: it is said like everything else."""
        kept, asked = self.runner.open_draft(), editing.asked_by(incoming.replied_to)
        if kept is None or not incoming.replied_to or asked == (str(kept.id), self.runner.focus.question):
            return None
        if self.runner.scripts.labelled(incoming.text) or not editing.is_answer(incoming.text):
            return None
        if asked and asked[0] == str(kept.id) and asked[1] in kept.progress.answers:
            return editing.replace_answer(self.runner, kept, asked[1], incoming)
        return self.runner.repeat(editing.old_message())

    def _forwarded(self, incoming: Incoming) -> Message:
        """Somebody else's words may answer a question, or bring a code; they start nothing."""
        kept = self.runner.open_draft()
        if self.runner.speaker.person_id is None:
            return self._typed(incoming.text, incoming.styles)
        if kept is None or not editing.is_answer(incoming.text):
            return self.runner.repeat(editing.passed_on())
        return self._typed_to(kept, incoming.text, incoming.styles)

    def _typed(self, text: str, styles: tuple[Style, ...]) -> Message:
        if match := COMMAND.fullmatch(text.strip()):
            return self._command(match[1], match[2] or "")
        if script := self.runner.scripts.labelled(text):
            return self.runner.start(script, "")
        if not self.runner.speaker.abilities.has_buttons and (picked := self._picked(text)):
            return picked
        kept = self.runner.open_draft()
        if kept is None:
            return self._unprompted(text)
        return self._typed_to(kept, text, styles)

    def _typed_to(self, kept: Kept, text: str, styles: tuple[Style, ...]) -> Message:
        if words.goes_back(text):
            return self.runner.back(kept)
        if words.stops(text):
            return parking.later(self.runner, kept)
        plain = editing.plain(text)
        styled = write_styled(Styled(text, styles)) if self.runner.focus.takes_styles and plain == text else plain
        return self.runner.answer(kept, self.runner.focus.offered.get(typed.mark_of(text), styled), text)

    def _picked(self, text: str) -> Message | None:
        """What was chosen from the marked lines of a chat without buttons; None: it is no choice, or one for the question."""
        kept, offered = self.runner.open_draft(), offering.Offered.read(self.pushed)
        if typed.wants_menu(text, is_open=kept is not None):
            return self.runner.start(self.runner.scripts.lost, "")
        if kept and typed.mark_of(text) in self.runner.focus.offered:
            was_seen = offered.asked in {"", f"{kept.id}.{self.runner.focus.asked}"}
            return None if was_seen else self.runner.repeat(_("Câu hỏi vừa đổi. Xin đọc câu này rồi trả lời."))
        is_free = kept is None and self.runner.speaker.person_id is not None
        if message := self._line_picked(text, offered, is_free=is_free):
            return message
        if typed.is_mark(text, bare=is_free):
            return self.runner.repeat(_("Số này của lần hỏi trước nên không còn tác dụng."))
        return None

    def _line_picked(self, text: str, offered: offering.Offered, *, is_free: bool) -> Message | None:
        """What a line carries that was offered outside of a question, a job of the menu, or the lines that did not fit.
        `is_free`: no question is open, so that bare numbers and words are no answers."""
        marks = offered.standing(self.runner.setting.now, pushed_only=not is_free)
        if data := typed.chosen(text, marks, by_words=is_free):
            return self._tapped(Tap(data)).message
        if script := typed.script_of(text, self.runner.scripts.all, by_words=is_free):
            return self.runner.start(script, "")
        if not offered.more or not typed.wants_more(text):
            return None
        shown = offered.page(self.runner.speaker.abilities.longest // 2)
        offering.keep(self.runner.db, self.runner.speaker.to.chat_id, offered)
        return Message(shown)

    def _sent(self, sent: Sent) -> Said:
        """A file for the open question: it must be fetched first, which no turn can wait for."""
        if sent.size > uploads.BIGGEST:
            return Said(self.runner.repeat(uploads.too_big(sent.name)))
        db, to, place = self.runner.db, self.runner.speaker.to, self.runner.focus.place
        is_next = uploads.waits(db, to, place)
        uploads.add(db, to, self.runner.setting.sender, sent, place, self.runner.setting.now)
        if is_next:  # of an album: one word for all
            return Said(None, uploaded=True)
        return Said(Message(_("📎 Đã nhận tệp {name}. Trợ lý đang đọc…").format(name=sent.name)), uploaded=True)

    def _brought(self, file: Stored, question: str) -> Message | None:
        """A file that was fetched, for the question that was open when it was sent. While that one stays open and more files
        are on their way to it, nothing is said yet."""
        kept = self.runner.open_draft()
        if kept is None or not self.runner.focus.takes_file or question != self.runner.focus.place:
            return self.runner.repeat(_("Tệp {name} đã tới nhưng bước này không cần tệp.").format(name=file.name))
        more = uploads.waits(self.runner.db, self.runner.speaker.to, question, besides=self.runner.setting.update)
        self.runner.setting = replace(self.runner.setting, more_to_come=more)
        message = self.runner.answer(kept, write_file(file), file.name)
        return None if more and self.runner.still_open == question else message

    def _unprompted(self, text: str) -> Message:
        if self.runner.speaker.person_id is None:
            return self.runner.start(self.runner.scripts.welcome, compose(text))
        if words.goes_on(text):
            return parking.go_on(self.runner, "")
        if script := self.runner.scripts.hearing(text):
            return self.runner.start(script, compose(text))
        return self.runner.start(self.runner.scripts.lost, text)

    def _command(self, name: str, said: str) -> Message:
        if name.casefold() == parking.GO_ON:
            return parking.go_on(self.runner, said)
        if name.casefold() == parking.GIVE_UP:
            return parking.give_up(self.runner, said)
        script = self.runner.scripts.named(name)
        if script is None:
            return self.runner.repeat(_("Không có lệnh này. Các lệnh có ở phần hướng dẫn: /trogiup"))
        return self.runner.start(script, compose(said))

    def _tapped(self, tap: Tap) -> Said:
        if tap.data.startswith("/"):
            match = COMMAND.fullmatch(tap.data)
            return Said(self._command(match[1], match[2] or "")) if match else self._stale(None, "")
        draft_id, _dot, rest = tap.data.partition(".")
        asked, _dot, mark = rest.rpartition(".")
        kept = self.runner.open_draft()
        if kept is None or draft_id != str(kept.id) or asked != self.runner.focus.asked:
            return self._stale(kept, draft_id)
        if mark == drafts.BACK:
            return Said(self.runner.back(kept))
        if mark == drafts.LATER:
            return Said(parking.later(self.runner, kept))
        if mark not in self.runner.focus.offered:
            return self._stale(kept, draft_id)
        chosen = self.runner.focus.offered[mark]
        return Said(self.runner.answer(kept, chosen, tap.label or chosen))

    def _stale(self, kept: Kept | None, draft_id: str) -> Said:
        """A tap on an old button changes nothing and says so; a second press on a question just answered only says it."""
        text = _("Nút này của lần hỏi trước. Xin xem tin cuối cùng.")
        answered = str(kept.id) if kept else self.runner.focus.asked.removeprefix(ENDED)
        if draft_id and draft_id == answered:
            return Said(None, accepted=False, toast=text)
        return Said(self.runner.repeat(text), accepted=False, toast=text)
