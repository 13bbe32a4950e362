"""The first run on a fresh machine: what stands in the way is said in one line, and nothing is set up twice."""

import base64
import hashlib
import importlib.metadata
import importlib.util
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

import build as setup
from tests.sites import ROOT


def test_an_old_python_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Too old a Python is refused with the version that is needed."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))

    assert setup.main([]) == 3
    assert (
        capsys.readouterr().err == "error: Carepress needs Python 3.11 or newer; this is 3.9. Get it from python.org.\n"
    )


def test_a_missing_ensurepip_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian's Python without its venv package is told which package to install."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    problem = setup.set_up(tmp_path / ".venv", ROOT / "locks/run.txt")

    assert problem == "this Python can't make environments. On Debian or Ubuntu: apt install python3-venv"


def environment(folder: Path, stamp: bytes, python: Path) -> Path:
    """Return a folder that looks like an environment with a stamp, whose Python is a link to another."""
    setup.python_in(folder).parent.mkdir(parents=True)
    setup.python_in(folder).symlink_to(python)
    (folder / "carepress-stamp").write_bytes(stamp)
    return folder


@pytest.mark.parametrize(
    ("stamp", "python", "expected"),
    [
        pytest.param(b"new", Path(sys.executable), True, id="ready"),
        pytest.param(b"old", Path(sys.executable), False, id="of-another-lock"),
        pytest.param(b"\xff", Path(sys.executable), False, id="damaged"),
        pytest.param(b"new", Path("/opt/gone/python3"), False, id="its-python-has-gone"),
    ],
)
def test_what_is_ready(tmp_path: Path, stamp: bytes, python: Path, *, expected: bool) -> None:
    """An environment is used only if it was made for this lock, and its Python is still there."""
    assert setup.is_ready(environment(tmp_path / ".venv", stamp, python), "new") is expected


def test_a_package_that_is_not_there_is_named(tmp_path: Path) -> None:
    """What a lock names must be there; what only other systems have needn't be."""
    lock = tmp_path / "lock.txt"
    lock.write_text("pytest==1.0 \\\n    --hash=sha256:00\ncolorful==1.0 ; sys_platform == 'win32' \\\n")
    setup.import_all(str(lock))
    lock.write_text("pytest==1.0 \\\n    --hash=sha256:00\ncolorful==1.0 \\\n    --hash=sha256:00\n")

    with pytest.raises(importlib.metadata.PackageNotFoundError, match="colorful"):
        setup.import_all(str(lock))


def test_set_ups_wait_for_each_other(tmp_path: Path) -> None:
    """Only one set-up is at work at a time."""
    got = threading.Event()
    with open(tmp_path / "set-up", "w") as first, open(tmp_path / "set-up", "w") as second:
        setup.wait_for(first.fileno())

        def wait() -> None:
            setup.wait_for(second.fileno())
            got.set()

        waiting = threading.Thread(target=wait)
        waiting.start()
        assert not got.is_set()
        first.close()
        waiting.join()

    assert got.is_set()


def test_a_link_is_not_emptied(tmp_path: Path) -> None:
    """An environment that is a link to another's is named, and what it leads to stays as it is."""
    other, lock = tmp_path / "other", tmp_path / "lock.txt"
    other.mkdir()
    (other / "kept.txt").write_text("Words.")
    lock.write_text("")
    (tmp_path / ".venv").symlink_to(other)

    assert "is a link, and what it leads to may be another's" in setup.set_up(tmp_path / ".venv", lock)
    assert (other / "kept.txt").read_text() == "Words."


def test_what_the_machine_refuses_is_named(tmp_path: Path) -> None:
    """A folder that can't be written to, or a lock that is gone, is one line and no traceback."""
    shutil.copy(ROOT / "build.py", tmp_path)

    done = typed(tmp_path, {})

    assert (done.returncode, done.stderr) == (
        3,
        f"error: the environment .venv can't be set up: [Errno 2] No such file or directory: '{tmp_path}/locks/run.txt'\n",
    )


