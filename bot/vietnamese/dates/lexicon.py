"""The words a day, a time or a period is told in, and the words that may stand around it without changing it."""

from bot.vietnamese.folding import fold

# A day is answered in a few words; anything longer is another kind of message and is not searched at all.
LONGEST = 300  # characters
MOST_TOKENS = 64

# Words that are told apart by their marks alone, and mean something else here. Typed with their marks they stand for
# themselves; typed without, their letters stand for all of them.
_APART = "sáu tới tối tôi một mốt mót từ tư kìa này bảy bẩy bây tám tầm tạm bà mơi âm sáng đúng đừng dừng"
TOLD_APART = frozenset(_APART.split())
# These are words without any mark: among marked words they mean just that ("tháng sau" is no June).
PLAIN = frozenset({"sau", "kia"})

_DAYS = """
    ngày ngay hôm hum bữa buổi hnay hqua nmai nay này qua wa mai mơi mốt một mót kia kìa
    hôm bây giờ hiện tại nữa nửa sau trước tới kế tiếp
    thứ t chủ nhật nhựt chúa cn tuần tháng thg th năm sang mùng mồng rằm giêng chạp nhuận tết âm dương lịch al âl a l dl tây ta
    nguyên đán đầu giữa cuối hết tiên cùng quý quí cả suốt nửa học công nhân ngoái ngoài rồi vừa vừa kỳ thượng trung hạ
    giáp ất bính đinh mậu kỷ canh tân nhâm quý tý tỵ tí tị sửu dần mão mẹo thìn ngọ mùi thân dậu tuất hợi
"""
_NUMBERS = """
    một mốt hai ba bốn tư năm lăm nhăm sáu bảy bẩy tám chín mười mươi hăm nghìn ngàn không trăm linh lẻ rưỡi
    i ii iii iv v vi vii viii ix x xi xii
"""
_TIMES = "giờ h g phút ph p kém sáng trưa chiều tối đêm khuya am pm"
_LIMITS = """
    hạn chót nộp deadline chậm muộn trễ nhất không quá hơn tối đa nội trong vòng đến hết từ kể bắt kéo dài và với cho
    cách đây làm việc vài mấy ít dăm đôi ra qua giáp cận gần ăn sắp thời gian nào đó lúc nọ bữa xưa hồi hổm rày
"""
_FEASTS = """
    hành chính sức khỏe tại nơi sản tao quán tiền phong hiến chương cúng đưa gốc đoàn kết dịp cổ truyền tiêu gia sinh viên học
    tổng tuyển cử đôi cộng tác các đức tôn tộc thêm về lời kêu dục bầu ngành vùng mỏ than lực phòng con qt qd vn cáo tntp
    chxhcn cơ quan
    quốc khánh tế phụ nữ lao động sinh bác hồ chủ tịch thành lập công đoàn việt nam đảng giải phóng miền thống đất nước giỗ tổ
    hùng vương vu lan trung thu đoan ngọ phật đản táo ông giao thừa thầy thuốc thanh niên điện biên phủ thiếu nhi thi đua yêu ái
    thương binh liệt sĩ sỹ cách mạng an nhân dân tổng khởi nghĩa độc lập thủ đô doanh nhà giáo hội quân đội toàn kháng chiến
    noel giáng pháp luật báo chí gia đình mặt trận cựu vận chuyển đổi số thể thao hạnh phúc môi trường thế giới tìm đường cứu
    chiến thắng tdtt tncs minh thơ sách tuyên giáo khuyến mẫu lễ tình văn hóa bảo vệ ninh quần chúng y liên hiệp hè
"""
# What a typed-in answer is wrapped in. Nothing that limits, denies or moves a day (trước, sau, đến, không, chưa, dời …).
_POLITE = """
    dạ vâng ừ ờ chào hihi hehe nghen hé ấy nhỉ hả à ạ á ah nhé nha nhá nhe nghe ha hen hén hông đi thưa xin ok oke okê okay
    okie rồi đó đấy nhen nè ơi ui cảm ơn cám
    em e anh a chị c cô chú bác cháu mình tui tôi bên đ đồng chí tụi chúng bọn ac mng mọi người ban sếp ad
    đơn vị đv cđcs cđ công đoàn cơ sở trường công ty cty xí nghiệp phường xã tổ chức khối cụm liên
    đăng ký kí đk chọn chốt phát động pđ tc làm triển khai ra quân khai mạc lễ buổi ngày hôm bữa thời gian mở màn
    phong trào thi đua chiến dịch của này thế vậy nhân dịp kỷ kỉ niệm chào mừng dự bắt đầu lại chính xác đúng
    là vào lúc luôn thì sẽ chắc chắn tầm khoảng cỡ độ tầm chừng có thể được đc cho nên cũng ổn tốt nhất
    sáng trưa chiều đêm tối sớm xế tây dương lịch hoặc hay và thôi nhưng mà cả trong toàn diễn tiến hành kiến gì tuy tức
"""

# What a number in front of them counts: "15 đơn vị", "2/3 cđcs".
_COUNTED = "đơn đv cđcs cđ công cty trường cơ đồng phong đoàn người nlđ ngày hôm bữa tuần tháng giờ phút % đợt lần"
_PERSONS = "em e anh a chị c cô chú bác cháu bạn ông bà đồng"
# "mai em chốt" puts the answer off until tomorrow.
_DECIDING = "chốt chọn đăng đk báo hỏi xem họp gửi trả gọi tính bàn"
_DENIALS = "không ko k hông hong chưa đừng dừng khỏi chẳng chả trừ"
_NUMBERED = "đợt lần khối số tổ lớp"
_PLACES = "tại ở"
_LISTS = (_DAYS, _NUMBERS, _TIMES, _LIMITS, _FEASTS, _POLITE, _COUNTED, _PERSONS, _DECIDING, _DENIALS, _NUMBERED, _PLACES)
VOCABULARY = TOLD_APART.union(*(listed.split() for listed in _LISTS))
# One word, two spellings that differ in more than marks.
ALIASES = {
    "mong": "mung", "qui": "quy", "nhut": "nhat", "ki": "ky", "hum": "hom", "wa": "qua", "sy": "si", "ti": "ty", "meo": "mao",
    "bẩy": "bảy", "thg": "thang", "nhen": "nhe", "ngan": "nghin", "mơi": "mai", "khuya": "dem",
}  # fmt: skip


def coded(words: str) -> frozenset[str]:
    """Return the codes of the words (see `spelling`)."""
    folded = (word if word in TOLD_APART else fold(word) for word in words.split())
    return frozenset(ALIASES.get(word, word) for word in folded)


AROUND = coded(_POLITE) | {"toi", "tam", "sang", ",", "~", "-"}
ALTERNATIVE = frozenset({"hoac", "hay"})
PERSONS, COUNTED, DECIDING, DENIALS = coded(_PERSONS), coded(_COUNTED), coded(_DECIDING), coded(_DENIALS)
NUMBERED, PLACES = coded(_NUMBERED), coded(_PLACES)
# After one of these the answer begins; before it stands who answers, in words nobody can list.
VERBS = ("phat dong", "to chuc", "dang ky", "ra quan", "trien khai", "khai mac", "chon", "chot", "du kien")
