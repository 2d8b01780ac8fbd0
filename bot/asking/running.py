"""Runs a conversation from the top: to its first open question, or to its end."""

from contextlib import suppress
from dataclasses import dataclass, replace

from bot.asking import drafts, layout
from bot.asking.ask import Ask, Setting
from bot.asking.drafts import Kept
from bot.asking.focus import ENDED, Focus, takes
from bot.asking.replay import TRIED, Answer, Instead, Progress, Stopped, Waiting
from bot.asking.script import Script, Scripts, Speaker
from bot.clock import local
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.post import tickets
from bot.post.message import Message, Option

LONGEST_RAW = 1000  # characters of what somebody said, as evidence
LONGEST_SUBJECT = 40  # characters; a key has fewer, and what is longer does not fit into PostgreSQL's index


@dataclass
class Runner:
    """Runs conversations for one update, and keeps what the next step of it needs to know."""

    scripts: Scripts
    db: Transaction
    speaker: Speaker
    setting: Setting
    focus: Focus
    note: str = ""  # said before whatever is said next
    still_open: str = ""  # the question that this update led to, as a place
    message: str = ""  # the one that is being said, if it may be changed afterwards

    def open_draft(self) -> Kept | None:
        """The draft that the chat is on."""
        if self.focus.draft_id is None:
            return None
        return drafts.by_id(self.db, self.speaker.owner, self.focus.draft_id)

    def start(self, script: Script, said: str) -> Message:
        """Begin a conversation with what was said to it, or go on where it was left. Strangers come to the welcome."""
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
        return self.run(script, kept or Kept(None, script.command, subject, Progress()))

    def answer(self, kept: Kept, value: str, raw: str) -> Message:
        """Answer the open question; `raw` is what the person really said or pressed."""
        script = self.scripts.named(kept.script)
        if script is None or not self.focus.question:
            return self.repeat("")
        kept.progress.answers.pop(TRIED, None)
        now = self.setting.now.isoformat()
        kept.progress.answers[self.focus.question] = Answer(value, raw[:LONGEST_RAW], now, message=self.message)
        return self.run(script, kept)

    def back(self, kept: Kept) -> Message:
        """Ask the question before the open one anew."""
        script = self.scripts.named(kept.script)
        if script is None:
            return self.repeat("")
        ask, _waiting = self.probe(script, kept)
        earlier = ask.before(self.focus.question) if self.focus.question in ask.asked else None
        if earlier is None:
            self.note = _("Đây là câu đầu tiên.")
        else:
            kept.progress.forget(earlier)
        return self.run(script, kept)

    def repeat(self, note: str) -> Message:
        """Say `note`, and ask the open question once more if there is one."""
        kept = self.open_draft()
        script = self.scripts.named(kept.script) if kept else None
        self.note = note
        if kept is None or script is None:
            return self.start(self.scripts.welcome if self.speaker.person_id is None else self.scripts.lost, "")
        return self.run(script, kept)

    def run(self, script: Script, kept: Kept) -> Message:
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
            return self.run(script, kept)
        drafts.drop(self.db, kept)
        self._ended(kept)
        message = last_words if isinstance(last_words, Message) else Message(last_words)
        if not self.speaker.abilities.has_buttons and script in (self.scripts.welcome, self.scripts.lost):
            message = layout.with_menu(message, self.scripts)
        return layout.with_note(message, self.note)

    def probe(self, script: Script, kept: Kept) -> tuple[Ask, Waiting | None]:
        """Run without consequences, to see which questions lead to the open one; None: to the end, or back to another one."""
        ask = Ask(kept.progress, self._setting_of(kept))
        try:
            with suppress(Instead, Stopped), self.db.savepoint():
                script.talk(ask, self.db, self.speaker)
                raise Stopped
        except Waiting as waiting:
            return ask, waiting
        return ask, None

    def keep(self, kept: Kept) -> int:
        """Store how far a conversation has come; returns the draft's number."""
        answers = kept.progress.to_json()
        return drafts.keep(self.db, self.speaker.to.federation_id, self.speaker.owner, kept, answers, self.setting.now)

    def _question(self, ask: Ask, kept: Kept, waiting: Waiting) -> Message:
        question, choices = waiting.question, waiting.choices
        tried = kept.progress.answers.pop(TRIED, None)
        mark = layout.mark(question.prompt, choices, kept.progress.to_json())
        if waiting.problem and self.message:
            tried = Answer("", "", self.setting.now.isoformat(), question.key, self.message)
        if tried:
            kept.progress.answers[TRIED] = tried
        draft_id = self.keep(kept)
        for write in ask.lasting:
            write()
        offered = drafts.number(question, choices)
        asked = f"{question.key}#{mark}{takes(question)}"
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

    def _setting_of(self, kept: Kept) -> Setting:
        return replace(self.setting, words=self.setting.words or kept.subject)

    def _ended(self, kept: Kept) -> None:
        """Only the chat that was on this conversation loses its focus; a parked one elsewhere stays."""
        if self.focus.draft_id is None or self.focus.draft_id == kept.id:
            drafts.focus(self.db, self.speaker.to.chat_id, None, f"{ENDED}{kept.id}" if kept.id else None, None)