def typed(project: Path, settings: Mapping[str, str], python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    """Return what the command says in a project, typed on a machine that has these settings and no network."""
    known = {
        "PATH": "/usr/bin:/bin",
        "PIP_CONFIG_FILE": "/dev/null",
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(project),
    }
    return subprocess.run(
        [python, "build.py"], cwd=project, env={**known, **settings}, capture_output=True, text=True, check=False
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project whose one package lies beside it as a wheel, and says where it is."""
    package = {
        "harmless/__init__.py": "",
        "harmless-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: harmless\nVersion: 1.0\n",
    }
    package["harmless-1.0.dist-info/WHEEL"] = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    digests = {
        path: base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
        for path, text in package.items()
    }
    record = "".join(f"{path},sha256={digest},\n" for path, digest in digests.items())
    wheel = tmp_path / "harmless-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in {**package, "harmless-1.0.dist-info/RECORD": record}.items():
            archive.writestr(path, text)
    files = {
        "locks/run.txt": f"harmless==1.0 \\\n    --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n",
        "carepress/__init__.py": "",
        "carepress/cli/main.py": "import harmless\ndef main(words, root):\n    print(harmless.__file__)\n    return 0\n",
        "foreign/harmless/__init__.py": "",
        "pip.conf": f"[install]\nuser = true\ndry-run = true\ntarget = {tmp_path}/lost\nprefix = {tmp_path}/lost\n",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    shutil.copy(ROOT / "build.py", tmp_path)
    return tmp_path


def its_own(project: Path) -> str:
    """Return what the project prints when it uses the package of its own environment."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    return f"{project}/.venv/lib/{version}/site-packages/harmless/__init__.py\n"


SETTING_UP = "Setting up .venv from run.txt, once; this may take a minute …\n"


@pytest.mark.long
@pytest.mark.parametrize(
    "settings",
    [
        pytest.param({}, id="plain"),
        pytest.param({"PIP_DRY_RUN": "1", "PIP_USER": "1", "PIP_PYTHON": sys.executable}, id="pip-dry-run"),
        pytest.param({"PIP_TARGET": "{}/lost", "PYTHONPATH": "{}/foreign"}, id="pip-target"),
        pytest.param({"PIP_PREFIX": "{}/lost", "PIP_ROOT": "{}/lost", "PYTHONHOME": ""}, id="pip-prefix"),
        pytest.param({"PIP_CONFIG_FILE": "{}/pip.conf"}, id="pip-config"),
    ],
)
def test_the_machines_settings_are_no_matter(project: Path, settings: Mapping[str, str]) -> None:
    """Wherever pip or Python are used to look for packages, these are installed into the environment and used from there."""
    whole = {name: value.format(project) for name, value in settings.items()}

    done = typed(project, whole)

    assert (done.returncode, done.stdout, done.stderr) == (0, its_own(project), SETTING_UP)
    foreign = typed(project, {"PYTHONPATH": f"{project}/foreign"}, str(setup.python_in(project / ".venv")))
    assert (foreign.stdout, foreign.stderr) == (its_own(project), "")
    assert not (project / "lost").exists()


@pytest.mark.long
def test_packages_that_went_elsewhere_are_named(project: Path) -> None:
    """A set-up that left nothing where it belongs isn't taken for one."""
    (project / "pip.conf").write_text(f"[install]\nroot = {project}/lost\n")

    done = typed(project, {"PIP_CONFIG_FILE": f"{project}/pip.conf"})

    assert (done.returncode, done.stderr) == (
        3,
        f"{SETTING_UP}error: the packages aren't in place; does `python3 -m pip config list` send them elsewhere? Python says: "
        "importlib.metadata.PackageNotFoundError: No package metadata was found for harmless\n",
    )
    assert not (project / ".venv/carepress-stamp").exists()


@pytest.mark.long
def test_an_environment_is_made_anew(project: Path) -> None:
    """An environment of an older lock is renewed also when its own Python is asked to; so is one whose Python has gone."""
    own = str(setup.python_in(project / ".venv"))
    typed(project, {})
    shutil.rmtree(Path(its_own(project).strip()).parent)
    (project / ".venv/carepress-stamp").write_text("of an older lock")

    assert (typed(project, {}, own).stdout, typed(project, {}, own).stderr) == (its_own(project), "")
    for name in ("python", "python3", f"python3.{sys.version_info[1]}"):
        (project / ".venv/bin" / name).unlink(missing_ok=True)
        (project / ".venv/bin" / name).symlink_to("/opt/gone/python3")
    again = typed(project, {})
    assert (again.stdout, again.stderr) == (its_own(project), SETTING_UP)


@pytest.mark.long
def test_two_set_ups_at_once(project: Path) -> None:
    """Of two commands typed at once, one sets up, and both do what they should."""
    found: list[subprocess.CompletedProcess[str]] = []
    threads = [threading.Thread(target=lambda: found.append(typed(project, {}))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [one.stdout for one in found] == [its_own(project)] * 2
    assert sorted(one.stderr for one in found) == ["", SETTING_UP]


@pytest.mark.long
def test_no_network_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a network the set-up says so in one line, and the next run tries again."""
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")

    problem = setup.set_up(tmp_path / ".venv", ROOT / "locks/run.txt")

    assert problem.startswith("the packages can't be fetched; is this computer online? pip says: ERROR: No matching")
    assert problem.count("\n") == 0
    assert not (tmp_path / ".venv/carepress-stamp").exists()


@pytest.mark.long
def test_an_environment_that_fits_is_kept(tmp_path: Path) -> None:
    """An environment whose stamp matches lock and Python costs one comparison; a changed lock makes a new one."""
    lock = tmp_path / "lock.txt"
    lock.write_text("")
    assert setup.set_up(tmp_path / "venv", lock) == ""
    marker = tmp_path / "venv/marker"
    marker.touch()

    assert setup.set_up(tmp_path / "venv", lock) == ""
    assert marker.exists()

    lock.write_text("# another lock\n")
    assert setup.set_up(tmp_path / "venv", lock) == ""
    assert not marker.exists()


@pytest.mark.long
def test_the_first_command_works_in_a_fresh_clone(tmp_path: Path) -> None:
    """In a fresh clone with an empty home, the README's first command builds the site."""
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
    home = tmp_path / "home"
    home.mkdir()
    python = shutil.which("python3") or sys.executable

    result = subprocess.run(
        [python, "build.py"],
        cwd=clone,
        env={"HOME": str(home), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (result.returncode, (clone / "site/index.html").is_file()) == (0, True), result.stderr
