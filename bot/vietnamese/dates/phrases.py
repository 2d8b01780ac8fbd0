"""Set phrases around and instead of days: idioms, vague times, deadlines, beginnings."""

# Words for days that name no day: "some time soon", "nowadays".
IDIOM = "nay mai|mai (?:mot|mốt|mót|kia|kìa|KIA|sau|SAU)|ngay nay|mai day|mai này|nay kia|nay no"
_SOME, _DAYS = "(?:vai|may|it|dam|doi)(?: (?:ba|bon|3|4))?", "(?:ngay|hom|bua|tuan|thang)"
VAGUE = (
    rf"{_SOME} {_DAYS}(?: nua| tới| toi)?|hai [0-9] {_DAYS}(?: nua)?|(?:thoi gian|dip|ngay|hom) (?:tới|toi)|sap (?:tới|toi)"
    "|(?:SAU|sau) nay|(?:ngay|hom) (?:SAU|sau)|(?:hom|bua) (?:truoc|no|xua)"
)
LIMIT = (
    "(?:thoi )?han(?: (?:chot|cuoi|cung|nop|bao cao))*|deadline|dl|(?:cham|muon|tre) nhat|khong (?:qua|muon hon|tre hon|cham hon)"
    "|toi da|truoc|noi trong|den|tới|het|cho (?:den|tới)"
)
TOUCH = "(?:dau|cuoi|giua) (?:gio|buoi|ngay(?= (?:[0-9]|mai|hom|thu|mốt|kia)))(?: (?:lam viec|hanh chinh))?"
FROM = "(?:bat dau )?(?:ke )?(?:từ|tu)(?: (?:ngay|hom))?"
AFTER = "SAU|sau|qua|ngoai"
