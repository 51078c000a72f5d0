"""The command: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import jsonschema
import pytest
from findings import findings
from projects import REPORT, ROOT, TEMPLATE, lay, run

from briefings.cli import options
from briefings.cli.annotations import FORMS, github
from briefings.cli.commands import COMMANDS
from briefings.cli.running import command
from briefings.diagnostics import Diagnostic, Level, Where
from briefings.template.keys import FORMATS

PROJECT = {
    "briefings.yaml": "build: [{report: water, template: page, formats: [pptx, pdf]}]\n",
    "data/water.yaml": REPORT,
    "templates/page.yaml": TEMPLATE,
}
WARNS = {**PROJECT, "data/water.yaml": REPORT + "  aims: {type: prose, title: Aims, text: Water for all.}\n"}
RUN_FILES = ["contact-sheet.png", "manifest.json", "SHA256SUMS"]
HEAVY = ("pptx", "reportlab", "matplotlib", "jinja2", "yaml", "pydantic", "lxml", "PIL", "uharfbuzz", "babel")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return lay(tmp_path, PROJECT)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# -- build ----------------------------------------------------------------------------------------------------------------------------


def test_build_names_what_it_does_and_what_it_wrote(project: Path) -> None:
    outcome = run(project, "build")

    assert outcome.err == "building water-page (1 of 1)\nno findings\n"
    assert outcome.out.splitlines() == [
        "wrote output/water-page.en.pptx", "wrote output/water-page.en.pdf", *(f"wrote output/{name}" for name in RUN_FILES),
    ]  # fmt: skip
    assert outcome.code == 0
    assert files(project / "output") == sorted(["water-page.en.pptx", "water-page.en.pdf", *RUN_FILES])


def test_plugins_of_other_packages_do_not_run(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    library = tmp_path_factory.mktemp("library")
    strange = {
        "strange-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: strange\nVersion: 1.0\n",
        "strange-1.0.dist-info/entry_points.txt": "[pydantic]\nstrange = strange:plugin\n",
        "strange.py": f"open({str(library / 'ran')!r}, 'w'); plugin = None\n",
    }
    lay(library, strange)
    given = {"PYTHONPATH": str(library), "BRIEFINGS_CACHE": "none", "PATH": os.environ["PATH"]}
    command = [sys.executable, "-m", "briefings", "check", str(project)]
    subprocess.run(command, env=given, check=True, capture_output=True)
    assert not (library / "ran").exists()


def test_what_stands_there_with_the_same_bytes_is_left_alone(project: Path) -> None:
    run(project, "build")
    before = {path.name: path.stat() for path in (project / "output").iterdir()}

    again = run(project, "build")

    assert again.out.splitlines() == [*(f"wrote output/{name}" for name in RUN_FILES[1:]), "3 files stand unchanged"]
    for name in ("water-page.en.pptx", "water-page.en.pdf", "contact-sheet.png"):
        now = (project / "output" / name).stat()
        assert (now.st_ino, now.st_mtime_ns) == (before[name].st_ino, before[name].st_mtime_ns)

    (project / "output/water-page.en.pdf").write_bytes(b"%PDF edited by hand")
    assert run(project, "build").out.splitlines()[0] == "wrote output/water-page.en.pdf"


def test_the_project_is_the_nearest_folder_upwards_that_has_a_project_file(project: Path) -> None:
    deep = project / "data/deep"
    deep.mkdir()

    assert run(deep, "build").code == 0
    assert (project / "output/water-page.en.pptx").is_file()


def test_the_project_may_be_named(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert run(tmp_path_factory.mktemp("elsewhere"), "build", str(project)).code == 0
    assert (project / "output/water-page.en.pptx").is_file()


def test_the_options_of_build_choose_data_template_format_edition_and_folder(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    lay(elsewhere, {"rain.yaml": REPORT.replace("id: water", "id: rain")})
    handout = elsewhere / "handout"

    outcome = run(project, "build", "--data", str(elsewhere / "rain.yaml"), "--template", "page", "--template", "builtin:one-pager",
                  "--format", "pdf", "--lang", "en", "--edition", "v1.2", "--output", str(handout))  # fmt: skip

    assert outcome.code == 0
    assert files(handout) == sorted(["rain-page.en.pdf", "rain-one-pager.en.pdf", *RUN_FILES])
    assert b"v1.2" in (handout / "rain-one-pager.en.pdf").read_bytes()
    assert not (project / "output").exists()


def test_a_language_that_is_asked_for_by_name_must_be_there(project: Path) -> None:
    outcome = run(project, "build", "--lang", "fr", "--lang", "en")

    assert (
        outcome.err
        == """\
