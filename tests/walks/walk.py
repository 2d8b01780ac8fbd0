"""One random walk: several people write, press, send and wait, and after each step everything must be well."""

import logging
import random
import traceback
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from tests.walks.heard import Wrong
from tests.walks.scene import Scene
from tests.walks.walker import Walker

SCENES = 4
STEPS = 50
SHOWN = 12  # last steps of a walk that failed


@dataclass
class Result:
    """How a walk went; `failure` is empty where all was well."""

    seed: int
    steps: int = 0
    failure: str = ""
    reached: Counter[str] = field(default_factory=Counter)


class Errors(logging.Handler):
    """Keeps what the program complains about."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        trace = "".join(traceback.format_exception(*record.exc_info)) if record.exc_info else ""
        self.said.append(f"{record.getMessage()}\n{trace}")


@cache
def scene(number: int) -> Scene:
    """One of the four scenes, made once in a process."""
    return Scene.make(number)


def walk(seed: int, steps: int = STEPS) -> Result:
    """Walk from the scene that the seed says; the same seed takes the same steps."""
    errors, log = Errors(), logging.getLogger()
    log.addHandler(errors)
    walker, result = Walker(scene(seed % SCENES), random.Random(seed)), Result(seed)  # noqa: S311  no secret: always the same
    try:
        walker.go(steps)
    except Exception as failure:  # noqa: BLE001  whatever it is, it is what is looked for
        reason = str(failure) if isinstance(failure, Wrong) else traceback.format_exc()
        last = "\n".join(f"  {each}" for each in walker.told[-SHOWN:])
        result.failure = "\n".join([f"seed {seed}, step {walker.steps}: {reason}", last, *errors.said])
    finally:
        log.removeHandler(errors)
    result.steps = walker.steps
    result.reached.update(walker.reached)
    return result
