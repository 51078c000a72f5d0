"""Releases: the files for GitHub, GitLab, pre-commit and containers keep to their schemas, and their steps, run here as scripts in a
clean clone, hand over files that `rebuild --check` confirms.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from projects import REPORT, ROOT, TEMPLATE, lay

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the steps are for bash")

WORKFLOWS = (".github/workflows/release.yml", "examples/github-workflow.yml")
FUZZ = ".github/workflows/fuzz.yml"
CHECKS = (
    ("check_jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"),
    ("check_jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS, FUZZ),
    (
        "check_jsonschema",
        "--builtin-schema",
        "vendor.gitlab-ci",
        "--data-transform",
        "gitlab-ci",
        "examples/gitlab-ci.yml",
    ),
    ("pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"),
    ("pre_commit", "validate-config", "examples/pre-commit-config.yaml"),
)
TAG = "v1.2"


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def bash(script: str, folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Runs a step as GitHub's runner does."""
    return subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script], cwd=folder,
                          env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=600)  # fmt: skip


# -- what the files say -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", CHECKS, ids=lambda command: command[-1])
def test_each_file_keeps_to_its_schema(command: tuple[str, ...]) -> None:
    told = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)

    assert told.returncode == 0, told.stdout + told.stderr


def test_no_input_is_spliced_into_a_script() -> None:
    steps = [step for name in (*WORKFLOWS, FUZZ) for job in read(name)["jobs"].values() for step in job["steps"]]
    scripts = [step["run"] for step in (*steps, *read("action.yml")["runs"]["steps"]) if "run" in step]

    assert len(scripts) == 15
    assert [script for script in scripts if "${{" in script] == []


def test_every_action_of_others_is_named_by_a_commit_and_its_version() -> None:
    for name in (*WORKFLOWS, FUZZ, "action.yml"):
        for line in re.findall(r"uses: (.*)", (ROOT / name).read_text(encoding="utf-8")):
            assert (
                line == "./"
                or line.startswith("your-organization/")
                or re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v[\d.]+", line)
            ), line


@pytest.mark.parametrize("name", WORKFLOWS)
def test_only_the_job_that_makes_the_release_may_write(name: str) -> None:
    workflow = read(name)

    assert workflow["permissions"] == {"contents": "read"}
    assert {job: told["permissions"] for job, told in workflow["jobs"].items() if "permissions" in told} == {
        "release": {"contents": "write", "id-token": "write", "attestations": "write"},
    }
    assert "tags" in workflow[True]["push"], "`on` is a yes to YAML 1.1"
    assert workflow["jobs"]["release"]["steps"][-1]["with"]["fail_on_unmatched_files"] is True


def test_the_example_is_what_this_repository_does_itself() -> None:
    ours, example = (read(name)["jobs"] for name in WORKFLOWS)
    step = ours["build"]["steps"][1]
    assert step.pop("uses") == "./"
    assert step["with"].pop("languages") == "en fr es ru ar zh"
    assert step["with"].pop("formats") == "pptx pdf html site eml docx xlsx csv"
    assert example["build"]["steps"][1].pop("uses").startswith("your-organization/briefings@")
    # what this program is made of is this repository's to tell
    assert [step.get("name") for step in ours.pop("supply-chain")["steps"]][3:5] == [
        "No known vulnerability in what is installed",
        "A list of all that is installed (CycloneDX)",
    ]
    ours["release"]["needs"] = "build"
    ours["release"]["steps"] = [step for step in ours["release"]["steps"] if step.get("with", {}).get("name") != "sbom"]
    attach = ours["release"]["steps"][-1]["with"]
    attach["files"] = attach["files"].replace("briefings-sbom.cdx.json\n", "")

    assert ours == example


# -- GitHub: the steps, run ---------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a command `briefings`, as the action's step `Install` leaves one: this Python with the package as it is here."""
    folder = tmp_path_factory.mktemp("programs")
    program = folder / "briefings"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m briefings "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


