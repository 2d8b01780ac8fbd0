"""What a line of the list says that is not so today, field by field. What the line leaves empty stays as it is."""

from collections.abc import Iterator

from bot.units.roster.header import Meaning
from bot.units.roster.known import Existing, Known
from bot.units.roster.plan import Change
from bot.units.roster.reading import Row
from bot.vietnamese.folding import fold

_BEFORE_BLOC = ("khoi thi dua ", "khoi ")
_BEFORE_CLUSTER = ("cum thi dua so ", "cum thi dua ", "cum so ", "cum ")


def bloc_key(name: str) -> str:
    """“Khối trường học” and “Trường học” are one bloc."""
    return _without(fold(name), _BEFORE_BLOC)


def cluster_key(name: str) -> str:
    """“Cụm thi đua số 3”, “Cụm 3” and “3” are one cluster."""
    return _without(fold(name), _BEFORE_CLUSTER)


def level_key(name: str) -> str:
    """A level, however it is capitalised; “CĐCS” is one too."""
    return {"cdcs": "cong doan co so", "co so": "cong doan co so"}.get(fold(name), fold(name))


def _without(folded: str, before: tuple[str, ...]) -> str:
    return next((folded.removeprefix(each) for each in before if folded.startswith(each)), folded)


class Differences:
    """Compares lines with units; what levels, blocs and clusters are called is looked up once."""

    def __init__(self, existing: Existing) -> None:
        self._existing = existing

    def of(self, row: Row, known: Known, parent: Known | Row | None, *, keeps_name: bool) -> tuple[Change, ...]:
        """What would change in the unit; `parent` None: the line does not say where it stands.

        A name in capitals only is no other name: lists are often written so.
        """
        if not keeps_name and row.name.casefold() != known.name.casefold():
            return (Change(Meaning.NAME, known.name, row.name), *self._rest(row, known, parent))
        return tuple(self._rest(row, known, parent))

    def _rest(self, row: Row, known: Known, parent: Known | Row | None) -> Iterator[Change]:
        if row.code and row.code != known.code:
            yield Change(Meaning.CODE, known.code or "", row.code)
        if parent is not None and known is not self._existing.root and (isinstance(parent, Row) or parent.id != known.parent_id):
            above = self._existing.units.get(known.parent_id or 0)
            yield Change(Meaning.PARENT, above.name if above else "", parent.name)
        yield from self._grouping(row, known)
        for meaning, old, new in (
            (Meaning.CHAIR, known.chair, row.chair),
            (Meaning.TITLE, known.title, row.title),
            (Meaning.PHONE, known.phone, row.phone),
        ):
            if new and new != old and (row.chair or row.phone or known.chair or known.phone):
                yield Change(meaning, old, new)
        for meaning, had, has in ((Meaning.MEMBERS, known.members, row.members), (Meaning.WOMEN, known.women, row.women)):
            if has is not None and has != had:
                yield Change(meaning, "" if had is None else str(had), str(has))

    def _grouping(self, row: Row, known: Known) -> Iterator[Change]:
        level = self._existing.ranks[known.level_id].name
        if row.level and known is not self._existing.root and level_key(row.level) != level_key(level):
            yield Change(Meaning.LEVEL, level, row.level)
        bloc = self._existing.blocs.get(known.bloc_id or 0, "")
        if row.bloc and bloc_key(row.bloc) != bloc_key(bloc):
            yield Change(Meaning.BLOC, bloc, row.bloc)
        cluster = self._existing.clusters.get(known.cluster_id or 0, "")
        if row.cluster and cluster_key(row.cluster) != cluster_key(cluster):
            yield Change(Meaning.CLUSTER, cluster, row.cluster)