building water-page (1 of 1)
data/water.yaml:3:11: language: error[language-missing]: there is no translation `data/water.fr.yaml`: this report is not built in `fr`
     3 | language: en
  hint: put its texts into that file, by the ids of this one, or take `fr` out of `--lang`
1 error
"""
    )
    assert outcome.code == 1
    assert (project / "output/water-page.en.pptx").is_file(), "the language that is there is built"


def test_strict_fails_on_warnings_and_writes_all_the_same(tmp_path: Path) -> None:
    lay(tmp_path, WARNS)

    assert run(tmp_path, "build").code == 0
    assert run(tmp_path, "build", "--strict", "--output", "strict").code == 1
    assert files(tmp_path / "strict") == files(tmp_path / "output")


def test_verbose_tells_notes_and_what_layout_decided(tmp_path: Path) -> None:
    lay(tmp_path, {**PROJECT, "data/water.yaml": REPORT.replace("{id: dug, ", "{")})

    outcome = run(tmp_path, "build", "--verbose")

    assert (
        "data/water.yaml:10:5: sections.wells.items: note[id-made]: 1 item has no `id`, so ids were made: `wells-dug`\n"
        in outcome.err
    )
    assert re.search(r"^water-page\.en\.pptx: title-only: layout: .+$", outcome.err, re.MULTILINE)
    assert "note[" not in run(tmp_path, "build").err


# -- JSON -----------------------------------------------------------------------------------------------------------------------------

OUTCOME = {
    "type": "object",
    "required": ["ok", "files", "findings"],
    "additionalProperties": False,
    "properties": {
        "ok": {"type": "boolean"},
        "files": {"type": "array", "items": {"type": "string"}},
        "findings": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["level", "code", "message", "file", "line", "column", "path", "hint"],
                "additionalProperties": False,
                "properties": {
                    "level": {"enum": ["error", "warning", "note"]},
                    "line": {"type": "integer"},
                    "column": {"type": "integer"},
                    **{key: {"type": "string"} for key in ("code", "message", "file", "path", "hint")},
                },
            },
        },
    },
}


def test_json_is_the_whole_of_standard_output(tmp_path: Path) -> None:
    lay(tmp_path, WARNS)

    outcome = run(tmp_path, "build", "--json")

    assert outcome.err == ""
    told = json.loads(outcome.out)
    jsonschema.validate(told, OUTCOME)
    assert told["ok"] is True
    assert told["files"] == [f"output/{name}" for name in ("water-page.en.pptx", "water-page.en.pdf", *RUN_FILES)]
    assert told["findings"] == [{
        "level": "warning",
        "code": "section-unshown",
        "message": "no page of `page` shows the section `aims`",
        "file": "data/water.yaml",
        "line": 12,
        "column": 9,
        "path": "sections.aims",
        "hint": "give the template a page for it, or name it under the template's `omit` with a reason",
    }]  # fmt: skip


@pytest.mark.parametrize("arguments", [("build",), ("check",), ("check", "--file", "data/water.yaml")])
def test_json_says_what_the_exit_code_says(project: Path, arguments: tuple[str, ...]) -> None:
    lay(project, {"data/water.yaml": "id: [\n", "briefings.yaml": "build: 7\n"})

    outcome = run(project, *arguments, "--json")

    told = json.loads(outcome.out)
    jsonschema.validate(told, OUTCOME)
    assert (outcome.code, outcome.err, told["ok"], told["files"]) == (1, "", False, [])


def test_findings_files_and_progress_are_the_same_in_several_processes(tmp_path: Path) -> None:
    """Three reports: one warns, one does not fit its page, one is well."""
    long = REPORT.replace("id: water", "id: long").replace("title: Wells", "title: " + "wells " * 900)
    lay(tmp_path, {**WARNS, "data/long.yaml": long, "data/rain.yaml": REPORT.replace("id: water", "id: rain")})
    (tmp_path / "briefings.yaml").write_text(
        "build: [{template: [page, one-pager], formats: [pptx, pdf]}]\n", encoding="utf-8"
    )

    alone, shared = (run(tmp_path, "build", "--jobs", jobs, "--output", f"made-{jobs}") for jobs in ("1", "3"))

    assert (shared.code, shared.out.replace("made-3", "made-1"), shared.err) == (alone.code, alone.out, alone.err)
    assert contents(tmp_path / "made-1") == contents(tmp_path / "made-3")
    assert alone.code == 1
    assert [line for line in alone.err.splitlines() if "error[" in line or "warning[" in line]
    assert alone.err.splitlines()[:2] == ["building long-page (1 of 6)", "building long-one-pager (2 of 6)"]


# -- annotations and summary --------------------------------------------------------------------------------------------------------------


def test_annotations_say_where_each_finding_is_from_the_folder_one_stands_in(tmp_path: Path) -> None:
    lay(tmp_path / "sub", WARNS)
    lay(
        tmp_path / "sub",
        {"data/water.yaml": WARNS["data/water.yaml"].replace("title: Aims", "title: '50%, a:b'").replace("340", "x")},
    )

    outcome = run(tmp_path, "check", "sub", "--annotations", "github")

    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.splitlines()[0].startswith(
        "::error file=sub/data/water.yaml,line=11,col=26,title=type-wrong::sections.wells.items.dug.value: "
    )
    assert "%0A" in outcome.err.splitlines()[0], "the hint stands on a line of its own"
    assert "Traceback" not in outcome.err


def test_annotations_and_json_do_not_mix(tmp_path: Path) -> None:
    lay(tmp_path, WARNS)

    outcome = run(tmp_path, "build", "--json", "--annotations", "github")

    assert json.loads(outcome.out)["ok"] is True
    assert [line.split("::")[1] for line in outcome.err.splitlines()] == [
        "warning file=data/water.yaml,line=12,col=9,title=section-unshown"
    ]


def test_content_can_not_give_the_runner_a_command() -> None:
    sly = Diagnostic(
        Level.ERROR, "a-code", "one\n::set-output name=x::y\r%0A", Where("a,b:c\n::x.yaml", 1, 2), "p", "two"
    )

    (line,) = github(sly, "a,b:c\n::x.yaml").split("\n")
    assert line == (
        "::error file=a%2Cb%3Ac%0A%3A%3Ax.yaml,line=1,col=2,title=a-code::p: one%0A::set-output name=x::y%0D%250A%0Atwo"
    )


def test_a_summary_is_appended_and_nothing_in_it_is_markup(tmp_path: Path) -> None:
    lay(
        tmp_path,
        {**WARNS, "data/water.yaml": WARNS["data/water.yaml"].replace("aims:", "aims-a:").replace("Aims", "'a|<b>'")},
    )
    (tmp_path / "page.md").write_text("Before\n", encoding="utf-8")

    for _ in range(2):
        run(tmp_path, "build", "--summary", "page.md")

    told = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert told.startswith("Before\n## Briefings\n\n| file |")
    assert told.count("| water-page.en.pptx | en | 1 |") == 2
    assert "| warning | data/water.yaml:12:11 | no page of \\`page\\` shows the section \\`aims-a\\`<br>" in told


def test_a_run_that_made_nothing_has_a_summary_too(project: Path) -> None:
    lay(project, {"briefings.yaml": "build: 7\n"})

    assert run(project, "build", "--summary", "page.md").code == 1
    assert "No file was made." in (project / "page.md").read_text(encoding="utf-8")


# -- check, new, schema -----------------------------------------------------------------------------------------------------------------


def test_check_writes_nothing(project: Path) -> None:
    before = sorted(project.rglob("*"))

    outcome = run(project, "check")

    assert (outcome.code, outcome.out, outcome.err) == (0, "", "checking water-page (1 of 1)\nno findings\n")
    assert sorted(project.rglob("*")) == before


def test_check_tells_notes_and_decisions_when_asked(project: Path) -> None:
    plain, full = run(project, "check"), run(project, "check", "-v")

    assert full.code == plain.code == 0 and len(full.err.splitlines()) > len(plain.err.splitlines())
    assert "water-page.en.pptx: title-only: layout: " in full.err


def test_check_takes_finished_files(project: Path) -> None:
    run(project, "build")

    outcome = run(project, "check", "--file", "output/water-page.en.pptx", "--file", "output/water-page.en.pdf")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "no findings\n")

    outcome = run(project, "check", "--file", "data/water.yaml")
    assert (
        outcome.err
        == """\
