"""The tables. Read these first: they say what the program knows.

`organisation`: federations, units, where they stand in the tree and in clusters. `people`: who holds which office.
`campaign`: what a plan says. `duties`: who owes what until when, launches, reminders. `documents`: files that are kept.
`post`: what came in and what goes out.
"""

from bot.models.base import metadata, table_of, written
from bot.models.campaign import (
    Anniversary,
    BlocMatch,
    Campaign,
    CampaignBloc,
    Content,
    Indicator,
    LadderRung,
    Phase,
    PilotUnit,
    Target,
    Theme,
    Title,
)
from bot.models.documents import Document, Upload
from bot.models.duties import Duty, DutyChange, DutyRule, Launch, Reminder
from bot.models.organisation import (
    Affiliation,
    Bloc,
    Cluster,
    ClusterUnit,
    Federation,
    Headcount,
    Level,
    Operation,
    SpecialDay,
    Succession,
    Unit,
)
from bot.models.people import Account, Consent, Contact, Invite, Office, Person
from bot.models.post import WAITING, Bot, Chat, Draft, Halt, Heartbeat, Inbox, Outbox

__all__ = [
    "WAITING",
    "Account",
    "Affiliation",
    "Anniversary",
    "Bloc",
    "BlocMatch",
    "Bot",
    "Campaign",
    "CampaignBloc",
    "Chat",
    "Cluster",
    "ClusterUnit",
    "Consent",
    "Contact",
    "Content",
    "Document",
    "Draft",
    "Duty",
    "DutyChange",
    "DutyRule",
    "Federation",
    "Halt",
    "Headcount",
    "Heartbeat",
    "Inbox",
    "Indicator",
    "Invite",
    "LadderRung",
    "Launch",
    "Level",
    "Office",
    "Operation",
    "Outbox",
    "Person",
    "Phase",
    "PilotUnit",
    "Reminder",
    "SpecialDay",
    "Succession",
    "Target",
    "Theme",
    "Title",
    "Unit",
    "Upload",
    "metadata",
    "table_of",
    "written",
]
