"""What reaches a bot when the keyboard's Telex or VNI is switched off."""

import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TELEX = dict(zip(_TONES, "fsxrj", strict=True))
_VNI = dict(zip(_TONES, "21435", strict=True)) | {"\u0302": "6", "\u0306": "8", "\u031b": "7"}


def telex(text: str) -> str:
    """The keys of Telex, the tone at the end of the word: "ngayf", "thangs"."""
    return " ".join(map(_telex_word, text.split(" ")))


def vni(text: str) -> str:
    """The keys of VNI, each figure behind its letter: "nga2y", "tua62n"."""
    return "".join(_VNI.get(char) or ("d9" if char == "đ" else char) for char in unicodedata.normalize("NFD", text))


def _telex_word(word: str) -> str:
    keys, tone = "", ""
    for char in unicodedata.normalize("NFD", word):
        if char in _TELEX:
            tone = _TELEX[char]
        elif char == "\u0302":
            keys += keys[-1]
        else:
            keys += "dd" if char == "đ" else "w" if char in "\u0306\u031b" else char
    return keys + tone
