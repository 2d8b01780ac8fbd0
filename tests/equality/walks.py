"""What a walk is: everything somebody does from the first word to the end of a conversation, the same at every door."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from PIL import Image

from bot.announcements import confirming
from tests.equality.players import Deed, File

Act = tuple[int, tuple[Deed, ...]]  # somebody, and what they do


@dataclass(frozen=True)
class Walk:
    """The conversation `script` by person `who`; what is said in the end begins with, or contains, `ends`. `before` it happens
    what must have happened; a time there goes by."""

    script: str
    who: int
    deeds: tuple[Deed, ...]
    ends: str
    before: tuple[Act | timedelta, ...] = ()
    kind: str = ""  # where a conversation has several ways
    many: int = confirming.MANY  # recipients above which a second officer must agree

    @property
    def name(self) -> str:
        return f"{self.script}-{self.kind}" if self.kind else self.script


def picture(shade: int = 90) -> bytes:
    """A small photo."""
    drawn = BytesIO()
    Image.new("RGB", (64, 48), (9, shade, 9)).save(drawn, "JPEG")
    return drawn.getvalue()


PHOTO = File("ảnh.jpg", picture())
PAPER = File("quyet dinh.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
