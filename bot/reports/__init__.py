"""What units report at the end of a phase.

`form` says which questions a unit is asked, `known` what is known around its answers (pledge, last phase, other units), `checks`
which answers are doubtful, `proofs` which files are taken, `writing` writes a version down and takes it back, `filed` reads it,
`receipts` finds it by its code. The keys of the questions are those of the form: `figure:CODE`, `evidence`, `grade`, `words`; a
review that returns a report names them (`ReviewItem.question`).
"""

from bot.reports.filed import Filed, report_of
from bot.reports.form import EVIDENCE, GRADE, WORDS, Asked, form
from bot.reports.known import last_phase, peers, pledged

__all__ = ["EVIDENCE", "GRADE", "WORDS", "Asked", "Filed", "form", "last_phase", "peers", "pledged", "report_of"]
