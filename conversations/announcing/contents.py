"""Asking what an announcement says: up to five messages, each a text, a photo or a document."""

from bot.announcements.keeping import Piece
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.styling import Styled
from bot.i18n import _
from bot.post.message import Stored

LONGEST = 3500  # characters: with the heading it is one message on any channel that has long ones
MOST = 5  # messages of one announcement


def ask_contents(ask: Ask) -> list[Piece]:
    """A text, then more until it is enough."""
    pieces = [ask_text(ask, "part 1", _("📢 Xin gõ nội dung thông báo. Chữ đậm và đường dẫn được giữ nguyên."))]
    enough = Choice("done", _("➡️ Xong, chọn nơi nhận"), "primary")
    prompt = _("Trợ lý đã nhận {count} tin. Muốn thêm chữ, ảnh hoặc tệp, xin gửi tiếp; đủ rồi thì bấm Xong.")
    while len(pieces) < MOST:
        key = f"part {len(pieces) + 1}"
        said = ask.styled(key, prompt.format(count=len(pieces)), longest=LONGEST, files=True, choices=(enough,))
        if isinstance(said, Choice):
            break
        pieces.append(_piece(said))
    return pieces


def ask_text(ask: Ask, key: str, prompt: str) -> Piece:
    """One text with its bold words and links."""
    said = ask.styled(key, prompt, longest=LONGEST)
    if not isinstance(said, Styled):
        raise TypeError("nothing else is on offer")
    return _piece(said)


def _piece(said: Styled | Stored) -> Piece:
    if isinstance(said, Stored):
        return Piece("", document_id=said.document_id)
    return Piece(said.text, said.styles)