@pytest.fixture
def runner(tmp_path: Path, programs: Path) -> dict[str, str]:
    """What GitHub's runner puts into the environment of each step."""
    (tmp_path / "runner").mkdir()
    names = ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH")
    for name in names:
        (tmp_path / "runner" / name).touch()
    return {"RUNNER_TEMP": str(tmp_path / "runner"), "PATH": f"{programs}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8",
            **{name: str(tmp_path / "runner" / name) for name in names}}  # fmt: skip


def given(step: Mapping[str, Any], known: Mapping[str, str], key: str = "env") -> dict[str, str]:
    """A step's values with each expression in its place; an expression that is not known is an error."""
    return {
        name: re.sub(r"\$\{\{ (.+?) \}\}", lambda found: known[found[1]], str(value))
        for name, value in step.get(key, {}).items()
    }


def build(folder: Path, runner: Mapping[str, str], **inputs: str) -> subprocess.CompletedProcess[str]:
    """The action's step `Build` with some inputs."""
    action = read("action.yml")
    (step,) = [step for step in action["runs"]["steps"] if step.get("id") == "build"]
    known = {f"inputs.{name}": inputs.pop(name, told["default"]) for name, told in action["inputs"].items()}
    assert inputs == {}
    return bash(step["run"], folder, {**runner, **given(step, known)})


def outputs(runner: Mapping[str, str]) -> dict[str, str]:
    """What a step told in GITHUB_OUTPUT, read as the runner reads it."""
    lines = iter(Path(runner["GITHUB_OUTPUT"]).read_text(encoding="utf-8").splitlines())
    found: dict[str, str] = {}
    for line in lines:
        name, long, end = line.partition("<<")
        if long:
            found[name] = "\n".join(iter(lambda: next(lines), end))
        else:
            name, _, found[name] = line.partition("=")
    return found


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What git has of this repository, and nothing else."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True,
                            check=False)  # fmt: skip
    if listed.returncode:
        pytest.skip("this is no checkout by git")
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (tmp_path / "clone" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / "clone" / name)
    return tmp_path / "clone"


