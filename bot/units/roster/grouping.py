"""The levels, blocs and clusters that a list names: those that are there are found, new ones are written."""

from typing import Any

from sqlalchemy import bindparam, insert

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Bloc, Cluster, Level, table_of
from bot.units.roster.differences import bloc_key, cluster_key
from bot.units.roster.known import Existing, Rank

level, bloc, cluster = table_of(Level), table_of(Bloc), table_of(Cluster)


def _adding(table: Any, *columns: str) -> Prepared[int]:
    return Prepared(insert(table).values({each: bindparam(each) for each in columns}).returning(table.c.id), int)


ADD_LEVEL = _adding(level, "federation_id", "name", "depth", "is_grassroots")
ADD_BLOC = _adding(bloc, "federation_id", "name", "position")
ADD_CLUSTER = _adding(cluster, "federation_id", "name", "position")


class Groups:
    """Gives the numbers of levels, blocs and clusters by their names; what is new comes last."""

    def __init__(self, db: Transaction, federation_id: int, existing: Existing) -> None:
        self._db, self._federation_id = db, federation_id
        self._levels = {each: each for each in existing.ranks}
        self._blocs = {bloc_key(name): row for row, name in existing.blocs.items()}
        self._clusters = {cluster_key(name): row for row, name in existing.clusters.items()}

    def level(self, rank: Rank) -> int:
        """The number of a level, which may be new."""
        if rank.id not in self._levels:
            told = {"name": rank.name, "depth": rank.depth, "is_grassroots": rank.is_grassroots}
            self._levels[rank.id] = self._db.all(ADD_LEVEL, federation_id=self._federation_id, **told)[0]
        return self._levels[rank.id]

    def bloc(self, name: str) -> int:
        """The number of the bloc of this name."""
        key = bloc_key(name)
        if key not in self._blocs:
            self._blocs[key] = self._add(ADD_BLOC, name, len(self._blocs) + 1)
        return self._blocs[key]

    def cluster(self, name: str) -> int:
        """The number of the cluster of this name; a list may say no more than “3”."""
        key = cluster_key(name)
        if key not in self._clusters:
            self._clusters[key] = self._add(
                ADD_CLUSTER, name if any(map(str.isalpha, name)) else f"Cụm {name}", len(self._clusters) + 1
            )
        return self._clusters[key]

    def _add(self, statement: Prepared[int], name: str, position: int) -> int:
        return self._db.all(statement, federation_id=self._federation_id, name=name, position=position)[0]
