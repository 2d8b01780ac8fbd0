"""What reports of a phase usually ask for, and titles that are usually registered: for plans that name neither.

The groups are those of the unions' own summaries: organisation, initiatives, works, care, representation, and what is a bloc's
own. A bloc is asked for eight figures at most that it has to look up.
"""

from dataclasses import replace

from bot.campaigns.plan import Plan, PlanBloc, PlanIndicator

ENTERPRISES, SCHOOLS, OFFICES = "Khối doanh nghiệp", "Khối trường học", "Khối hành chính, sự nghiệp"
BLOCS = (PlanBloc(ENTERPRISES), PlanBloc(SCHOOLS), PlanBloc(OFFICES))

# Law 06/2022/QH15 on emulation and commendation, articles 19 and 20, and what unions register besides.
TITLES = (
    "Lao động tiên tiến",
    "Chiến sĩ thi đua cơ sở",
    "Tập thể lao động tiên tiến",
    "Tập thể lao động xuất sắc",
    "Người tốt, việc tốt",
)

# Neighbours differ in size, so that two answers in each other's place are noticed.
INDICATORS = (
    PlanIndicator("doan_vien_moi", "Đoàn viên mới kết nạp", "đoàn viên", lowest=0),
    PlanIndicator("cham_lo", "Lượt người được chăm lo", "lượt người", lowest=0),
    PlanIndicator("tien_cham_lo", "Số tiền chăm lo", "đồng", lowest=0, only_if="cham_lo"),
    PlanIndicator("nguoi_tot", "Gương người tốt, việc tốt", "người", lowest=0),
    PlanIndicator("tiet_day_tot", "Tiết dạy tốt chào mừng", "tiết", bloc=SCHOOLS, lowest=0),
    PlanIndicator("viec_dung_han", "Hồ sơ, công việc xong đúng hạn", "%", kind="ratio", bloc=OFFICES, lowest=0, highest=100),
    PlanIndicator("cong_trinh", "Công trình, phần việc xong từ đầu năm", "công trình", kind="last", lowest=0),
    PlanIndicator("sang_kien", "Sáng kiến, cải tiến", "sáng kiến", lowest=0),
    PlanIndicator("gia_tri_lam_loi", "Giá trị làm lợi", "đồng", bloc=ENTERPRISES, lowest=0, only_if="sang_kien"),
    PlanIndicator("doi_thoai", "Cuộc đối thoại tại nơi làm việc", "cuộc", bloc=ENTERPRISES, lowest=0),
    PlanIndicator("cach_day_hay", "Cách dạy, cách học hay", kind="text", bloc=SCHOOLS, is_required=False),
    PlanIndicator("cach_lam_moi", "Cách làm mới, mô hình hay", kind="text", bloc=OFFICES, is_required=False),
)


def with_usual(plan: Plan) -> Plan:
    """The plan with the usual titles, blocs and figures."""
    return replace(plan, titles=TITLES, blocs=BLOCS, indicators=INDICATORS)