data/water.yaml: error[file-unknown]: this is no file of a known kind
  hint: PowerPoint files (.pptx, .potx, .ppsx, .pptm) and PDFs are checked
1 error
"""
    )
    assert outcome.code == 1


@pytest.mark.parametrize("kind", ["data", "template", "project"])
def test_schema_prints_a_json_schema(tmp_path: Path, kind: str) -> None:
    outcome = run(tmp_path, "schema", kind)

    jsonschema.Draft202012Validator.check_schema(json.loads(outcome.out))
    assert (outcome.code, outcome.err) == (0, "")


def test_new_says_how_to_go_on(tmp_path: Path) -> None:
    outcome = run(tmp_path, "new", "my project")

    assert outcome.out.splitlines()[0] == "wrote my project/briefings.yaml"
    assert outcome.out.splitlines()[-1] == "next: briefings build 'my project'"
    assert outcome.code == 0


# -- what goes wrong --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("build", "--formats", "pdf"), "Error: No such option '--formats'. Did you mean '--format'?"),
        (
            ("build", "--lang", "de"),
            "Error: Invalid value for '--lang': 'de' is not one of 'en', 'fr', 'es', 'ru', 'ar', 'zh'.",
        ),
        (
            ("build", "--edition", "a\x07b"),
            "Error: Invalid value for '--edition': `a<U+0007>b` holds a character that no page can show",
        ),
        (("build", "--data", "data/wter.yaml"), "Error: there is no file `data/wter.yaml`"),
        (("build", "nowhere"), "Error: there is no folder `nowhere`"),
        (("build", "water"), "Error: there is no folder `water`; `build --select water` builds that report alone"),
        (
            ("check", "data/water.yaml"),
            "Error: `data/water.yaml` is a file, and a project is a folder; `build --select water` builds that report alone",
        ),
        (
            ("build", "empty"),
            "Error: there is no report in `empty/data`: start one with `briefings new DIR`, or name one with `--data`",
        ),
        (("inspcet",), "Error: No such command 'inspcet'. Did you mean 'inspect'?"),
        (
            ("schema", "dat"),
            "Error: Invalid value for '{data|template|project}': 'dat' is not one of 'data', 'template', 'project'.",
        ),
    ],
)
def test_a_wrong_command_line_ends_with_2(project: Path, arguments: tuple[str, ...], told: str) -> None:
    (project / "empty").mkdir()

    outcome = run(project, *arguments)

    assert outcome.err.splitlines()[-1] == told
    assert (outcome.code, outcome.out) == (2, "")
    assert not (project / "output").exists()


def test_a_bug_ends_with_3_and_leaves_the_traceback_in_a_log(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Here the bug is a library that breaks when it is imported."""
    broken = lay(tmp_path_factory.mktemp("broken"), {"uharfbuzz.py": "raise RuntimeError('a broken library')\n"})

    outcome = _process(project, "build", PYTHONPATH=os.pathsep.join([str(broken), os.environ.get("PYTHONPATH", "")]))

    assert outcome.returncode == 3
    log = re.fullmatch(
        r"briefings: this is a bug in the program, not in your files; please report it with this log: (.+\.log)",
        outcome.stderr.splitlines()[-1],
    )
    assert log is not None
    text = Path(log[1]).read_text(encoding="utf-8")
    Path(log[1]).unlink()
    assert text.startswith("Traceback")
    assert text.endswith("RuntimeError: a broken library\n")
    assert "Traceback" not in outcome.stderr
    assert not (project / "output").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
