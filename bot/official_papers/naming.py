"""What a union is called on paper."""

from bot.vietnamese.folding import fold

UNIONS = (
    "cong doan",
    "cdcs",
    "cd ",
    "nghiep doan",
    "lien doan lao dong",
    "ldld",
    "tong lien doan",
)  # such names are a union's own


def union_of(name: str) -> str:
    """The union of a school or a firm is called after it."""
    return name if fold(name).startswith(UNIONS) else f"Công đoàn {name}"
