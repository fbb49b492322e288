"""The editor's page in a real browser, over the real service."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .browsing import chromium, service, skip_reason

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.skipif(bool(skip_reason()), reason=skip_reason() or "-")

BODY = """The city council voted on Tuesday to consider a ban on cars in the old town from June. Nine shops closed in \
the area last year, the chamber of commerce said.

Mayor Jonas Brandt said the plan would be put to residents in a survey. “We want to hear from everyone before anything \
is decided,” he said.

Critics fear that traders would lose customers. The chamber said that sales fell by 4 percent in 2023. A decision is \
due in the autumn."""
STORY = f"""---
title: 🏰 Council to consider ban on cars from May
push_title: Mayor and Anna Keller put car plan to residents
---

{BODY}
"""
SUPPORTED = f"Council to consider ban on cars in old town\n\n{BODY}"


class Watched:
    """A page, and what it must not do."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.errors: list[str] = []
        self.asked: list[tuple[str, str]] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._console)
        page.on("dialog", self._dialog)
        page.on("request", lambda request: self.asked.append((request.method, request.url)))

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text)

    def _dialog(self, dialog: Any) -> None:
        self.errors.append(f"a dialog: {dialog.message}")
        dialog.dismiss()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    """The page in a new profile; what it must never do is looked for after each test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    watched = Watched(context.new_page(), address)
    watched.page.goto(address)
    yield watched
    context.close()
    assert not [url for _, url in watched.asked if not url.startswith((address, "data:", "blob:"))]
    assert not watched.errors


@pytest.fixture
def page(watched: Watched) -> Page:
    return watched.page


def answered(page: Page) -> None:
    """Come back when every headline has its answer."""
    from playwright.sync_api import expect

    # The page's policy lets no string become script: what waits looks at elements.
    expect(page.locator("#work")).to_be_visible(timeout=20_000)
    expect(page.locator(".stale")).to_have_count(0, timeout=20_000)


def open_story(page: Page, text: str) -> None:
    page.locator("#paste").fill(text)
    page.locator("#check").click()
    answered(page)


def card(page: Page, number: int) -> Locator:
    return page.locator(".card").nth(number)


def field(page: Page, number: int) -> Locator:
    return card(page, number).locator(".field textarea")


def lit(page: Page) -> str:
    """What is lit up in the body, with the tag before it."""
    return " ".join(page.locator("#text mark.on").all_inner_texts())


def clashes(page: Page) -> list[str]:
    """What axe minds, with the elements."""
    from axe_playwright_python.sync_playwright import Axe

    # Axe comes in through the debugger: the page's own policy lets no such script in.
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{item['id']}: {[node['html'][:120] for node in item['nodes']]}" for item in found]


def click_on_word(page: Page, number: int, word: str) -> None:
    """Click in the middle of a word of a headline."""
    place = page.evaluate(
        """([number, word]) => {
            const walker = document.createTreeWalker(document.querySelectorAll(".marks")[number], NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(word);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + word.length);
                const box = range.getBoundingClientRect();
                return [box.x + box.width / 2, box.y + box.height / 2];
            }
        }""",
        [number, word],
    )
    page.mouse.click(*place)


def test_flags_light_up_their_evidence_and_an_edit_mends(page: Page) -> None:
    open_story(page, STORY)
    assert [item.input_value() for item in page.locator(".field textarea").all()] == [
        "🏰 Council to consider ban on cars from May",
        "Mayor and Anna Keller put car plan to residents",
    ]
    # Offsets count code points: the castle before them is one of them, and two of the browser's units.
    assert card(page, 0).locator(".marks .error").all_inner_texts() == ["May"]
    assert "Anna Keller" in card(page, 1).locator(".marks .warning").all_inner_texts()
    click_on_word(page, 1, "Keller")
    assert card(page, 1).locator(".finding.on .words").inner_text() == "“Anna Keller”"
    assert lit(page).startswith("nearest passage")
    assert "Looked for in all 7 sentences" in card(page, 1).inner_text()
    click_on_word(page, 0, "May")
    assert (
        lit(page)
        == "the body says The city council voted on Tuesday to consider a ban on cars in the old town from June."
    )
    card(page, 0).get_by_role("button", name="Change May to June").click()
    answered(page)
    assert field(page, 0).input_value().endswith("ban on cars from June")
    assert not card(page, 0).locator(".marks .error").count()
    assert page.evaluate("document.activeElement.textContent") == "Undo"
    page.keyboard.press("Enter")
    answered(page)
    assert field(page, 0).input_value().endswith("ban on cars from May")
    assert card(page, 0).locator(".marks .error").all_inner_texts() == ["May"]
    # The browser's own undo knows an edit too.
    card(page, 0).locator(".mend").click()
    answered(page)
    field(page, 0).press("Control+z")
    assert field(page, 0).input_value().endswith("ban on cars from May")


def test_a_retyped_headline_is_checked_live_over_the_kept_body(watched: Watched) -> None:
    page = watched.page
    open_story(page, SUPPORTED)
    assert "Supported by the body" in card(page, 0).locator(".verdict").inner_text()
    card(page, 0).get_by_role("button", name="Show where").click()
    assert lit(page).startswith("says it The city council voted")
    del watched.asked[:]
    field(page, 0).fill("Council to decide on cars in May")
    field(page, 0).press("End")
    for key in ("Backspace", "Backspace", "Backspace"):
        field(page, 0).press(key)
    field(page, 0).press_sequentially("May", delay=20)
    answered(page)
    # Typed in one go: one question, and no second reading of the body.
    assert [url.removeprefix(watched.address) for _, url in watched.asked] == ["/v1/check"]
    field(page, 0).press_sequentially(" at last")
    assert card(page, 0).locator(".marks mark").count() == card(page, 0).locator(".finding").count()


def test_an_answer_about_other_words_is_dropped(page: Page) -> None:
    open_story(page, SUPPORTED)
    held = []

    def hold(route: Any) -> None:
        # The first question is held back, and answered after the second.
        if not held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/v1/check", hold)
    # An abort would stop the first answer by itself: here it does not.
    page.evaluate("AbortController.prototype.abort = () => {}")
    field(page, 0).fill("Mayor and Anna Keller put car plan to residents")
    page.wait_for_timeout(600)
    field(page, 0).fill("Nine shops closed in the old town last year")
    answered(page)
    assert len(held) == 1
    held[0].continue_()
    page.wait_for_timeout(800)
    assert "Supported by the body" in card(page, 0).locator(".verdict").inner_text()
    assert not card(page, 0).locator(".finding").count()


def test_the_keyboard_is_enough(page: Page) -> None:
    page.locator("#paste").focus()
    page.keyboard.insert_text(STORY)
    page.keyboard.press("Control+Enter")
    answered(page)
    assert page.evaluate("document.activeElement.id") == "heads-title"
    seen = []
    for key in ("F8", "F8", "F8", "Shift+F8"):
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.querySelector('.words').textContent"))
    assert seen[0] != seen[1]
    assert seen[3] == seen[1]
    assert page.locator(".pick[aria-pressed=true]").count() == 1
    page.locator("#said", has_text="paragraph").wait_for(state="attached")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.finding') !== null")
    # Enter makes no second line.
    before = field(page, 0).input_value()
    field(page, 0).press("Enter")
    assert field(page, 0).input_value() == before


def test_flags_are_accepted_and_called_wrong(page: Page, folder: Path) -> None:
    open_story(page, STORY)
    second = card(page, 1)
    second.get_by_role("button", name="Wrong flag?").first.click()
    second.locator(".wrong textarea").fill("She is the deputy.")
    second.get_by_role("button", name="Send").click()
    second.get_by_text("Thank you").wait_for()
    (line,) = (folder / "feedback.jsonl").read_text("utf-8").splitlines()[-1:]
    told = json.loads(line)
    assert (told["label"], told["rule"], told["reason"]) == ("supported", "entity-unsupported", "She is the deputy.")
    assert told["headline"] == "Mayor and Anna Keller put car plan to residents"
    card(page, 0).get_by_role("button", name="Accept this once").click()
    assert not card(page, 0).locator(".finding").count()
    assert card(page, 0).locator(".marks .accepted").all_inner_texts() == ["May"]
    second.get_by_role("button", name="Always accept “Anna Keller”").click()
    assert "Accepted by you" in second.inner_text()
    # Another day: the name is known, what was accepted once is not.
    page.reload()
    open_story(page, STORY)
    assert card(page, 0).locator(".finding").count() == 1
    assert "Accepted by you" in card(page, 1).inner_text()
    page.locator("#names").click()
    page.get_by_role("button", name="Flag Anna Keller again").click()
    page.keyboard.press("Escape")
    assert card(page, 1).locator(".finding .words").inner_text() == "“Anna Keller”"


def test_hostile_stories_run_nothing_and_break_nothing(watched: Watched) -> None:
    page = watched.page
    evil = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>"\'><svg/onload=window.hacked=1>'
    bodies = (
        f"Brightwater has bought Calder\u202e evil\u202c for $3bn\u200b, {evil} it said. "
        "The deal was signed in May.\n\n" * 3
    )
    flag = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    open_story(page, f"Calder {evil} buys Bright\u200bwater \u202efor $4bn\U000e0041 {flag}\n\n{bodies}")
    assert "Has characters that cannot be seen: U+200B, U+202E, U+E0041" in card(page, 0).inner_text()
    card(page, 0).get_by_role("button", name="Take them out").click()
    answered(page)
    assert field(page, 0).input_value() == f"Calder {evil} buys Brightwater for $4bn {flag}"
    assert "U+202E" in page.locator("#text").inner_text()
    assert not re.search("[\u202e\u200b]", page.locator("#text").inner_text())
    # A name that is a script is still only a name.
    page.locator("#new").click()
    open_story(
        page,
        json.dumps(
            {
                "headlines": {"<script>hacked=1</script>": "Bob quits", "__proto__": "<b>Ann</b>"},
                "body": bodies + "\ud800",
            }
        ),
    )
    assert page.locator(".card h3").all_text_contents() == ["<script>hacked=1</script>", "__proto__"]
    # Ten thousand words, in the headline too.
    page.locator("#new").click()
    words = " ".join(["The council voted on Tuesday for the bridge."] * 1250)
    open_story(page, f"Council votes for bridge\n\n{words}\n\nIt opens in 2031.")
    field(page, 0).fill("word " * 10_000)
    answered(page)
    assert card(page, 0).locator(".problem, .verdict").first.inner_text()
    field(page, 0).fill("Bridge opens in 2029")
    answered(page)
    assert card(page, 0).locator(".marks mark").all_inner_texts() == ["2029"]
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.querySelectorAll('script').length") == 1
    watched.errors[:] = [error for error in watched.errors if "413" not in error and "422" not in error]


def test_the_page_outlives_the_service(watched: Watched) -> None:
    page = watched.page
    open_story(page, SUPPORTED)
    page.route("**/v1/**", lambda route: route.abort())
    field(page, 0).fill("Mayor and Anna Keller put car plan to residents")
    page.locator("#trouble").wait_for()
    assert "cannot be reached" in page.locator("#trouble").inner_text()
    assert "Not checked yet" in card(page, 0).inner_text()
    page.unroute("**/v1/**")
    # It asks again by itself.
    answered(page)
    assert page.locator("#trouble").is_hidden()
    assert card(page, 0).locator(".finding .words").inner_text() == "“Anna Keller”"
    watched.errors.clear()


def test_a_body_that_the_service_has_forgotten_is_sent_again(watched: Watched) -> None:
    page = watched.page

    def forgotten(route: Any) -> None:
        question = route.request.post_data_json
        route.continue_(post_data=json.dumps({**question, "body_id": "gone"}))

    open_story(page, SUPPORTED)
    page.route("**/v1/check", forgotten, times=1)
    field(page, 0).fill("Mayor and Anna Keller put car plan to residents")
    answered(page)
    assert card(page, 0).locator(".finding .words").inner_text() == "“Anna Keller”"
    asked = [url.removeprefix(watched.address) for _, url in watched.asked]
    assert asked[-3:] == ["/v1/check", "/v1/bodies", "/v1/check"]
    watched.errors[:] = [error for error in watched.errors if "404" not in error]


def test_the_body_is_edited_and_read_anew(page: Page) -> None:
    open_story(page, STORY)
    page.locator("#edit-story").click()
    page.locator("#story-field").fill(BODY.replace("June", "May"))
    page.locator("#story-done").click()
    # The old answer stands until the new one comes.
    card(page, 0).locator(".marks .error").wait_for(state="detached")
    answered(page)
    assert "from May" in page.locator("#text").inner_text()


def test_files_are_dropped_copied_and_explained(page: Page) -> None:
    drop = """([name, text]) => {
        const data = new DataTransfer();
        data.items.add(new File([text], name));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }"""
    page.evaluate(drop, ["story.docx", "x"])
    page.get_by_text("story.docx cannot be read here").wait_for()
    page.evaluate(drop, ["story.md", STORY])
    answered(page)
    assert page.locator(".card").count() == 2
    page.locator("#copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    assert "Error: “May”" in text
    assert "the body says, paragraph 1: “The city council voted" in text
    assert "(checker explain date-mismatch)" in text
    page.get_by_role("link", name="Why this is flagged").first.click()
    page.locator("dialog[open]").wait_for()
    assert page.locator("#dialog-title").inner_text() == "date-mismatch (error)"
    assert "checker explain date-mismatch" in page.locator("dialog").inner_text()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent").startswith("Why this is flagged")


def test_a_web_page_brings_all_its_headlines(page: Page, tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in BODY.split("\n\n"))
    file = tmp_path / "story.html"
    file.write_text(
        "<html><head><title>Council to consider ban on cars in old town</title><meta property='og:title' "
        "content='Council to consider ban on cars from May'></head><body><nav>Home News</nav><article><h1>Council to "
        f"consider ban on cars in old town</h1>{paragraphs}</article></body></html>",
        encoding="utf-8",
    )
    page.locator("#file").set_input_files(file)
    answered(page)
    assert {*page.locator(".card h3").all_text_contents()} == {"Social title", "Headline on the page, Page title"}
    assert page.locator(".marks .error").all_inner_texts() == ["May"]
    assert lit(page).startswith("the body says The city council voted")
    # A wall in the place of the story is said.
    page.locator("#new").click()
    page.locator("#paste").fill(
        "<html><head><title>Council bans cars</title></head><body><div>We value your privacy. "
        "We and our partners use cookies. Accept all.</div></body></html>"
    )
    page.locator("#check").click()
    answered(page)
    assert "consent" in card(page, 0).inner_text()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_axe_finds_nothing_and_nothing_overflows(watched: Watched, width: int, scheme: Any) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    found = clashes(page)
    open_story(page, STORY)
    page.locator("#add").click()
    field(page, 2).fill("Will the old town be\u202e car-free?")
    answered(page)
    page.locator(".looked summary").first.click()
    card(page, 1).get_by_role("button", name="Wrong flag?").first.click()
    card(page, 0).get_by_role("button", name="Accept this once").first.click()
    found += clashes(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#edit-story").click()
    page.get_by_role("link", name="Why this is flagged").first.click()
    for button in (None, "#names", "#help"):
        if button:
            page.locator(button).click()
        page.locator("dialog[open]").wait_for()
        found += clashes(page)
        page.keyboard.press("Escape")
    page.route("**/v1/**", lambda route: route.abort())
    field(page, 1).fill("Mayor Jonas Brandt quits")
    page.locator("#trouble").wait_for()
    found += clashes(page)
    watched.errors.clear()
    assert not found


def test_a_key_is_asked_for_and_a_busy_service_asked_again(browser: Browser, tmp_path: Path) -> None:
    # It takes one question at a time, and the page has two headlines.
    with service(tmp_path, None, "--queue", "1", CHECKER_API_KEY="sesame") as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(address)
        page.locator("#key").fill("wrong")
        page.locator("#key").press("Enter")
        page.get_by_text("That key is not the right one").wait_for()
        page.locator("#key").fill("sesame")
        page.get_by_role("button", name="Use it").click()
        page.get_by_text("model compact").wait_for()
        refused: list[int] = []
        page.on("response", lambda answer: refused.append(answer.status) if answer.status == 429 else None)
        open_story(page, STORY)
        assert refused
        assert page.locator(".card .verdict").count() == 2
        assert page.locator("#trouble").is_hidden()
        assert page.evaluate("sessionStorage.length") == 1
        assert page.evaluate("localStorage.length") == 0
        context.close()