@pytest.mark.parametrize(
    ("lines", "moment", "jobs"), [(1, 0.0, "1"), (1, 0.05, "1"), (9, 0.0, "1"), (1, 0.05, "2"), (21, 0.0, "2")]
)
def test_an_interrupted_build_ends_with_130_and_leaves_no_half_files(
    tmp_path: Path, lines: int, moment: float, jobs: str
) -> None:
    """Interrupted after so many lines of progress and a moment more. As on a terminal, Ctrl-C reaches the processes too."""
    reports = {f"data/r{number}.yaml": REPORT.replace("id: water", f"id: r{number}") for number in range(20)}
    lay(tmp_path, reports)
    command = [sys.executable, "-m", "briefings", "build", "--jobs", jobs]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                          start_new_session=True) as process:  # fmt: skip
        assert process.stderr is not None
        first, *_ = [process.stderr.readline() for _ in range(lines)]
        time.sleep(moment)
        os.killpg(process.pid, signal.SIGINT)
        _, rest = process.communicate(timeout=60)

    assert first == "building r0-deck (1 of 40)\n"
    told = re.fullmatch(r"stopped; (\d+) of 40 done", rest.splitlines()[-1])
    assert told is not None, rest
    assert "Traceback" not in rest
    assert process.returncode == 130
    there = [path for path in (tmp_path / "output").glob("*") if not path.name.startswith(".")]
    assert int(told[1]) <= len(there) <= int(told[1]) + 1  # the last may have been written and not counted
    assert {path.suffix for path in there} <= {".pptx", ".pdf"}, "the manifest comes last"
    for path in there:
        assert (
            zipfile.ZipFile(path).testzip() is None if path.suffix == ".pptx" else path.read_bytes()[-6:] == b"%%EOF\n"
        )
    assert not list((tmp_path / "output").glob(".*"))


