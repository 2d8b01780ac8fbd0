"""What is left of a run, in a form in which two runs can be compared: all rows of all tables, and what the phones show.

Every instant is compared too, because the clock of the trials stands. Left out is only what may rightly differ after a crash:

* `inbox.crashes` counts the crashes, and `heartbeat` says which process was seen last.
* Numbers of rows: what a crash rolled back may leave a gap (PostgreSQL's sequences do). Each is replaced by its rank, so that
  their order is compared, and that whoever names a row names the same one.
* Numbers of drafts, which are gone by the end: only their names in buttons are left.
* The platform's numbers of messages, because a repeated message takes one more: each is replaced by the place of its message
  in the chat, where a repeated one has the place of the first.
* Words that pop up at a tap: they are sent at best, and nothing depends on them.
* Codes of receipts, which are drawn by chance, and their numbers: each is replaced by the rank of its report.
* Numbers of documents in drafts and updates, and the mark of a question, which is a hash of answers that may hold one.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from bot.models import metadata
from bot.playground.telegram import Phone, ShownMessage
from bot.playground.telegram.screen import Record as Change
from bot.reports.receipts import show_code

DIFFERS = {("inbox", "crashes")}
DIFFERENT = {"heartbeat"}
GONE = "gone"  # stands for a row that is there no more: updates are forgotten after a week
# Columns that name a row without a foreign key.
LOOSE = {
    ("reminder", "matter_id"): "duty",  # all those of the flow
    ("reminder", "rung_id"): "ladder_rung",
    ("reminder", "person_id"): "person",
    ("reminder", "outbox_id"): "outbox",
    ("chat", "draft_id"): "draft",
}
# Whose number stands in an outbox key.
KEYED = {
    "reply": "inbox",
    "edit": "inbox",
    "digest": "person",
    "status": "chat",
    "review": "review",
    "upload": "upload",
    "morning": "chat",
    "behalf": "duty",
    "behalf-no": "duty",
}
TO_CHAT = {"review", "behalf", "behalf-no"}  # kinds of key that end with the number of a chat
# Of which table the number behind a command is, where rows of that table come and go: all others were there from the start.
COMMANDED = {
    "hoantac": "launch",
    "bogiaouoc": "pledge",
    **dict.fromkeys(("rutbaocao", "duyetxong", "tralai", "hoibaocao", "minhchung"), "report"),
    "boduyet": "review",
    "kichhoat": "campaign",
}
COMMAND = re.compile(rf"^/({'|'.join(COMMANDED)}) (\d+)$")
DRAFT = re.compile(r"^\d+(?=\.[a-z])|(?<=^\.)\d+$")  # its number in the data of an answer, or in the place of a question
MARKED = re.compile(r"#[0-9a-f]{6}")
DOCUMENTS = re.compile(r"(document_id\W+|\[\[)\d+")
STATUS = "📌"  # begins the one message that is written anew when it is repeated: its text is what holds then


@dataclass(frozen=True)
class Record:
    """`facts` are rows and what was shown, each in writing; `repeated` counts messages that came again, by chat."""

    facts: Counter[str]
    repeated: dict[int, int]


class Chat:
    """One phone's chat, with the place of every message of the bot: made before the run, told of every change in it."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.said: list[str] = []
        self.repeated = 0
        self.places: dict[int, int] = {}
        for message in phone.messages:
            self._hear(message)

    def hear(self, change: Change) -> None:
        """A change on the platform, perhaps in this chat."""
        if change["op"] == "message" and change["chat"] == self.phone.id:
            self._hear(ShownMessage(change["raw"]))

    def _hear(self, message: ShownMessage) -> None:
        """A message of the bot as it was when it came: new, or the last one once more."""
        if not message.from_bot or message.id in self.places:
            return
        text = message.text.partition("\n")[0] if message.text.startswith(STATUS) else message.text
        said = f"{text} {message.labels}"
        if self.said and self.said[-1] == said:
            self.repeated += 1
        else:
            self.said.append(said)
        self.places[message.id] = len(self.said)

    def place(self, number: str) -> str:
        return f"message {self.places.get(int(number), 'unknown')}"

    def shows(self, number: str) -> str:
        """A message's place, and what it looks like now."""
        message = self.phone.shown[int(number)]
        return f"{self.place(number)}: {message.text} {message.labels}"

    def facts(self) -> list[str]:
        own = [message.text for message in self.phone.messages if not message.from_bot]
        said = [f"phone {self.phone.id} {place}: {text}" for place, text in enumerate(self.said, 1)]
        return [*said, f"phone {self.phone.id} wrote {own}", f"phone {self.phone.id} has {self.phone.keyboard}"]


def take(connection: Connection, chats: list[Chat]) -> Record:
    """The record of a run that is over."""
    rows = _Rows(connection, {str(chat.phone.id): chat for chat in chats})
    codes = rows.receipts()
    drawn = re.compile("|".join(map(re.escape, codes)) or "(?!)")
    facts = [*(fact for chat in chats for fact in chat.facts()), *rows.facts()]
    return Record(
        Counter(drawn.sub(lambda found: codes[found[0]], fact) for fact in facts),
        {chat.phone.id: chat.repeated for chat in chats},
    )


