"""Which of a federation's blocs a plan's words mean: “khu vực sản xuất kinh doanh” is its “Doanh nghiệp”."""

import re
from collections.abc import Iterable, Sequence

import sqlmodel
from sqlmodel import col

from bot.database.transaction import Transaction
from bot.models import Bloc, BlocMatch, CampaignBloc, written
from bot.vietnamese.folding import fold

FILLER = re.compile(r"\b(?:doi voi|khoi|khu vuc|nhom|cac|cdcs|cong doan)\b|[^\w]+")
# What people call a bloc, without marks. A bloc of a later line also belongs to an earlier one where the plan has no own.
MEANT = {
    "enterprises": ("doanh nghiep", "san xuat kinh doanh", "sxkd", "cong ty", "ngoai nha nuoc", "hop tac xa"),
    "offices": ("hanh chinh", "su nghiep", "co quan", "hcsn", "cong vu", "luc luong vu trang"),
    "schools": ("truong hoc", "nha truong", "giao duc", "mam non", "tieu hoc"),
    "health": ("y te", "benh vien"),
}
PART_OF = {"schools": "offices", "health": "offices"}


def meant(label: str, others: Iterable[str] = ()) -> set[str]:
    """The kinds of units a plan's label covers; those that none of the plan's other labels names go with their broader kind."""
    own = _kinds(label)
    named = own.union(*map(_kinds, others))
    return own | {part for part, whole in PART_OF.items() if whole in own and part not in named}


def fits(label: str, others: Sequence[str], bloc: str) -> bool:
    """Whether the plan's `label`, beside its `others`, means the federation's `bloc`."""
    return _bare(label) == _bare(bloc) or bool(meant(label, others) & _kinds(bloc, narrow=True))


def _kinds(text: str, *, narrow: bool = False) -> set[str]:
    bare = f" {_bare(text)} "
    found = {kind for kind, words in MEANT.items() if any(f" {each} " in bare for each in words)}
    return found - {PART_OF[each] for each in found if each in PART_OF} if narrow else found


def _bare(text: str) -> str:
    return " ".join(FILLER.sub(" ", fold(text)).split())


def match(db: Transaction, federation_id: int, rows: Sequence[CampaignBloc]) -> None:
    """Write which blocs of the federation the labels of a campaign mean, as far as the words say so."""
    labels = [each.label for each in rows]
    for row in rows:
        for bloc in federation_blocs(db, federation_id):
            if fits(row.label, labels, bloc.name):
                add_match(db, row, written(bloc.id))


def left_over(plan_labels: Sequence[str], found: Sequence[Bloc]) -> list[Bloc]:
    """Those of a federation's blocs that no label of a plan means; none where the plan has no blocs."""
    if not plan_labels:
        return []
    return [each for each in found if not any(fits(label, plan_labels, each.name) for label in plan_labels)]


def add_match(db: Transaction, row: CampaignBloc, bloc_id: int) -> None:
    """An officer says, or words say, that a bloc of the plan means this bloc of the federation."""
    found = BlocMatch(federation_id=row.federation_id, campaign_bloc_id=written(row.id), bloc_id=bloc_id)
    db.session.add(found)


def federation_blocs(db: Transaction, federation_id: int) -> Sequence[Bloc]:
    """The federation's blocs in their order."""
    wanted = sqlmodel.select(Bloc).where(Bloc.federation_id == federation_id)
    return db.session.exec(wanted.order_by(col(Bloc.position), col(Bloc.id))).all()


def campaign_blocs(db: Transaction, federation_id: int, campaign_id: int) -> Sequence[CampaignBloc]:
    """A campaign's blocs in the plan's order."""
    wanted = sqlmodel.select(CampaignBloc).where(
        CampaignBloc.federation_id == federation_id, CampaignBloc.campaign_id == campaign_id
    )
    return db.session.exec(wanted.order_by(col(CampaignBloc.position))).all()


def unmatched(db: Transaction, federation_id: int, campaign_id: int) -> list[Bloc]:
    """The federation's blocs that no bloc of the plan means; none where the plan has no blocs."""
    rows = campaign_blocs(db, federation_id, campaign_id)
    if not rows:
        return []
    taken = sqlmodel.select(BlocMatch.bloc_id).join(CampaignBloc, col(CampaignBloc.id) == col(BlocMatch.campaign_bloc_id))
    found = set(db.session.exec(taken.where(CampaignBloc.campaign_id == campaign_id)).all())
    return [each for each in federation_blocs(db, federation_id) if each.id not in found]


def labels_for(db: Transaction, campaign_id: int, bloc_ids: set[int]) -> set[str]:
    """The plan's labels that mean one of these blocs."""
    wanted = sqlmodel.select(CampaignBloc.label, BlocMatch.bloc_id).join(
        BlocMatch, col(BlocMatch.campaign_bloc_id) == col(CampaignBloc.id)
    )
    rows = db.session.exec(wanted.where(CampaignBloc.campaign_id == campaign_id)).all()
    return {label for label, bloc_id in rows if bloc_id in bloc_ids}
