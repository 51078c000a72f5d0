"""The built wheel works where there is nothing but it: templates and themes travel inside."""

from __future__ import annotations

import os
import site
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from projects import ROOT

OUTSIDE = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}


def told(*command: str | Path, folder: Path) -> str:
    """What a command prints, in a folder and in an environment that know nothing of the checkout; it must succeed."""
    done = subprocess.run([*map(str, command)], cwd=folder, env=OUTSIDE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an empty environment into which the wheel was installed. The libraries are those of this environment: fetching
    them again would test the network.
    """
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip")
    told(*pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT, folder=folder)
    (wheel,) = folder.glob("briefings-*.whl")
    home = folder / "empty"
    venv.create(home, with_pip=False)
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    told(*pip, "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel, folder=folder)
    packages = Path(told(python, "-c", "import site; print(site.getsitepackages()[-1])", folder=folder).strip())
    # a path in a .pth file adds the libraries, and not the .pth file there that leads to this checkout
    (packages / "libraries.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    assert Path(
        told(python, "-c", "import briefings; print(briefings.__file__)", folder=folder).strip()
    ).is_relative_to(home)
    return python.parent


def test_a_new_project_is_built_outside_the_repository(programs: Path, tmp_path: Path) -> None:
    told(programs / "briefings", "new", "x", folder=tmp_path)
    assert told(programs / "briefings", "build", "x", folder=tmp_path).splitlines() == [
        "wrote x/output/example-deck.en.pptx", "wrote x/output/example-one-pager.en.pdf", "wrote x/output/contact-sheet.png",
        "wrote x/output/manifest.json", "wrote x/output/SHA256SUMS",
    ]  # fmt: skip


def test_the_built_in_templates_schemas_and_findings_are_in_the_wheel(programs: Path, tmp_path: Path) -> None:
    assert '"title": "A template of briefings"' in told(programs / "briefings", "schema", "template", folder=tmp_path)
    assert "error[value-missing]" in told(programs / "briefings", "explain", "value-missing", folder=tmp_path)
    lister = "from briefings import builtin; print(*builtin.templates(), *builtin.themes())"
    ours = [
        *sorted(path.stem for path in (ROOT / "templates").glob("*.yaml")),
        *sorted(path.name for path in (ROOT / "templates/themes").iterdir()),
    ]
    assert told(programs / "python", "-c", lister, folder=tmp_path).split() == ours
