"""Photos and files with a report: any number of messages, one answer; albums are answered once."""

from bot import documents
from bot.asking.ask import FILE, Ask
from bot.asking.replay import Answer, Choice
from bot.database.transaction import Transaction
from bot.encoding import decode, encode
from bot.i18n import _, ngettext
from bot.post.message import Stored
from bot.reports import proof_rows, proofs
from bot.reports.form import EVIDENCE, rest
from bot.reports.proofs import Problem
from bot.reports.sheet import Sheet
from conversations.reporting.before import DONE, FILES
from conversations.reporting.wording import of_rest

CLEAR = "clear"
NOTES = "notes"  # what is still to be said about files of an album

Kept = dict[int, str]  # the numbers of documents, each with the suffix of its kind


def ask_evidence(ask: Ask, db: Transaction, paper: Sheet) -> Kept:
    """The documents that go with the report, each with the suffix of what it holds; empty where it has its name already."""
    if paper.before and paper.reopened is not None and EVIDENCE not in paper.reopened:
        return {each.document_id: "" for each in paper.before.evidence}
    told = _take(ask, db, paper)
    kept = _kept(ask)
    done = ngettext("✅ Xong ({count} tệp)", "✅ Xong ({count} tệp)", len(kept)).format(count=len(kept))
    choices = [Choice(DONE, done if kept else _("Không gửi ảnh")), *([Choice(CLEAR, _("🗑 Bỏ hết, gửi lại"))] if kept else [])]
    prompt = of_rest(
        paper, EVIDENCE, _("Gửi ảnh hoặc tệp về kết quả, tối đa {most}. Gửi xong, xin bấm “Xong”.").format(most=proofs.MOST)
    )
    said = ask.file(EVIDENCE, f"{told}\n\n{prompt}" if told else prompt, name=rest()[EVIDENCE], choices=choices)
    if isinstance(said, Choice) and said.key == CLEAR:
        del ask.progress.answers[FILES]
        ask.again(EVIDENCE, _("Đã bỏ các tệp. Đồng chí gửi lại ạ."))
    return kept


def _take(ask: Ask, db: Transaction, paper: Sheet) -> str:
    """Add the file that has just come, if it is one that can be kept, and open the question again; what to say about it, and
    about those before it while more were on their way."""
    answer = ask.progress.answers.get(EVIDENCE)
    if answer is None or not answer.value.startswith(FILE):
        return ""
    del ask.progress.answers[EVIDENCE]
    earlier = ask.progress.answers.pop(NOTES, Answer("", "", "")).value.splitlines()
    notes = [*earlier, _look_at(ask, db, paper, Stored(**decode(answer.value[len(FILE) :])))]
    if ask.setting.more_to_come:
        ask.progress.answers[NOTES] = Answer("\n".join(notes), "", "")
    count = len(_kept(ask))
    if count:
        notes.append(ngettext("Đã nhận {count} tệp.", "Đã nhận {count} tệp.", count).format(count=count))
    return "\n".join(dict.fromkeys(each for each in notes if each))


def _look_at(ask: Ask, db: Transaction, paper: Sheet, sent: Stored) -> str:
    """Keep a file, or say why not."""
    kept = _kept(ask)
    if sent.document_id in kept:
        return _("Ảnh, tệp này đã gửi rồi, Trợ lý chỉ giữ một bản.")
    if len(kept) >= proofs.MOST:
        return _("Đã đủ {most} tệp, Trợ lý không nhận thêm.").format(most=proofs.MOST)
    found = proofs.look_at(documents.content(db, paper.duty.federation_id, sent.document_id))
    if found is Problem.HUGE:
        return _("{name} có kích thước quá lớn nên Trợ lý không nhận. Xin gửi bản nhỏ hơn.").format(name=sent.name)
    if isinstance(found, Problem):
        return _("Trợ lý chỉ nhận ảnh, PDF, Word (.docx) và Excel (.xlsx); chưa nhận {name}.").format(name=sent.name)
    kept[sent.document_id] = found.suffix
    ask.progress.answers[FILES] = Answer(encode(list(kept.items())), "", "")
    return _seen(db, paper, sent.document_id)


def _seen(db: Transaction, paper: Sheet, document_id: int) -> str:
    """That the very same file was sent with another report; whose is nobody else's business."""
    unit_id = proof_rows.used_before(db, paper.duty, document_id)
    if unit_id is None:
        return ""
    if unit_id == paper.duty.unit_id:
        return _("⚠️ Ảnh, tệp này đơn vị đã gửi trong một báo cáo trước. Nếu nhầm, xin bấm 🗑.")
    return _("⚠️ Ảnh, tệp này đã có trong báo cáo của đơn vị khác. Nếu nhầm, xin bấm 🗑.")


def _kept(ask: Ask) -> Kept:
    answer = ask.progress.answers.get(FILES)
    return {int(document_id): str(suffix) for document_id, suffix in decode(answer.value)} if answer else {}