class _Rows:
    def __init__(self, connection: Connection, chats: dict[str, Chat]) -> None:
        self._tables = {
            table: connection.execute(select(table).order_by(*table.primary_key.columns)).mappings().all()
            for table in metadata.sorted_tables
            if table.name not in DIFFERENT
        }
        self._ranks = {
            table.name: {row["id"]: rank for rank, row in enumerate(rows, 1)}
            for table, rows in self._tables.items()
            if "id" in table.c
        }
        self._chats = {
            row["id"]: chats[row["address"]] for table, rows in self._tables.items() if table.name == "chat" for row in rows
        }

    def facts(self) -> list[str]:
        return [self._written(table, dict(row)) for table, rows in self._tables.items() for row in rows]

    def receipts(self) -> dict[str, str]:
        """The codes and numbers on receipts, as they are kept and as people read them, and what stands for them."""
        rows = next(rows for table, rows in self._tables.items() if table.name == "report")
        codes = {row["receipt"]: f"receipt {rank}" for rank, row in enumerate(rows, 1)}
        numbers = {f" {row['id']}-{row['version']},": f" {codes[row['receipt']]}," for row in rows}
        return codes | numbers | {show_code(code): name for code, name in codes.items()}

    def _written(self, table: Table, row: dict[str, Any]) -> str:
        plain = dict(row)
        if table.name == "inbox":
            plain["body"] = row["body"] and json.dumps(self._plain(json.loads(row["body"])), ensure_ascii=False)
            plain["key"] = self._key(row["key"]) if row["key"].startswith("upload/") else row["key"]
        if table.name == "outbox":
            plain |= self._letter(row)
        if table.name == "draft":
            kind, number = row["owner"].split("/")
            plain["owner"] = [kind, self._ranks[kind][int(number)]]
            plain["answers"] = DOCUMENTS.sub(r"\1№", row["answers"])
        if table.name in {"chat", "upload"} and row["question"]:
            plain["question"] = _unnumbered(row["question"])
        if table.name == "operation":
            plain["details"] = self._ranked(json.loads(row["details"]))
        for name, other in _references(table).items():
            if row[name] is not None:
                plain[name] = self._ranks[other].get(row[name], GONE)
        return f"{table.name} " + json.dumps({k: v for k, v in plain.items() if (table.name, k) not in DIFFERS}, default=str)

    def _key(self, key: str) -> list[Any]:
        """A key with the rank of the row it names in place of that row's number."""
        kind, number, *rest = key.split("/")
        if kind in TO_CHAT:
            rest[-1] = str(self._ranks["chat"][int(rest[-1])])
        return [kind, self._ranks[KEYED[kind]].get(int(number), GONE), *rest]

    def _ranked(self, said: dict[str, Any]) -> dict[str, Any]:
        """What the log says of an operation, or a template is given: they name rows by the names of their tables."""
        return {name: self._ranks[name].get(value, GONE) if name in self._ranks else value for name, value in said.items()}

    def _letter(self, row: dict[str, Any]) -> dict[str, Any]:
        """An outbox row's own words for the rows and messages it names."""
        chat = self._chats[row["chat_id"]]
        body = self._ranked(json.loads(row["body"]))
        if row["kind"] == "edit":
            body["message_id"] = chat.shows(body["message_id"])
        names = chat.place if row["kind"] in {"send", "edit"} else chat.shows
        return {
            "key": self._key(row["key"]),
            "body": self._plain(body),
            "sent_as": row["sent_as"] and names(row["sent_as"]),
        }

    def _plain(self, value: Any) -> Any:
        """JSON without the platform's numbers of messages, and with ranks for the numbers in the data of buttons."""
        if isinstance(value, dict):
            kept = {name: each for name, each in value.items() if name != "message_id" or isinstance(each, str)}
            return {name: "№" if name == "document_id" else self._plain(each) for name, each in kept.items()}
        if isinstance(value, list):
            return [self._plain(each) for each in value]
        return self._data(value) if isinstance(value, str) else value

    def _data(self, said: str) -> str:
        if found := COMMAND.match(said):
            return f"/{found[1]} {self._ranks[COMMANDED[found[1]]].get(int(found[2]), GONE)}"
        return _unnumbered(said)


def _references(table: Table) -> dict[str, str]:
    """Which column names a row of which table."""
    named = {"id": table.name} if "id" in table.c else {}
    for constraint in table.foreign_key_constraints:
        named |= {each.parent.name: each.column.table.name for each in constraint.elements if each.column.name == "id"}
    return named | {name: other for (owner, name), other in LOOSE.items() if owner == table.name}


def _unnumbered(said: str) -> str:
    """The data of a button, or the place of a question, without the number of the draft and the mark of the asking."""
    return MARKED.sub("#", DRAFT.sub("№", said))
