"""Everything people can talk to the bot about; one file, one conversation.

A conversation is a plain function that asks its questions from top to bottom. It runs again from the top at every message,
and nothing it wrote counts until it reaches its end.
"""

from functools import partial

from bot import notes, works
from bot.asking.script import Script, Scripts
from bot.held import only_one as only_held
from bot.i18n import N_
from bot.invites import Invites
from bot.reports import owed
from conversations.announcing.acknowledge import acknowledge
from conversations.announcing.again import keep_segment, send_again, write_again
from conversations.announcing.change import change_audience, change_hour, change_text
from conversations.announcing.compose import announce
from conversations.announcing.control import cancel, pause, resume, stop
from conversations.announcing.mend import correct, withdraw
from conversations.announcing.report import list_announcements
from conversations.announcing.send import agree, send
from conversations.calendar_days.correct import correct_calendar, restore_day
from conversations.calendar_days.show import show_calendar
from conversations.campaign.matching import match_blocs
from conversations.campaign.open_campaign import open_campaign
from conversations.campaign.plan import show_plan
from conversations.campaign.plan_file import keep_plan_file, send_plan_file
from conversations.campaign.rehearse import rehearse_year
from conversations.closing.close import close_campaign, reopen_campaign
from conversations.closing.closed import unless_closed
from conversations.doors.devices import show_devices
from conversations.doors.link import use_another_door
from conversations.doors.mail import keep_mail
from conversations.doors.quota import show_quota
from conversations.doors.web_link import link_for_chair, open_in_browser
from conversations.duties.ask_extension import ask_extension
from conversations.duties.confirm_dates import confirm_dates
from conversations.duties.decide_duty import decide_duty
from conversations.duties.decide_extension import decide_extension
from conversations.duties.missing import show_missing
from conversations.duties.settle_event import settle_event
from conversations.first_hour.arm import arm_campaign
from conversations.first_hour.begin import begin
from conversations.first_hour.leading import leading_on
from conversations.first_hour.leave_demo import leave_demo
from conversations.first_hour.try_out import try_out
from conversations.following.call_list import show_calls
from conversations.following.note_call import note_call
from conversations.following.nudge import nudge_units
from conversations.following.who import who_has_not
from conversations.held.tell import tell_held
from conversations.help import explain, lost
from conversations.history.show import show_history
from conversations.joining.give_codes import give_codes
from conversations.joining.hand_over import hand_over
from conversations.joining.language import choose_language
from conversations.joining.switch_office import switch_office
from conversations.joining.welcome import welcome
from conversations.launch.register_launch import register_launch
from conversations.launch.situation import show_situation
from conversations.launch.undo import undo_launch
from conversations.manage import manage, set_up
from conversations.noting.write import write_note
from conversations.officers.absent import be_away
from conversations.officers.log import show_log
from conversations.on_behalf.enter import enter_on_behalf
from conversations.on_behalf.object import object_to_entry
from conversations.pausing.pause import lift_pause, pause_sending
from conversations.people.answer_inquiry import answer_inquiry
from conversations.people.answer_request import answer_request
from conversations.people.ask_officer import ask_officer
from conversations.people.choose_nominees import choose_nominees
from conversations.people.my_data import my_data
from conversations.people.nominate import nominate
from conversations.people.stop_reminders import start_reminders, stop_reminders
from conversations.pledging.make import make_pledge
from conversations.pledging.undo import undo_pledge
from conversations.reminding.ladder import set_ladder
from conversations.reminding.promise import promise_day, take_back_promise
from conversations.reminding.settings import set_reminders
from conversations.reminding.snooze import snooze_reminders
from conversations.reminding.understanding import promises, wants_later
from conversations.reporting.make import make_report
from conversations.reporting.receipt import show_receipt
from conversations.reporting.withdraw import withdraw_report
from conversations.reviewing.ask import answer_about_report, ask_about_report
from conversations.reviewing.files import send_evidence
from conversations.reviewing.send_back import return_report
from conversations.reviewing.show import approve_report, show_reviews, undo_approval
from conversations.rolling.show import show_totals
from conversations.settings.change import change_settings
from conversations.tables.progress import send_progress
from conversations.tables.report import send_report
from conversations.tables.table import send_table
from conversations.unit_card.not_joined import show_unreached
from conversations.unit_card.show import show_unit, show_unit_of_duty
from conversations.units.change_units import change_units
from conversations.units.import_units import import_units
from conversations.working.works import show_works


