"""The words a card is answered with, by what they say."""

from bot.vietnamese.numbers.phrases import SILENT

YES, NO, NOT_YET, WRONG, CHANGE, CANCEL, WAIT, LATER, BUSY, RECEIVED = "yNQWEXwpza"
POLITE_YES, OKAY, ALREADY, MUST, THERE_IS, NEED, LET, WHEN, AFTER, DO = "VKRPCcDtLg"
BUT, VALUE, ITEM, STOP_IT, DUNG, DOI, FREE, MAYBE, UNCLEAR, ASKING, COMMA = "bFisdor~u?,"

WORDS = {
    DUNG: "dung",
    POLITE_YES: "dạ|vâng|vg|dag|vag|ừ|ừm|ừa|ờ|ùm|uhm|uh|um|umh|uk|ukm|ukie|u|uhu|ừ hử|dạ vâng|vâng dạ|vâng ạ",
    THERE_IS: "có|có chứ",
    # Before the others: “cho” is “cho” before it is “chờ”.
    SILENT: """ạ|á|à|ah|nhé|nhe|nha|nhá|nghe|ha|hen|thưa|kính|xin|em|e|anh|a|chị|c|cô|chú|bác|cháu|ông|bà|mình|tui|tôi|bên
    |tụi|chúng|luôn|đó|đấy|đây|này|nhỉ|a/c|đ/c|đồng chí|đi|ơi|với|thì|cũng|của|cho|là|và|đã|sẽ|cảm ơn|cám ơn|thanks|tks
    |giúp|hộ|nhờ|mà|nè|hihi|hì|thông báo|kế hoạch|tin|tin nhắn|văn bản|công văn|tài liệu|thông tin|nội dung|trợ lý|hết
    |toàn bộ|tất cả|như|như trên|như vậy|vậy|thế|trên|lắm|quá|cái|được không ạ|về|lúc|vào|từ""",
    DOI: "doi",  # đổi, đợi
    YES: """đúng|đúng rồi|đúng r|đúng hết|đúng hết rồi|đúng vậy|đúng thế|đr|dr|chuẩn|chuẩn rồi|chuẩn luôn|chuẩn r
    |chính xác|chính xác rồi|hoàn toàn đúng|chốt|chốt luôn|chốt đi|chốt rồi|nhất trí|nhất trí cao|đồng ý|đồng tình
    |tán thành|thống nhất|chấp nhận|chấp thuận|duyệt|phê duyệt|thông qua|xác nhận|được|được rồi|đc|dc|cũng được|thôi được
    |thôi được rồi|thôi cũng được|giữ nguyên|để nguyên|để vậy|cứ vậy|cứ thế|vậy đi|thế đi|ổn|ổn rồi|hợp lý|hợp lí|tốt
    |tốt rồi|gửi đi|gửi luôn|lưu|lưu lại|lưu luôn|lưu đi|ghi nhận|ghi đi|ghi luôn|nộp luôn|nộp đi|tiến hành|tiến hành đi
    |làm đi|xong|xong rồi|chắc chắn|hoàn toàn|chính nó|y|yes|yep|yeah|yea|ye|correct|right|✅|✔|☑|👍|👌|🆗|💯""",
    OKAY: "ok|oke|oki|okie|okay|okê|okela|okla|okii|ô kê|ô kê la|oce|okey|kê",
    RECEIVED: """nhận|đã nhận|nhận được|đã nhận được|nhận rồi|tiếp nhận|đã tiếp nhận|nắm|đã nắm|nắm rồi|nắm được
    |đã nắm được|nắm bắt|rõ|đã rõ|rõ rồi|xem rồi|đã xem|đọc rồi|đã đọc|biết rồi|đã biết|hiểu rồi|đã hiểu|hiểu|tiếp thu
    |đã tiếp thu|noted|đã thấy|thấy rồi|🫡""",
    NO: """không|ko|kô|k|kh|khg|kg|hông|hổng|hong|hok|hk|hem|khum|đừng|khỏi|chẳng|chả|no|nope|n|đâu có|❌|✖|👎|🚫|⛔""",
    NOT_YET: "chưa",
    WRONG: """sai|sai rồi|sai sót|nhầm|nhầm rồi|lộn|lộn rồi|thiếu|sót|lỗi|ghi nhầm|gõ nhầm|nhập nhầm|ghi sai|nhập sai
    |gõ sai|vấn đề|ý kiến|thắc mắc|trục trặc""",
    CHANGE: """sửa|sửa lại|sửa giúp|sửa đổi|chỉnh|chỉnh lại|chỉnh sửa|điều chỉnh|đổi|đổi lại|đổi sang|đổi thành|đổi qua
    |thay|thay đổi|thay bằng|cập nhật|cập nhật lại|bổ sung|thêm|nhập lại|ghi lại|làm lại|điền lại|gửi lại|gõ lại|khai lại
    |phải là|mới đúng|mới phải|chứ không phải|edit|✏|dời|dời sang|lùi|lùi sang|chuyển|chuyển sang""",
    CANCEL: """hủy|hủy bỏ|hủy đi|bỏ|bỏ đi|bỏ qua|xóa|xóa đi|xóa bỏ|dừng|dừng lại|ngừng|ngừng lại|ngưng|ngưng lại|stop
    |cancel|thoát|từ chối|phản đối|bác bỏ|thôi khỏi|khỏi đi""",
    WAIT: """khoan|khoan đã|khoan khoan|chờ|chờ đã|chờ chút|chờ tí|chờ xíu|đợi|đợi đã|đợi chút|đợi tí|đợi xíu|gượm|gượm đã
    |từ từ|từ từ đã|wait|tạm dừng""",
    LATER: """để sau|làm sau|gửi sau|nộp sau|báo sau|điền sau|trả lời sau|nhắn sau|tính sau|xem sau|nhắc sau|nhắc lại
    |nhắc lại sau|hoãn|hoãn lại|tạm hoãn|tạm gác|gác lại|để đó|để đấy|later|⏳|⏸|⏰""",
    BUSY: """bận|bận quá|bận rồi|đang bận|đang họp|họp|đang dạy|đang lái xe|đang chạy xe|đang đi đường|đang đi công tác
    |đi công tác|đang làm|đang dở|dở tay|đang dở tay|chưa tiện|không tiện|ko tiện|chưa kịp|không kịp|ko kịp|đang ốm
    |đang nghỉ|đang trên lớp|đang ăn|đang đi|đang ngoài đường|đang có việc|đang có khách|có việc bận|mắc việc|mắc họp
    |kẹt việc|đang""",
    AFTER: """sau|lát|lát nữa|lát sau|chút|chút nữa|một chút|tí|tí nữa|một tí|xíu|xíu nữa|lúc nữa|chốc nữa|lúc khác
    |khi khác|hôm khác|bữa khác|hôm sau|bữa sau|khi nào rảnh|lúc nào rảnh|khi rảnh|lúc rảnh|rảnh rồi""",
    WHEN: """mai|ngày mai|sáng mai|chiều mai|tối mai|mốt|ngày kia|sáng|trưa|chiều|tối|chiều nay|tối nay|tuần sau|tuần tới
    |đầu tuần|cuối tuần|tháng sau|về nhà|tối về|mai mốt|đến chiều|đến tối""",
    BUT: "nhưng|nhưng mà|tuy nhiên|có điều|cơ mà|mỗi tội",
    UNCLEAR: """hiểu không|không hiểu|ko hiểu|k hiểu|chưa hiểu|không biết|ko biết|k biết|chưa biết|không rõ|ko rõ|k rõ
    |chưa rõ|không chắc|ko chắc|chưa chắc|tùy|sao cũng được|thế nào cũng được|gì cũng được|không sao|ko sao|k sao|gì vậy
    |gì thế|là sao|là gì|sao vậy|sao thế|hả|hở|sao|j|gì đó|gì đây|đúng chưa|được chưa|phải không|phải ko|phải k|đúng không
    |đúng ko|đúng k|được không|được ko|được k|đc k|đc ko|ok không|ok ko|ok k|ok chưa""",
    ASKING: "?",
    MAYBE: "chắc|chắc là|có lẽ|hình như|hẳn là",
    MUST: "phải|phải rồi|phải đó",
    NEED: "cần|gì|có gì|muốn|bị|hề|phát hiện|nữa|đâu|gì cả|gì hết|gì nữa|cần phải",
    LET: "để",
    FREE: "rảnh|có thời gian|thời gian",
    DO: """gửi|làm|báo|báo cáo|bc|nộp|điền|trả lời|nhắn|gọi|xem|xem lại|hỏi|hỏi lại|kiểm tra|kiểm tra lại|nhập|khai
    |rà soát|rà lại|suy nghĩ|trao đổi|tổng hợp|đăng ký""",
    STOP_IT: "thôi",
    VALUE: "thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|thứ bảy|chủ nhật|cn|mùng|mồng|hôm nay|hôm qua|/",
    ITEM: """ngày|giờ|số|tên|nơi|địa điểm|chỗ|số lượng|số người|người|tháng|đơn vị|mục|chữ|thời gian tổ chức|buổi
    |hội trường|số tiền|đợt""",
    ALREADY: "rồi|r|roài|rùi",
    COMMA: ",|.|;|:|…",
}
