"""Names of files, made harmless: people see them, platforms are told them, and they never become a path."""

import unicodedata

LONGEST = 100  # characters, as people count them
LONGEST_ENDING = 10
ILL_FAMED = '/\\:*?"<>|'  # separators and quotes: what neither Windows nor a header takes
UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}  # categories of Unicode: controls, changes of direction, line ends
NAMELESS = "tep"


def safe(name: str) -> str:
    """`name` in NFC and on one line, at most 100 characters long, with the ending it had; never empty."""
    seen = "".join(each for each in name if unicodedata.category(each) not in UNSEEN)
    plain = "".join("-" if each in ILL_FAMED else each for each in unicodedata.normalize("NFC", seen))
    stem, dot, ending = " ".join(plain.split()).rpartition(".")
    if not dot or not ending.isalnum() or len(ending) > LONGEST_ENDING:
        stem, dot, ending = stem + dot + ending, "", ""
    stem = stem.strip(". ")[: LONGEST - len(dot + ending)].strip(". ")
    return (stem or NAMELESS) + dot + ending
