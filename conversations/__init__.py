"""Everything people can talk to the bot about; one file, one conversation.

A conversation is a plain function that asks its questions from top to bottom. It runs again from the top at every message,
and nothing it wrote counts until it reaches its end.
"""

from functools import partial

from bot.asking.script import Script, Scripts
from bot.i18n import N_
from bot.invites import Invites
from bot.reports import owed
from conversations.calendar_days.correct import correct_calendar, restore_day
from conversations.calendar_days.show import show_calendar
from conversations.campaign.matching import match_blocs
from conversations.campaign.open_campaign import open_campaign
from conversations.campaign.plan import show_plan
from conversations.campaign.plan_file import keep_plan_file, send_plan_file
from conversations.duties.ask_extension import ask_extension
from conversations.duties.confirm_dates import confirm_dates
from conversations.duties.decide_duty import decide_duty
from conversations.duties.decide_extension import decide_extension
from conversations.duties.missing import show_missing
from conversations.duties.settle_event import settle_event
from conversations.help import explain, lost
from conversations.joining.give_codes import give_codes
from conversations.joining.hand_over import hand_over
from conversations.joining.language import choose_language
from conversations.joining.switch_office import switch_office
from conversations.joining.welcome import welcome
from conversations.launch.register_launch import register_launch
from conversations.launch.situation import show_situation
from conversations.launch.undo import undo_launch
from conversations.manage import manage
from conversations.people.answer_inquiry import answer_inquiry
from conversations.people.answer_request import answer_request
from conversations.people.ask_officer import ask_officer
from conversations.people.choose_nominees import choose_nominees
from conversations.people.my_data import my_data
from conversations.people.nominate import nominate
from conversations.people.stop_reminders import start_reminders, stop_reminders
from conversations.pledging.make import make_pledge
from conversations.pledging.undo import undo_pledge
from conversations.reporting.make import make_report
from conversations.reporting.receipt import show_receipt
from conversations.reporting.withdraw import withdraw_report
from conversations.reviewing.ask import answer_about_report, ask_about_report
from conversations.reviewing.files import send_evidence
from conversations.reviewing.send_back import return_report
from conversations.reviewing.show import approve_report, show_reviews, undo_approval
from conversations.units.change_units import change_units
from conversations.units.import_units import import_units


def all_scripts(invites: Invites) -> Scripts:
    """The conversations, each with its command; the first six are shown in the menu of the chat."""
    scripts = (
        Script("start", partial(welcome, invites), N_("🏠 Bắt đầu"), for_strangers=True),
        Script("dangky", register_launch, N_("📅 Đăng ký phát động"), ("launch",), has_subject=True),
        Script("tinhhinh", show_situation, N_("📊 Tình hình"), ("status",)),
        Script("kehoach", show_plan, N_("🗓 Kế hoạch"), ("plan",)),
        Script("ngonngu", choose_language, N_("🌐 Ngôn ngữ"), ("language",), for_strangers=True),
        Script("trogiup", explain, N_("❓ Hướng dẫn"), ("help",), for_strangers=True),
        Script("conthieu", show_missing, N_("⏳ Còn thiếu gì?"), ("missing",)),
        Script("quanly", manage, N_("⚙️ Quản lý"), ("manage",)),
        Script("baocao", make_report, N_("📝 Nộp báo cáo"), ("report",), has_subject=True, meant=owed.only_one),
        Script("rutbaocao", withdraw_report),
        Script("bienlai", show_receipt, aliases=("receipt",)),
        Script("mochiendich", open_campaign),
        Script("giaouoc", make_pledge, aliases=("pledge",), has_subject=True),
        Script("bogiaouoc", undo_pledge),
        Script("filekehoach", keep_plan_file, has_subject=True),
        Script("taikehoach", send_plan_file),
        Script("ghepkhoi", match_blocs, has_subject=True),
        Script("hanviec", confirm_dates),
        Script("quyetdinh", decide_duty),
        Script("duyet", show_reviews, aliases=("review",)),
        Script("duyetxong", approve_report),
        Script("boduyet", undo_approval),
        Script("tralai", return_report, has_subject=True),
        Script("hoibaocao", ask_about_report, has_subject=True),
        Script("traloibaocao", answer_about_report, has_subject=True),
        Script("minhchung", send_evidence),
        Script("xingiahan", ask_extension, has_subject=True),
        Script("giahan", decide_extension, has_subject=True),
        Script("sukien", settle_event),
        Script("nhapdonvi", import_units),
        Script("doidonvi", change_units),
        Script("mamoi", give_codes),
        Script("bangiao", hand_over),
        Script("doivai", switch_office),
        Script("lich", show_calendar, aliases=("calendar",)),
        Script("sualich", correct_calendar),
        Script("bolich", restore_day),
        Script("hoantac", undo_launch, aliases=("undo",)),
        Script("gapcanbo", ask_officer, N_("☎️ Gặp cán bộ")),
        Script("traloi", answer_inquiry, has_subject=True),
        Script("decu", nominate),
        Script("chonguong", choose_nominees),
        Script("dulieu", my_data),
        Script("yeucau", answer_request, has_subject=True),
        Script("dungnhan", stop_reminders, phrases=(N_("dừng nhận tin"), N_("dừng nhắc"))),
        Script("nhannhac", start_reminders),
        Script("lac", lost),
    )
    return Scripts(scripts, welcome="start", lost="lac")
