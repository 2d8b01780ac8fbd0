"""What is installed: the wheel holds everything and runs without this folder; the locks fit; no licence binds our users."""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES = ("bot", "conversations", "locales")
RUNTIME, DEV = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
PINNED = re.compile(r"^(?P<requirement>[a-z0-9][^\\\n]*?) \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", re.MULTILINE)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


def test_the_wheel_holds_every_file_of_the_packages_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
    found = (path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file())
    assert inside == {path.relative_to(ROOT).as_posix() for path in found if "__pycache__" not in path.parts}
    for ending in (".po", ".toml", ".mako", ".html", ".css", ".js", "/0001_the_first_schema.py"):
        assert any(name.endswith(ending) for name in inside), ending


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an empty environment with the wheel in it; the libraries, and they alone, are borrowed from ours."""
    place = tmp_path_factory.mktemp("elsewhere")
    venv.create(place, with_pip=False)
    commands = place / ("Scripts" if os.name == "nt" else "bin")
    install = ["uv", "pip", "install", "--offline", "--no-deps", "--python", str(commands / "python"), str(wheel)]
    subprocess.run([sys.executable, "-m", *install], check=True, capture_output=True)
    (site,) = place.rglob("site-packages")
    # A path file inside a borrowed folder is not read, so our own editable install stays out.
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return commands


def clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("THIDUA_", "PYTHONPATH"))}


def test_the_wheel_runs_without_this_folder(elsewhere: Path, tmp_path: Path) -> None:
    def run(*command: str) -> str:
        done = subprocess.run(command, cwd=tmp_path, env=clean_environment(), check=True, capture_output=True, text=True)
        return done.stdout

    where = run(str(elsewhere / "python"), "-c", "import bot, conversations; print(bot.__file__, conversations.__file__)")
    assert str(ROOT) not in where
    assert "/start " in run(str(elsewhere / "thidua"), "demo")
    assert (tmp_path / "thidua.db").exists()


def test_the_playground_opens_from_the_wheel(elsewhere: Path, tmp_path: Path) -> None:
    command = (str(elsewhere / "thidua"), "playground", "--port", "0", "--no-browser")
    with started(*command, cwd=tmp_path) as address, urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310  ours
        assert "<script" in answer.read().decode()


@contextmanager
def started(*command: str, cwd: Path) -> Iterator[str]:
    """Start the program; yields the address it prints."""
    with subprocess.Popen(
        command, cwd=cwd, env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        try:
            said = ""
            for line in process.stdout:
                said += line
                if address := re.search(r"http://127\S+", line):
                    yield address[0]
                    break
            else:
                pytest.fail(said)
        finally:
            process.terminate()


def pinned(lock: Path) -> dict[str, Requirement]:
    """What the lock pins, by name; every entry has a hash, and there is nothing else in the file."""
    text = lock.read_text("utf-8")
    assert PINNED.sub("", text + "\n").strip() == ""
    requirements = [Requirement(found["requirement"]) for found in PINNED.finditer(text + "\n")]
    assert all(re.fullmatch(r"==[^*,]+", str(requirement.specifier)) for requirement in requirements)
    return {requirement.name: requirement for requirement in requirements}


def test_what_the_project_asks_for_is_locked() -> None:
    runtime, dev = pinned(RUNTIME), pinned(DEV)
    assert runtime.items() <= dev.items()
    groups = PROJECT["dependency-groups"]
    for lock, wanted in ((runtime, PROJECT["project"]["dependencies"] + groups["build"]), (dev, groups["dev"])):
        for each in (Requirement(text) for text in wanted if isinstance(text, str)):
            assert each.specifier.contains(str(lock[each.name].specifier).removeprefix("==")), each
    assert PROJECT["build-system"]["requires"] == groups["build"]


def test_the_image_builds_with_the_locked_uv() -> None:
    assert f"uv{pinned(DEV)['uv'].specifier} " in (ROOT / "Dockerfile").read_text("utf-8")


def test_no_file_at_the_top_names_a_registry_or_this_machine() -> None:
    wrong = re.compile(r"pypi\.|pythonhosted|" + re.escape(str(ROOT.parent)) + "/|/root/")
    files = [path for path in ROOT.iterdir() if path.is_file() and path.name not in {"uv.lock", ".env"}]
    found = [path.name for path in [*files, ROOT / ".ci" / "run"] if wrong.search(path.read_text("utf-8"))]
    assert found == []


def test_every_module_that_make_runs_is_there() -> None:
    modules = re.findall(r"-m (tests\.[\w.]+)", (ROOT / "Makefile").read_text("utf-8"))
    assert len(modules) >= 4
    assert [name for name in modules if find_spec(name) is None] == []


def licence(name: str) -> str:
    """What a library says of its licence: the expression, else its classifiers, else the first line of the text."""
    metadata = distribution(name).metadata
    classifiers = [value for value in metadata.get_all("Classifier", []) if value.startswith("License ::")]
    texts = [text.split("\n")[0] for text in metadata.get_all("License", [])]
    return "; ".join(metadata.get_all("License-Expression") or classifiers or texts)


def binding(said: str) -> bool:
    """Whether a licence is the GPL or the AGPL; the Lesser GPL leaves a program that only imports it free."""
    lesser = re.compile(r"lesser general public|\blgpl", re.IGNORECASE)
    return re.search(r"\ba?gpl|general public|affero", lesser.sub("", said), re.IGNORECASE) is not None


@pytest.mark.parametrize(
    ("said", "binds"),
    [
        ("GPL-3.0-or-later", True),
        ("AGPL-3.0-only", True),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", True),
        ("GNU Affero General Public License v3", True),
        ("LGPL-3.0-only", False),
        ("License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)", False),
        ("MIT", False),
    ],
)
def test_licences_are_told_apart(said: str, *, binds: bool) -> None:
    assert binding(said) is binds


def test_no_licence_of_the_runtime_binds_our_users() -> None:
    here = [name for name, requirement in pinned(RUNTIME).items() if requirement.marker is None or requirement.marker.evaluate()]
    licences = {name: licence(name) for name in here}
    assert [name for name, said in licences.items() if not said] == []
    assert {name: said for name, said in licences.items() if binding(said)} == {}
