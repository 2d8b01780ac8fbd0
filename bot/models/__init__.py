"""The tables. Read these first: they say what the program knows.

`organisation`: federations, units and where they stand in the tree. `people`: who holds which office. `campaign`: what a
plan says. `duties`: who owes what until when, launches, reminders. `post`: what came in and what goes out.
"""

from bot.models.base import metadata, table_of, written
from bot.models.campaign import Anniversary, Campaign, LadderRung, Phase, Theme
from bot.models.duties import Duty, Launch, Reminder
from bot.models.organisation import Affiliation, Bloc, Federation, Level, Unit
from bot.models.people import Account, Consent, Invite, Office, Person
from bot.models.post import WAITING, Bot, Chat, Draft, Halt, Heartbeat, Inbox, Outbox

__all__ = [
    "WAITING",
    "Account",
    "Affiliation",
    "Anniversary",
    "Bloc",
    "Bot",
    "Campaign",
    "Chat",
    "Consent",
    "Draft",
    "Duty",
    "Federation",
    "Halt",
    "Heartbeat",
    "Inbox",
    "Invite",
    "LadderRung",
    "Launch",
    "Level",
    "Office",
    "Outbox",
    "Person",
    "Phase",
    "Reminder",
    "Theme",
    "Unit",
    "metadata",
    "table_of",
    "written",
]