def all_scripts(invites: Invites) -> Scripts:
    """The conversations, each with its command; the first six are shown in the menu of the chat."""
    scripts = (
        Script("start", partial(welcome, invites), N_("🏠 Bắt đầu"), for_strangers=True),
        Script("dangky", unless_closed(register_launch), N_("📅 Đăng ký phát động"), ("launch",), has_subject=True),
        Script("tinhhinh", show_situation, N_("📊 Tình hình"), ("status",)),
        Script("kehoach", show_plan, N_("🗓 Kế hoạch"), ("plan",)),
        Script("ngonngu", choose_language, N_("🌐 Ngôn ngữ"), ("language",), for_strangers=True),
        Script("trogiup", explain, N_("❓ Hướng dẫn"), ("help",), for_strangers=True),
        Script("conthieu", show_missing, N_("⏳ Còn thiếu gì?"), ("missing",)),
        Script("quanly", manage, N_("⚙️ Quản lý"), ("manage",)),
        Script("thietlap", set_up, aliases=("setup",)),
        Script("baocao", unless_closed(make_report), N_("📝 Nộp báo cáo"), ("report",), has_subject=True, meant=owed.only_one),
        Script("rutbaocao", withdraw_report),
        Script("bienlai", show_receipt, aliases=("receipt",)),
        Script("mochiendich", leading_on(open_campaign)),
        Script("giaouoc", unless_closed(make_pledge), aliases=("pledge",), has_subject=True),
        Script("bogiaouoc", undo_pledge),
        Script("datochuc", unless_closed(tell_held), aliases=("held",), has_subject=True, meant=only_held),
        Script("ghichuquy", unless_closed(write_note), aliases=("note",), has_subject=True, meant=notes.only_one),
        Script("filekehoach", keep_plan_file, has_subject=True),
        Script("taikehoach", send_plan_file),
        Script("ghepkhoi", match_blocs, has_subject=True),
        Script("hanviec", leading_on(confirm_dates)),
        Script("quyetdinh", unless_closed(decide_duty), has_subject=True),
        Script("duyet", show_reviews, aliases=("review",)),
        Script("duyetxong", approve_report),
        Script("boduyet", undo_approval),
        Script("tralai", return_report, has_subject=True),
        Script("hoibaocao", ask_about_report, has_subject=True),
        Script("traloibaocao", answer_about_report, has_subject=True),
        Script("minhchung", send_evidence),
        Script("xingiahan", unless_closed(ask_extension), has_subject=True),
        Script("giahan", decide_extension, has_subject=True),
        Script("sukien", settle_event),
        Script("nhapdonvi", leading_on(import_units)),
        Script("doidonvi", change_units),
        Script("mamoi", leading_on(give_codes)),
        Script("bangiao", hand_over, has_subject=True),
        Script("doivai", switch_office),
        Script("lich", show_calendar, aliases=("calendar",)),
        Script("sualich", correct_calendar),
        Script("bolich", restore_day),
        Script("lichsu", show_history, aliases=("history",)),
        Script("congtrinh", show_works, aliases=("works",), has_subject=True, meant=works.only_one),
        Script("hoantac", undo_launch, aliases=("undo",)),
        Script("gapcanbo", ask_officer, N_("☎️ Gặp cán bộ"), phrases=(N_("gặp cán bộ"),)),
        Script("traloi", answer_inquiry, has_subject=True),
        Script("decu", nominate),
        Script("chonguong", choose_nominees),
        Script("dulieu", my_data),
        Script("yeucau", answer_request, has_subject=True),
        Script("dungnhan", stop_reminders, phrases=(N_("dừng nhận tin"), N_("dừng nhắc"))),
        Script("nhannhac", start_reminders),
        Script("bacnhac", set_ladder, aliases=("ladder",)),
        Script("dientap", leading_on(rehearse_year), aliases=("rehearse",)),
        Script("nhacviec", set_reminders, aliases=("reminders",)),
        Script("hen", promise_day, aliases=("promise",), hears=promises),
        Script("bohen", take_back_promise),
        Script("nhaclai", snooze_reminders, aliases=("snooze",), hears=wants_later),
        Script("chuanop", who_has_not, N_("📨 Ai chưa nộp?")),
        Script("thedonvi", show_unit, aliases=("unit",)),
        Script("viecthieu", show_unit_of_duty),
        Script("chuavao", show_unreached),
        Script("nhac", nudge_units, aliases=("nudge",)),
        Script("goidien", show_calls, N_("☎️ Cần gọi điện")),
        Script("dagoi", note_call, has_subject=True),
        Script("nhapho", enter_on_behalf, has_subject=True),
        Script("khongdung", object_to_entry),
        Script("bang", send_table, N_("📊 Bảng Excel"), ("table",)),
        Script("tiendo", send_progress, N_("📈 Tiến độ"), ("progress",)),
        Script("baocaochung", send_report, N_("📃 Báo cáo Word"), ("report",)),
        Script("thongbao", announce, has_subject=True),
        Script("cacthongbao", list_announcements, aliases=("announcements",)),
        Script("suathongbao", change_text, has_subject=True),
        Script("noinhan", change_audience, has_subject=True),
        Script("giogui", change_hour, has_subject=True),
        Script("guithongbao", send, has_subject=True),
        Script("duyetthongbao", agree),
        Script("dungthongbao", stop),
        Script("tamdung", pause),
        Script("guitiep", resume),
        Script("huygui", cancel),
        Script("guilai", send_again),
        Script("soanlai", write_again),
        Script("luunhom", keep_segment, has_subject=True),
        Script("dinhchinh", correct, has_subject=True),
        Script("thuhoi", withdraw, has_subject=True),
        Script("danam", acknowledge, phrases=(N_("đã nắm được"),)),
        Script("trinhduyet", open_in_browser, N_("🌐 Mở trên trình duyệt"), ("browser",)),
        Script("thietbi", show_devices, aliases=("devices",)),
        Script("kenhkhac", use_another_door, N_("📡 Dùng thêm kênh khác"), ("doors",)),
        Script("hanmuc", show_quota, aliases=("quota",)),
        Script("thudientu", keep_mail, aliases=("mail",)),
        Script("duongdan", link_for_chair, aliases=("link",)),
        Script("batdau", begin, N_("🧭 Các bước chuẩn bị"), has_subject=True),
        Script("kichhoat", arm_campaign, has_subject=True),
        Script("guithu", try_out),
        Script("roidemo", leave_demo),
        Script("ngunggui", pause_sending),
        Script("bongunggui", lift_pause),
        Script("dongchiendich", close_campaign),
        Script("caidat", change_settings, aliases=("settings",)),
        Script("tonghop", show_totals, aliases=("totals",)),
        Script("molaichiendich", reopen_campaign),
        Script("vangmat", be_away, aliases=("absence",)),
        Script("nhatky", show_log, aliases=("log",), has_subject=True),
        Script("lac", lost),
    )
    return Scripts(scripts, welcome="start", lost="lac")
