"""The words numbers are made of, and those that stand around a number."""

from decimal import Decimal

from bot.vietnamese.numbers.phrases import FIGURE, SILENT

MINUS = "m"
DIGIT, TEN, TENS, TWENTY, DOZENS, SCALE, ODD, HALF, POINT, HALF_OF = "DTMHCSLRPN"
ABOUT, ROUGHLY, BOUND, OVER, PERCENT, CURRENCY, NO, ZERO, ANY, RANGE, SHARE, OR, ASKING = "~≈>^%đ!0w-/|?"
PIECES_OF_NUMBERS = frozenset(FIGURE + DIGIT + TEN + TENS + TWENTY + DOZENS + SCALE + ODD + HALF + POINT + HALF_OF)

DIGITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6}
DIGITS |= {"bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
# Only behind tens: “hai mốt” is 21, “hai một” is not one number.
DIGITS_OF_TENS = frozenset({"mốt", "tư", "lăm", "nhăm"})
HUNDRED = 100
SCALES = {"trăm": HUNDRED, "nghìn": 10**3, "ngàn": 10**3, "k": 10**3, "vạn": 10**4}
MILLION, BILLION = 10**6, 10**9
SCALES |= dict.fromkeys(("triệu", "tr", "trđ", "trd", "củ"), MILLION) | dict.fromkeys(("tỷ", "tỉ", "tỷđ", "tỉđ"), BILLION)
DOZENS_OF = {"chục": 10, "tá": 12}
A_HALF = Decimal("0.5")

NO_WORDS = "không|ko|kô|k|kh|khg|kg|hông|hổng|hong|hok|hk|hem|khum"
_NO_SUCH = "có|co|phát sinh|có phát sinh"
_NONE = "|".join(f"{no} {such}" for no in NO_WORDS.split("|") for such in _NO_SUCH.split("|"))

POLITE = """dạ|vâng|ạ|á|à|ah|nhé|nhe|nha|nhá|nghe|ha|hen|thưa|kính|xin|em|e|anh|a|chị|c|cô|chú|bác|cháu|ông|bà|mình|tui
|bên|tụi|chúng|thôi|cả|ok|oke|okay|rồi|luôn|đó|đấy|đây|này|nhỉ|a/c|đi|ơi|gửi|báo cáo|bc|cảm ơn|với|thì|cũng|của|cho|là|và"""
BEFORE = """có|được|đc|tổng|tổng cộng|tổng số|số lượng|sl|đăng ký|đăng kí|đk|đã|tất cả|cả thảy|gồm|chỉ|mới|đúng|tròn
|vừa tròn|chẵn|đủ|hết|đạt|hiện|hiện có|hiện nay|đơn vị|đv|cđcs|trường|công ty|dự kiến|làm|thực hiện|đề xuất|khoá|số"""
COUNTED = """người|ng|đoàn viên|công đoàn viên|công nhân|người lao động|lao động|nlđ|ld|cnvclđ|cnlđ|cbccvc|ccvclđ
|đảng viên|cán bộ|công chức|viên chức|giáo viên|gv|nhân viên|nv|học sinh|hs|sáng kiến|sk|đề tài|công trình|ct|sản phẩm|sp
|giải pháp|tập thể|cá nhân|lượt|lượt người|suất|phần|phần quà|quà|đồng chí|đ/c|đ c|đơn vị|công đoàn|công đoàn cơ sở|cđ
|cơ sở|tổ|tổ công đoàn|nhóm|hoạt động|buổi|lần|cuộc|lớp|tin|bài|bài viết|video|ảnh|tấm|hình|căn|căn nhà|cái|chiếc|tham gia
|tham dự|dự|đăng ký|hoàn thành|mô hình|phong trào|kế hoạch|chỉ tiêu|thi đua|em học sinh|con|chị em|anh em|thành viên
|hội viên|đội|đợt thi đua|danh hiệu|bằng khen|giấy khen|chương trình|việc|việc làm|cây|thiết bị|hộ|hộ gia đình|gia đình
|trường hợp|cháu|bạn|vị|kết quả|điểm|ý kiến|chuyên đề|nhiệm vụ|trường học|bộ|ngôi nhà|nhà|đại biểu|gương|gương điển hình
|tập thể cá nhân|nữ|đoàn|máy|sổ|giờ công|ngày công|công"""

NUMBERS = {
    DIGIT: "một|mốt|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|bẩy|tám|chín",
    TEN: "mười",
    TENS: "mươi",
    TWENTY: "hăm",
    DOZENS: "chục|tá",
    SCALE: "|".join(SCALES),
    ODD: "linh|lẻ",
    HALF: "rưỡi|rưởi",
    POINT: "phẩy|phảy|chấm",
    HALF_OF: "nửa|một nửa|phân nửa",
    NO: f"{NO_WORDS}|chưa",
    ZERO: f"{_NONE}|chưa có|chưa phát sinh|chưa có phát sinh",
    ANY: "nào|ai|gì|nào hết|nào cả|ai hết|ai cả|gì hết|gì cả",
}
AROUND = {
    ABOUT: "khoảng|tầm|chừng|ước|ước chừng|ước tính|xấp xỉ|khoảng chừng|có lẽ|chắc|chắc là|tầm khoảng|~|≈",
    BOUND: """hơn|gần|dưới|quá|ít nhất|tối thiểu|tối đa|nhiều nhất|không quá|không dưới|chưa tới|chưa đến|chưa đầy|ngót
    |suýt|mấy|vài|dăm|dăm ba|vài ba|nhiều|ít|hàng|trở lên|trở xuống|đổ lại|đổ lên|gần như|+|>|<|≥|≤""",
    MINUS: "âm|trừ",
    OVER: "trên",  # a bound, or “23 trên 24”
    RANGE: "đến|tới|-",
    OR: "hoặc|hay",
    SHARE: "/",
    ASKING: "?",
    PERCENT: "phần trăm|%",
    CURRENCY: "đồng|đ|d|vnđ|vnd|việt nam đồng|tiền việt",
    SILENT: f"{POLITE}|{BEFORE}|{COUNTED}",
    # Behind the silent ones: “co” is “có” before it is “cỡ”.
    ROUGHLY: "cỡ|độ|đâu|cỡ khoảng|cỡ chừng",
}
