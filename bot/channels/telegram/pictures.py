"""Which files Telegram shows as a picture at once, instead of as a file to be opened."""

import struct

BIGGEST = 10 << 20  # bytes, as core.telegram.org/bots/api#sendphoto says
WIDEST, STEEPEST = 10_000, 20  # width and height together; the longer side by the shorter one; likewise
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
PNG_HEAD = 24  # bytes up to and with width and height
UNFIT = ("image_process_failed", "photo_invalid_dimensions", "photo_save_file_invalid")  # why Telegram takes it as a file only


def is_picture(media_type: str, content: bytes) -> bool:
    """Whether it is what it says it is, and no bigger than Telegram takes; a JPEG's measures are left to Telegram."""
    if len(content) > BIGGEST:
        return False
    if media_type == "image/jpeg":
        return content.startswith(JPEG)
    if media_type != "image/png" or not content.startswith(PNG) or len(content) < PNG_HEAD:
        return False
    width, height = (int(each) for each in struct.unpack(">II", content[16:PNG_HEAD]))
    return 0 < width + height <= WIDEST and max(width, height) <= STEEPEST * min(width, height)


def is_unfit(reason: str) -> bool:
    """Whether a refusal means that the same bytes may still be sent as a file."""
    return any(each in reason.casefold() for each in UNFIT)