def test_the_release_workflow_hands_over_files_that_rebuild_confirms(clone: Path, runner: dict[str, str]) -> None:
    jobs = read(".github/workflows/release.yml")["jobs"]
    known = {"github.ref_type == 'tag' && github.ref_name || ''": TAG}

    # the job `build`
    _, ours, again, _ = jobs["build"]["steps"]
    done = build(clone, runner, **given(ours, known, "with"))
    assert done.returncode == 0, done.stdout + done.stderr
    known |= {f"steps.briefings.outputs.{name}": value for name, value in outputs(runner).items()}
    done = bash(again["run"], clone, {**runner, **given(again, known)})
    assert done.returncode == 0, done.stdout + done.stderr

    # the job `release`, on another machine: the artifact is the folder
    machine = clone.parent / "machine"
    shutil.copytree(clone / "output", machine / "output")
    _, _, sums, zips, page, attest, attach = jobs["release"]["steps"]
    assert attest["uses"].startswith("actions/attest-build-provenance@")
    assert bash(sums["run"], machine, runner).returncode == 0
    known["needs.build.outputs.files"] = known["steps.briefings.outputs.files"]
    assert bash(zips["run"], machine, runner).returncode == 0
    known["steps.sites.outputs.files"] = outputs(runner)["files"]
    attached = given(attach, known, "with")["files"].split()

    manifest = json.loads((machine / "output/manifest.json").read_text(encoding="utf-8"))
    handed = sorted(one["file"].replace("/index.html", ".site.zip") for one in manifest["outputs"])
    assert sorted(attached) == sorted([
        *(f"output/{one}" for one in handed), "output/index.html", "output/manifest.json", "output/SHA256SUMS", "briefings-sbom.cdx.json",
    ])  # fmt: skip
    assert {one["format"] for one in manifest["outputs"]} == {
        "pptx",
        "pdf",
        "html",
        "site",
        "eml",
        "docx",
        "xlsx",
        "csv",
    }
    known |= {"github.server_url": "https://git", "github.repository": "o/r", "github.ref_name": TAG}
    done = bash(page["run"], machine, {**runner, **given(page, known)})
    assert done.returncode == 0, done.stderr
    assert attach["with"]["body_path"] == "release.md"
    links = re.findall(r"\[([^]]+)\]\(([^)]+)\)", (machine / "release.md").read_text(encoding="utf-8"))
    assert links == [(one, f"https://git/o/r/releases/download/{TAG}/{one}") for one, _ in links]
    assert sorted(one for one, _ in links) == handed
    with zipfile.ZipFile(machine / "output/drugs-crime-terrorism-deck.fr.site.zip") as site:
        front = site.read("drugs-crime-terrorism-deck.fr/index.html")
        assert {f"drugs-crime-terrorism-deck.fr/{one}" for one in re.findall(r'src="([^"#:]+)"', front.decode())} < set(
            site.namelist()
        )
    assert {one["language"] for one in manifest["outputs"]} == {"en", "fr", "es", "ru", "ar", "zh"}
    attached.remove("briefings-sbom.cdx.json")  # made by a job of its own
    assert all((machine / name).is_file() and re.fullmatch(r"[A-Za-z0-9./-]+", name) for name in attached[:-1])
    assert (
        f"<xmpMM:VersionID>{TAG}</xmpMM:VersionID>".encode()
        in (machine / "output/drugs-crime-terrorism-one-pager.fr.pdf").read_bytes()
    )
    summary = Path(runner["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")
    assert all(f"| {one['file']} | {one['language']} | {one['pages']} |" in summary for one in manifest["outputs"])

    # one changed byte is noticed by either
    path = machine / attached[0]
    data = path.read_bytes()
    path.write_bytes(data[:999] + bytes([data[999] ^ 1]) + data[1000:])
    assert bash(sums["run"], machine, runner).returncode == 1
    done = bash(again["run"], clone, {**runner, "MANIFEST": str(machine / "output/manifest.json")})
    assert done.returncode == 1
    assert f"::error title=output-changed::`{path.name}` was changed after it was built" in done.stderr


def test_the_action_installs_from_the_lock_file_as_the_readme_does() -> None:
    (step,) = [step for step in read("action.yml")["runs"]["steps"] if step.get("name") == "Install"]
    readme = re.search(r"<!-- command: build -->\n```sh\n(.*?)\n", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert readme

    told = [
        line.replace('"$RUNNER_TEMP/briefings/', ".venv/").replace('"', "").replace("$GITHUB_ACTION_PATH/", "")
        for line in step["run"].splitlines()
    ]
    install, last = [line for line in told if "pip install" in line]
    assert install.split("pip ")[-1] == readme[1].split(" && ")[1].split("pip ")[-1]
    assert last.endswith("install -q --no-deps $GITHUB_ACTION_PATH")
    assert bash(f"set -n\n{step['run']}", ROOT, {}).returncode == 0


def test_what_is_wrong_is_shown_beside_its_line_and_what_is_right_is_handed_over(
    tmp_path: Path, runner: dict[str, str]
) -> None:
    lay(
        tmp_path,
        {
            "sub/data/a.yaml": REPORT.replace("340", "many"),
            "sub/data/b.yaml": REPORT,
            "sub/templates/deck.yaml": TEMPLATE,
        },
    )

    done = build(tmp_path, runner, project="sub", output="out/put")

    assert done.returncode == 1
    assert "::error file=sub/data/a.yaml,line=11,col=26,title=type-wrong::" in done.stderr
    assert outputs(runner) == {
        "manifest": "out/put/manifest.json", "files": "out/put/water-deck.en.pptx\nout/put/water-one-pager.en.pdf",
    }  # fmt: skip
    assert "| error | sub" not in Path(runner["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")
    assert "| error | data/a.yaml:11:26 |" in Path(runner["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")


def test_files_of_an_older_run_are_not_handed_over(tmp_path: Path, runner: dict[str, str]) -> None:
    lay(tmp_path, {"data/a.yaml": REPORT})
    assert build(tmp_path, runner).returncode == 0
    Path(runner["GITHUB_OUTPUT"]).write_text("", encoding="utf-8")
    lay(tmp_path, {"data/a.yaml": "id: [\n"})

    assert build(tmp_path, runner).returncode == 1
    assert outputs(runner) == {}


@pytest.mark.parametrize(
    "sly", ["'; touch pwned; '\"; touch pwned; \"$(touch pwned)`touch pwned`", "--output=elsewhere", "* ../*"]
)
def test_an_input_is_a_value_and_never_a_command(tmp_path: Path, runner: dict[str, str], sly: str) -> None:
    lay(tmp_path, {"data/a.yaml": REPORT})

    for name in ("project", "output", "edition", "languages", "formats", "strict", "jobs", "untrusted"):
        done = build(tmp_path, runner, **{name: sly})
        assert done.returncode in (0, 2), (name, done.stderr)
        assert not list(tmp_path.rglob("pwned"))
        assert {path.name for path in tmp_path.iterdir()} <= {"data", "output", "runner"}, name


@pytest.mark.parametrize("outside", ["../elsewhere", "/tmp/elsewhere", "a/../../b", ".."])
def test_no_output_leaves_the_workspace(tmp_path: Path, runner: dict[str, str], outside: str) -> None:
    lay(tmp_path / "work", {"data/a.yaml": REPORT})

    done = build(tmp_path / "work", runner, output=outside)

    assert done.returncode == 2
    assert "names a folder outside the workspace" in done.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["runner", "work"]


# -- GitLab -------------------------------------------------------------------------------------------------------------------------------


def test_the_gitlab_jobs_build_upload_and_link_every_file(tmp_path: Path, programs: Path) -> None:
    """The programs of GitLab's images that are not here, curl and release-cli, write down what they are told to do."""
    lay(
        tmp_path,
        {
            "data/a.yaml": REPORT,
            "bin/curl": '#!/bin/sh\nprintf "%s\\n" "$@" >> "$LOG"\n',
            "bin/release-cli": '#!/bin/sh\nprintf "%s\\n" "$@" >> "$LOG"\n',
        },
    )
    for name in ("curl", "release-cli"):
        (tmp_path / "bin" / name).chmod(0o755)
    pipeline = read("examples/gitlab-ci.yml")
    packages = (
        pipeline["variables"]["PACKAGES"].replace("$CI_API_V4_URL", "https://git/api").replace("$CI_PROJECT_ID", "7")
    )
    environment = {"PATH": f"{tmp_path / 'bin'}:{programs}:{os.environ['PATH']}", "CI_COMMIT_TAG": TAG, "CI_JOB_TOKEN": "t",
                   "PACKAGES": packages.replace("$CI_COMMIT_REF_SLUG", "v1-2")}  # fmt: skip

    for job in pipeline["stages"]:
        done = subprocess.run(["sh", "-ec", "\n".join(pipeline[job]["script"])], cwd=tmp_path, check=False, capture_output=True, text=True,
                              env={**os.environ, **environment, "LOG": str(tmp_path / f"{job}.log")})  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr

    names = sorted(path.name for path in (tmp_path / "output").iterdir())
    uploaded = re.findall(
        r"^https://git/api/projects/7/packages/generic/briefings/v1-2/(.+)$",
        (tmp_path / "upload.log").read_text(encoding="utf-8"),
        re.M,
    )
    links = [
        json.loads(line)
        for line in (tmp_path / "release.log").read_text(encoding="utf-8").splitlines()
        if line.startswith("{")
    ]
    assert sorted(uploaded) == names
    assert sorted(link["name"] for link in links) == names
    assert all(link["url"].endswith(f"/v1-2/{link['name']}") for link in links)
    assert TAG.encode() in (tmp_path / "output/water-one-pager.en.pdf").read_bytes()
    # a push without a tag builds too
    del environment["CI_COMMIT_TAG"]
    done = subprocess.run(["sh", "-euc", "\n".join(pipeline["build"]["script"])], cwd=tmp_path, check=False, capture_output=True, text=True,
                          env={**os.environ, **environment})  # fmt: skip
    assert done.returncode == 0, done.stderr


# -- pre-commit ---------------------------------------------------------------------------------------------------------------------------


def test_the_hook_holds_back_what_build_would_refuse(tmp_path: Path, programs: Path) -> None:
    (hook,) = read(".pre-commit-hooks.yaml")
    (used,) = read("examples/pre-commit-config.yaml")["repos"]
    assert [one["id"] for one in used["hooks"]] == [hook["id"]]
    environment = {"PATH": f"{programs}:{os.environ['PATH']}"}

    lay(tmp_path, {"data/a.yaml": REPORT})
    assert bash(hook["entry"], tmp_path, environment).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]
    lay(tmp_path, {"data/a.yaml": REPORT.replace("340", "many")})
    assert bash(hook["entry"], tmp_path, environment).returncode == 1

    files = re.compile(hook["files"])
    assert all(
        files.search(name)
        for name in (
            "briefings.yaml",
            "data/a.fr.yaml",
            "templates/themes/x/theme.yaml",
            "seeds/a.txt",
            "photos/a.jpg",
            "brands/a.potx",
            "reports/data/a.yaml",
            "data/rows.csv",
        )
    )
    assert not any(files.search(name) for name in ("src/a.py", "Makefile", "LICENSE"))
    assert re.search(hook["exclude"], "reports/output/a-deck.en.pptx")

    # a project in a folder of its own
    lay(tmp_path / "reports", {"data/a.yaml": REPORT})
    assert bash(f"{hook['entry']} reports", tmp_path, environment).returncode == 0


# -- the container ------------------------------------------------------------------------------------------------------------------------


def instructions() -> list[tuple[str, str]]:
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    lines = re.sub(r"\\\n", " ", re.sub(r"^#.*\n", "", text, flags=re.M)).splitlines()
    return [
        (kind, re.sub(r"\s+", " ", rest).strip()) for kind, _, rest in (line.partition(" ") for line in lines if line)
    ]


def test_the_container_runs_as_a_user_without_rights_and_starts_the_command() -> None:
    told = dict(instructions())

    assert instructions()[0][0] == "FROM"
    assert re.fullmatch(r"docker\.io/library/python:3\.\d+-slim-\w+", told["FROM"])
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", told["USER"])
    assert [kind for kind, _ in instructions()].index("USER") > [kind for kind, _ in instructions()].index("RUN")
    assert json.loads(told["ENTRYPOINT"]) == ["briefings"]


def test_the_container_has_all_that_the_program_is_made_of(tmp_path: Path, programs: Path) -> None:
    """What is copied is enough for a wheel that holds templates; the lock file has the fonts."""
    for kind, rest in instructions():
        if kind == "COPY":
            *sources, target = rest.split()
            place = tmp_path / target.removeprefix("/")
            for name in sources:
                if (ROOT / name).is_dir():
                    shutil.copytree(ROOT / name, place, ignore=shutil.ignore_patterns("__pycache__"))
                else:
                    place.mkdir(parents=True, exist_ok=True)
                    shutil.copy(ROOT / name, place)
    done = subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(tmp_path), str(tmp_path / "source")],
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.glob("briefings-*.whl"))) == 1
    lock = (tmp_path / "source/requirements.lock").read_text(encoding="utf-8")
    assert all(
        f"\n{font}==" in lock
        for font in ("fontpkg-arimo", "fontpkg-noto-sans-arabic", "fontpkg-source-serif-4", "pylopdf-fonts-zh-cn")
    )
    (run,) = [rest for kind, rest in instructions() if kind == "RUN"]
    assert bash(f"set -n\n{run}", tmp_path, {}).returncode == 0
    assert "pip install -q -r /source/requirements.lock" in run
