"""The preview as people use it, in a real Chromium: seen, by keyboard, by screen reader, day and night."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import browser
import pytest
from office import needs
from projects import ROOT, lay
from served import PROJECT, Served, served, wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

DECK = {
    **PROJECT,
    "data/water.fr.yaml": "title: De l’eau\nsections:\n  aims: {title: Buts, text: De l’eau pour tous.}\n",
}
SHOWN = "() => document.querySelector('#picture').complete && document.querySelector('#picture').naturalWidth > 0 && document.querySelectorAll('.area').length > 0"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    needs("chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        program = shutil.which("chromium")
        with started.chromium.launch(executable_path=program, args=["--no-sandbox"]) as made:
            yield made


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Served]:
    with served(lay(tmp_path / "project", DECK)) as made:
        made.shown()
        yield made


def opened(one: Served, context: BrowserContext) -> Page:
    """The page once it shows something."""
    page = context.new_page()
    page.goto(one.address)
    page.wait_for_function(SHOWN, timeout=60_000)
    return page


@pytest.fixture
def page(one: Served, chromium: Browser) -> Iterator[Page]:
    with chromium.new_context(viewport={"width": 1400, "height": 900}) as context:
        context.set_default_timeout(30_000)
        yield opened(one, context)


def save(one: Served, old: str, new: str) -> None:
    """Changes some words of the report."""
    path = one.folder / "data/water.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def said(page: Page, words: str) -> None:
    """Waits until a screen reader is told something."""
    page.wait_for_function("words => document.querySelector('[role=status]').textContent.includes(words)", arg=words)


def violations(page: Page) -> list[str]:
    """What axe-core finds (WCAG 2.2 and best practice), each with the element. It runs beside the page, which runs no script of others."""
    axe = browser._tool("axe-core/axe.min.js").read_text(encoding="utf-8")
    page.evaluate(axe)
    found: list[str] = page.evaluate(
        "() => axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))"
    )
    return found


def test_a_pressed_block_shows_its_line_and_leads_to_the_editor(page: Page, one: Served) -> None:
    page.get_by_role("button", name="340, wells dug").click()

    line = page.get_by_role("region", name="Lines around data/water.yaml:11")
    line.wait_for()
    assert "{id: dug, value: 340, text: wells dug}" in line.locator("[aria-current=true]").inner_text()
    assert page.get_by_role("link", name="Open in the editor").get_attribute("href") == (
        f"vscode://file/{str(one.folder).removeprefix('/')}/data/water.yaml:11:26"
    )
    said(page, "data/water.yaml line 11: - {id: dug")


def test_a_saved_line_shows_on_the_page_and_is_told(page: Page, one: Served) -> None:
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Water for all.").wait_for()
    before = page.locator("#picture").get_attribute("src")

    save(one, "Water for all.", "Water for everybody.")

    page.wait_for_function("src => document.querySelector('#picture').getAttribute('src') !== src", arg=before)
    page.get_by_role("button", name="Water for everybody.").wait_for()
    said(page, "Page 2 changed")


def test_it_goes_to_the_page_that_changed_unless_it_should_not(page: Page, one: Served) -> None:
    save(one, "Water for all.", "Water for everybody.")
    page.get_by_role("heading", name="2 of 2").wait_for()
    page.get_by_label("Go to what changed").uncheck()
    save(one, "wells dug", "wells repaired")
    said(page, "Page 1 changed")

    assert page.get_by_role("heading", name="2 of 2").is_visible()
    assert page.get_by_role("button", name="Page 1: Wells, changed").is_visible()


def test_pages_stay_through_an_error_which_is_shown_with_its_line(page: Page, one: Served) -> None:
    picture = page.locator("#picture").get_attribute("src")
    save(one, "value: 340", "valu: 340")

    page.get_by_text("these pages are from before").wait_for()
    findings = page.get_by_role("region", name="Findings")
    assert "error: there is no key `valu` here" in findings.inner_text()
    assert "- {id: dug, valu: 340, text: wells dug}" in findings.inner_text()
    assert page.locator("#picture").get_attribute("src") == picture
    assert "error" in (page.locator(".area").nth(1).get_attribute("class") or "")
    findings.get_by_role("button", name="data/water.yaml:11").first.click()
    page.get_by_role("region", name="Lines around data/water.yaml:11").wait_for()

    save(one, "valu: 340", "value: 341")
    page.get_by_text("these pages are from before").wait_for(state="hidden")
    page.get_by_role("button", name="341, wells dug").wait_for()


def test_everything_is_done_by_keyboard(page: Page, one: Served) -> None:
    def focused() -> str:
        found: str = page.evaluate(
            "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"
        )
        return found

    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(focused())
        if "340, wells dug" in reached[-1]:
            break
    assert reached[0] == "Skip to the page"
    assert any("Page 2: Aims" in one for one in reached)
    assert "340, wells dug, data/water.yaml line 11" in reached[-1]
    page.keyboard.press("Enter")
    page.get_by_role("region", name="Lines around data/water.yaml:11").wait_for()
    save(one, "wells dug", "wells repaired")
    page.get_by_role("button", name="340, wells repaired").wait_for()
    assert "340, wells repaired" in focused()  # the block that was held is held
    for key, heading in (
        ("ArrowRight", "2 of 2"),
        ("ArrowLeft", "1 of 2"),
        ("End", "2 of 2"),
        ("Home", "1 of 2"),
        ("PageDown", "2 of 2"),
        ("PageUp", "1 of 2"),
    ):
        page.keyboard.press(key)
        page.get_by_role("heading", name=heading).wait_for()
    page.get_by_label("Language").focus()
    page.keyboard.press("ArrowDown")  # a list keeps its own keys
    page.get_by_role("heading", name="1 of 2").wait_for()


def test_languages_and_themes_are_switched_and_kept_over_a_reload(page: Page, one: Served) -> None:
    page.keyboard.press("End")
    page.get_by_label("Language").select_option("fr")
    page.get_by_role("button", name="De l’eau pour tous.").wait_for()
    english = page.locator("#picture").get_attribute("src")
    page.get_by_label("Theme").select_option("forest")
    page.wait_for_function("src => document.querySelector('#picture').getAttribute('src') !== src", arg=english)

    page.reload()

    page.get_by_role("button", name="De l’eau pour tous.").wait_for()
    assert page.get_by_label("Language").input_value() == "fr"
    assert page.get_by_label("Theme").input_value() == "forest"
    assert page.get_by_role("heading", name="2 of 2").is_visible()
    assert sorted(path.name for path in one.folder.iterdir()) == ["briefings.yaml", "data", "templates"]


@pytest.mark.parametrize("sight", ["grey", "deuteranopia", "protanopia", "tritanopia"])
def test_pages_are_seen_with_other_eyes(page: Page, sight: str) -> None:
    def colours() -> set[tuple[int, int, int]]:
        import io

        from PIL import Image

        shot = Image.open(io.BytesIO(page.locator("#picture").screenshot())).convert("RGB")
        return {one for _, one in shot.getcolors(1 << 24) or () if isinstance(one, tuple)}  # type: ignore[misc]

    page.evaluate("document.querySelector('#areas').hidden = true")
    usual = colours()
    page.get_by_label("Seen").select_option(sight)
    seen = colours()

    assert seen != usual
    if sight == "grey":
        assert max(max(one) - min(one) for one in seen) <= 2
        assert max(max(one) - min(one) for one in usual) > 40


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 700])
def test_axe_finds_nothing_by_day_and_night(one: Served, chromium: Browser, scheme: Any, width: int) -> None:
    with chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    ) as context:
        page = opened(one, context)
        assert violations(page) == []
        page.get_by_role("button", name="340, wells dug").click()
        page.get_by_role("region", name="Lines around data/water.yaml:11").wait_for()
        save(one, "value: 340", "valu: 340")
        page.get_by_text("these pages are from before").wait_for()
        assert violations(page) == []
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width


def test_nothing_is_asked_of_any_other_place_and_no_error_is_logged(one: Served, chromium: Browser) -> None:
    with chromium.new_context() as context:
        asked: list[str] = []
        logged: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        context.on("console", lambda message: logged.append(message.text))
        context.on("weberror", lambda problem: logged.append(str(problem.error)))
        page = opened(one, context)
        page.get_by_role("button", name="340, wells dug").click()
        page.get_by_role("region", name="Lines around data/water.yaml:11").wait_for()

    assert {urlsplit(url).netloc for url in asked} == {f"127.0.0.1:{one.port}"}
    assert all(urlsplit(url).path.startswith(one.word) for url in asked)
    assert logged == []


def test_words_of_a_report_are_never_markup(tmp_path: Path, chromium: Browser) -> None:
    bad = "<img src=x onerror=alert(1)><script>alert(1)</script> wells"
    files = {
        **DECK,
        "data/water.yaml": PROJECT["data/water.yaml"]
        .replace("wells dug", f"'{bad}'")
        .replace("title: Aims", f"title: '{bad}'"),
    }
    with served(lay(tmp_path / "project", files)) as one, chromium.new_context() as context:
        spoken: list[str] = []
        context.on("dialog", lambda dialog: spoken.append(dialog.message))
        page = opened(one, context)
        page.locator(".area").last.click()
        page.locator(".lines").wait_for()
        page.keyboard.press("ArrowRight")
        assert bad in (page.locator("#strip button").nth(1).get_attribute("aria-label") or "")
        assert page.locator("#strip img, #picture").count() == page.locator("img").count()
        assert spoken == []


def test_twelve_tabs_hear_of_each_change_over_one_connection(one: Served, chromium: Browser) -> None:
    with chromium.new_context() as context:
        pages = [opened(one, context) for _ in range(12)]
        save(one, "wells dug", "wells repaired")
        for page in pages:
            page.bring_to_front()
            page.get_by_role("button", name="340, wells repaired").wait_for()
    wait_for(lambda: one.get("project"), lambda made: bool(made["number"]))


def test_a_page_says_that_the_preview_has_stopped(page: Page, one: Served) -> None:
    one.stop()
    page.get_by_text("The preview has stopped.").wait_for()


def test_the_page_is_sound_html(tmp_path: Path) -> None:
    given = tmp_path / "index.html"
    given.write_text((ROOT / "briefings/preview/page/index.html").read_text(encoding="utf-8"), encoding="utf-8")
    assert browser.unsound([given]) == []