@pytest.mark.parametrize(
    "swallowed", ["except KeyboardInterrupt: pass", "except BaseException: raise ValueError('torn') from None"]
)
def test_an_interruption_is_not_lost_when_a_library_makes_something_else_of_it(project: Path, swallowed: str) -> None:
    code = f"""
import os, signal
from briefings import cli
from briefings.engine import build
usual = build.build
def torn(*given):
    try: os.kill(os.getpid(), signal.SIGINT)
    {swallowed}
    return usual(*given)
build.build = torn
cli.main(["build"])
"""
    outcome = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False)

    assert outcome.returncode == 130
    assert re.fullmatch(r"stopped(; 0 of 1 done)?", outcome.stderr.strip())
    assert not (project / "output").exists()


def test_a_reader_that_leaves_is_no_bug(project: Path) -> None:
    command = f"{sys.executable} -m briefings schema data | head -c 1"
    outcome = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=project, capture_output=True, text=True, check=False
    )

    assert (outcome.stdout, outcome.stderr) == ("{", "")


def test_a_console_that_lacks_a_letter_shows_its_code(project: Path) -> None:
    outcome = _process(project, "build", "--template", "水", PYTHONIOENCODING="cp1252")

    assert outcome.returncode == 1
    assert "error[template-unknown]: there is no template `\\u6c34`" in outcome.stderr


def test_help_loads_no_heavy_library(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom briefings import cli\n"
        "try:\n    cli.main(['--help'])\nexcept SystemExit as end:\n    assert end.code == 0\n"
        f"print('loaded:', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    outcome = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)

    assert "Usage: briefings" in outcome.stdout
    assert outcome.stdout.splitlines()[-1] == "loaded: []"


def test_a_report_is_checked_without_the_library_that_serve_mcp_needs(project: Path) -> None:
    code = f"import sys\nfrom briefings.cli.running import run\nrun(['check', {str(project)!r}])\nprint('pydantic' in sys.modules)"
    outcome = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert outcome.stdout.splitlines()[-1] == "False"


def test_help_loads_no_command_and_each_has_the_name_of_its_line() -> None:
    code = "import sys\nfrom briefings import cli\ntry:\n    cli.main(['--help'])\nexcept SystemExit:\n    print(*sorted(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    ours = [name for name in told.splitlines()[-1].split() if name.startswith("briefings")]

    assert ours == [f"briefings{one}" for one in ("", ".cli", ".cli.commands", ".cli.handover", ".cli.interruption", ".cli.running")]  # fmt: skip
    assert [name for name in COMMANDS if command.commands[name].name != name] == []


def _process(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "briefings", *arguments]
    return subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def test_a_finding_is_explained_with_its_level_words_cure_and_module(tmp_path: Path) -> None:
    outcome = run(tmp_path, "explain", "expression-open")

    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.splitlines() == [
        "error[expression-open]",
        "  `{{` is never closed",
        "  hint: close it with `}}`",
        "  told by: `template.expressions`",
    ]


def test_a_finding_that_nobody_knows_is_not_explained(tmp_path: Path) -> None:
    outcome = run(tmp_path, "explain", "value-mising")

    assert (outcome.code, outcome.out) == (2, "")
    assert "there is no finding `value-mising`: did you mean `value-missing`?" in outcome.err


def test_every_finding_is_explained(tmp_path: Path) -> None:
    told = [run(tmp_path, "explain", code).out.partition("\n")[0].partition("[")[2] for code in findings()]

    assert told == [f"{code}]" for code in findings()]


def test_the_command_line_knows_every_format_that_can_be_written() -> None:
    assert FORMATS == options.FORMATS
    assert tuple(FORMS) == options.PLACES
