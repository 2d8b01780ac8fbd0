"""What a bot can send. Who asks for what is not there hears of it as Zalo says it."""

from bot.playground.telegram.parameters import Parameters
from bot.playground.telegram.refusal import Refusal
from bot.playground.zalo.bot import FakeZaloBot, Line, Record, Room, month_of

LONGEST = 2000  # UTF-16 units of a text and of a caption
MODES = ("markdown", "html")


def send_message(bot: FakeZaloBot, given: Parameters) -> Record:
    """A text of 1 to 2,000 characters."""
    room, text = _room(bot, given), _text(given, "text", least=1)
    if given.text("parse_mode") not in ("", *MODES):
        raise Refusal(400, "Bad Request")
    return _sent(bot, room, "text", text)


def send_photo(bot: FakeZaloBot, given: Parameters) -> Record:
    """A photo that Zalo fetches itself: only its address is taken."""
    room, photo = _room(bot, given), given.text("photo")
    if not photo:
        raise Refusal(400, "The photo must not be empty")
    if not photo.startswith(("http://", "https://")):
        raise Refusal(400, "The photo must start with http:// or https://")
    return _sent(bot, room, "photo", _text(given, "caption", least=0), photo)


def send_sticker(bot: FakeZaloBot, given: Parameters) -> Record:
    """A sticker by its id."""
    return _sent(bot, _room(bot, given), "sticker", _text(given, "sticker", least=1))


def send_voice(bot: FakeZaloBot, given: Parameters) -> Record:
    """A voice note, .aac only; in a group it is taken and never seen."""
    room, url = _room(bot, given), given.text("voice_url")
    if not url.startswith(("http://", "https://")) or not url.endswith(".aac"):
        raise Refusal(400, "Bad Request")
    if room.is_group:
        return {"message_id": bot.number(), "date": bot.milliseconds()}
    return _sent(bot, room, "voice", "", url)


def send_chat_action(bot: FakeZaloBot, given: Parameters) -> None:
    """“typing”: an answer without a result."""
    _room(bot, given)
    if given.text("action") not in ("typing", "upload_photo"):
        raise Refusal(400, "Bad Request")


def _room(bot: FakeZaloBot, given: Parameters) -> Room:
    """The chat; one where nobody ever wrote to the bot cannot be written to."""
    room = bot.rooms.get(given.text("chat_id"))
    if room is None or not room.is_known:
        raise Refusal(400, "Bad Request")
    if room.blocked:
        raise Refusal(bot.options.blocked_code, "Bad Request")
    return room


def _text(given: Parameters, name: str, *, least: int) -> str:
    text = given.text(name)
    if not least <= len(text.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST:
        raise Refusal(400, "Bad Request")
    return text


def _sent(bot: FakeZaloBot, room: Room, kind: str, text: str, url: str = "") -> Record:
    people = [each.id for each in bot.rooms.values() if each.is_known and not each.is_group]
    users, month = bot.options.user_limit, bot.options.month_limit
    if (users is not None and room.id in people[users:]) or (month is not None and bot.sent[month_of(bot.now())] >= month):
        raise Refusal(429, "Quota exceeded")
    line = Line(bot.number(), is_mine=False, kind=kind, text=text, date=bot.now(), url=url)
    bot.show(room, line)
    return {"message_id": line.id, "date": bot.milliseconds()}
