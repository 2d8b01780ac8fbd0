"""The empty list of units that an officer fills in. It is in Vietnamese whatever is spoken: the import reads these very words."""

from io import BytesIO

import xlsxwriter

NAME = "Mau danh sach don vi.xlsx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = {  # what the column is called: its width, an example, what to write there
    "STT": (6, "", "Số thứ tự, có thể bỏ trống."),
    "Tên đơn vị": (44, "Ví dụ: Trường Tiểu học Hoa Sen", "Bắt buộc. Mỗi đơn vị một dòng, viết tên đầy đủ."),
    "Mã đơn vị": (14, "CS001", "Mã riêng của đơn vị, nếu có. Có mã thì lần sau đổi tên vẫn nhận ra."),
    "Cấp": (22, "Công đoàn cơ sở", "Bỏ trống nếu là công đoàn cơ sở."),
    "Công đoàn cấp trên": (34, "", "Tên hoặc mã. Bỏ trống nếu trực thuộc đơn vị của người nhập."),
    "Khối": (20, "Trường học", "Khối thi đua."),
    "Cụm thi đua": (16, "Cụm 1", "Cụm thi đua."),
    "Họ và tên chủ tịch": (28, "Nguyễn Thị An", "Người đứng đầu công đoàn của đơn vị."),
    "Chức vụ": (24, "Chủ tịch công đoàn", "Chức vụ của người ấy trong công đoàn."),
    "Số điện thoại": (16, "0912000111", "Một số, viết liền."),
    "Số đoàn viên": (14, "62", "Chỉ viết số."),
    "Số nữ": (10, "40", "Số nữ trong số đoàn viên, chỉ viết số."),
}
NOTES = (
    "Điền vào trang “Đơn vị”, từ dòng 2. Chỉ cột “Tên đơn vị” là bắt buộc.",
    "Dòng bắt đầu bằng “Ví dụ” là dòng mẫu, khi nhập được bỏ qua.",
    "Không cần xóa cột để trống. Có thể thêm cột khác, khi nhập không đọc đến.",
    "Trước khi ghi, mọi chỗ chưa rõ được hỏi lại theo từng ô.",
)


def build() -> bytes:
    """The template as an .xlsx: a header, an example that the import skips, and a page of notes."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        _list(book)
        _notes(book)
    return written.getvalue()


def _list(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("Đơn vị")
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "valign": "vcenter"})
    example = book.add_format({"italic": True, "font_color": "#808080", "num_format": "@"})
    text = book.add_format({"num_format": "@"})
    for column, (called, (width, sample, _note)) in enumerate(COLUMNS.items()):
        sheet.set_column(column, column, width, text)
        sheet.write_string(0, column, called, head)
        sheet.write_string(1, column, sample, example)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 2)


def _notes(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("Hướng dẫn")
    sheet.set_column(0, 0, 90)
    lines = [*NOTES, "", *(f"Cột “{called}”: {note}" for called, (_width, _sample, note) in COLUMNS.items())]
    for number, line in enumerate(lines):
        sheet.write_string(number, 0, line)
