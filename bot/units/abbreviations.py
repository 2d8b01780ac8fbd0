"""How names of units are shortened, and one spelling by which two writings of a name are compared."""

from functools import lru_cache

from bot.vietnamese.folding import REMEMBERED, fold

# Folded short form to folded words. Only what lists of units really use; a short form that may mean two things is left out.
SPELLED_OUT = {
    "bv": "benh vien",
    "cd": "cong doan",
    "cdcs": "cong doan co so",
    "cp": "co phan",
    "ct": "cong ty",
    "cty": "cong ty",
    "dn": "doanh nghiep",
    "dvcs": "don vi co so",
    "gd": "giao duc",
    "htx": "hop tac xa",
    "kcn": "khu cong nghiep",
    "khcn": "khoa hoc cong nghe",
    "ldld": "lien doan lao dong",
    "mg": "mau giao",
    "mn": "mam non",
    "mtv": "mot thanh vien",
    "ptdt": "pho thong dan toc",
    "pgd": "phong giao duc",
    "ql": "quan ly",
    "sx": "san xuat",
    "th": "tieu hoc",
    "thcs": "trung hoc co so",
    "thpt": "trung hoc pho thong",
    "tm": "thuong mai",
    "tnhh": "trach nhiem huu han",
    "tt": "trung tam",
    "ttyt": "trung tam y te",
    "tyt": "tram y te",
    "ubnd": "uy ban nhan dan",
    "xd": "xay dung",
    "xn": "xi nghiep",
}


@lru_cache(REMEMBERED)
def spell_out(name: str) -> str:
    """The name folded, without punctuation, and with short forms in full: “Trường TH Ngọc Lâm” is “truong tieu hoc ngoc lam”."""
    return spell_out_folded(fold(name))


def spell_out_folded(folded: str) -> str:
    """The same for a name that is folded already, as `Unit.folded` is."""
    words = "".join(each if each.isalnum() else " " for each in folded).split()
    return " ".join(SPELLED_OUT.get(word, word) for word in words)
