"""Other processes, as the operating system sees them: started, measured, stopped. On Linux, from /proc."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")
TAIL = 2000  # characters of a log that are shown when its process ended by itself


class Ended(Exception):
    """The process is gone; the text is the end of its log."""


@dataclass(frozen=True)
class Running:
    """A Python process at work; what it prints goes to its log."""

    process: asyncio.subprocess.Process
    log: Path

    def cpu_seconds(self) -> float:
        """CPU time so far, of the program and the kernel on its behalf."""
        fields = (Path("/proc") / str(self.process.pid) / "stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def resident_mb(self) -> float:
        """Memory held now."""
        lines = (Path("/proc") / str(self.process.pid) / "status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024

    def check(self) -> None:
        """Raises Ended unless it runs."""
        if self.process.returncode is not None:
            raise Ended(self.log.read_text("utf-8", "replace")[-TAIL:])


@asynccontextmanager
async def running(folder: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> AsyncIterator[Running]:
    """`python -m ARGUMENTS`, working in `folder`, until the block ends."""
    log = folder / "log"
    variables = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *arguments, cwd=folder, env=variables, stdout=output, stderr=output
        )
    try:
        yield Running(process, log)
    finally:
        with suppress(ProcessLookupError):
            process.kill()  # in good order the peer would first answer everything that waits
        await process.wait()
