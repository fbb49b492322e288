"""The plug-in on a real WordPress in a real browser: write, see the flag, apply, publish;
and publish with the service gone.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ..service.browsing import chromium, free_port, service, skip_reason
from .site import Site, missing, site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WANTED = bool(os.environ.get("CHECKER_WORDPRESS"))
LACKS = missing() or skip_reason()
pytestmark = [
    pytest.mark.skipif(not WANTED, reason="takes minutes: make test-wordpress"),
    pytest.mark.skipif(WANTED and bool(LACKS), reason=f"not installed: {LACKS}"),
]

KEY = "open-sesame-1859"
BODY = (
    "The city council voted on Tuesday to consider a ban on cars in the old town from June.",
    "Mayor Jonas Brandt said the plan would be put to residents in a survey.",
    "A decision is due in the autumn.",
)
TITLE = "Council to consider ban on cars from May"
SHOTS = os.environ.get("CHECKER_SHOTS")


class Service:
    """The checker's service on a port that stays the same, to be stopped and started."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.stack = folder, free_port(), ExitStack()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.stack.enter_context(service(self.folder, self.port, CHECKER_API_KEY=KEY))

    def stop(self) -> None:
        self.stack.close()


@pytest.fixture(scope="module")
def wordpress(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site(tmp_path_factory.mktemp("wordpress")) as running:
        yield running


@pytest.fixture(scope="module")
def checking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    running = Service(tmp_path_factory.mktemp("checking"))
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def admin(browser: Browser, wordpress: Site, checking: Service, tmp_path_factory: pytest.TempPathFactory) -> Page:
    """The administrator, who has installed and set up the plug-in as a person does."""
    plugin = tmp_path_factory.mktemp("plugin") / "plugin.zip"
    subprocess.run([sys.executable, "-m", "checker", "wordpress", str(plugin)], check=True, timeout=120)
    page = log_in(browser, wordpress, "admin")
    page.goto(f"{wordpress.address}/wp-admin/plugin-install.php?tab=upload")
    page.set_input_files("#pluginzip", plugin)
    page.get_by_role("button", name="Install Now").click()
    page.get_by_role("link", name="Activate Plugin").click()
    page.goto(f"{wordpress.address}/wp-admin/options-general.php?page=headline-checker")
    page.locator("#hc-url").fill(checking.address)
    page.locator("#hc-key").fill(KEY)
    page.get_by_role("button", name="Save Changes").click()
    page.get_by_text("The checker answers").wait_for()
    return page


@pytest.fixture
def writer(browser: Browser, wordpress: Site, admin: Page) -> Iterator[Page]:
    page = log_in(browser, wordpress, "writer")
    yield page
    page.context.close()


def log_in(browser: Browser, wordpress: Site, name: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{wordpress.address}/wp-login.php")
    page.locator("#user_login").fill(name)
    page.locator("#user_pass").fill(name)
    page.locator("#wp-submit").click()
    page.wait_for_url("**/wp-admin/**")
    return page


def write_post(page: Page, wordpress: Site, title: str = TITLE) -> None:
    """A new post in the block editor, its text in paragraphs."""
    page.goto(f"{wordpress.address}/wp-admin/post-new.php")
    page.locator(".editor-post-title__input").wait_for()
    page.evaluate("wp.data.dispatch('core/preferences').set('core/edit-post', 'welcomeGuide', false)")
    page.locator(".editor-post-title__input").click()
    page.keyboard.type(title)
    for paragraph in BODY:
        page.keyboard.press("Enter")
        page.keyboard.insert_text(paragraph)


def open_publish(page: Page) -> None:
    page.locator(".editor-post-publish-panel__toggle").click()
    page.locator(".hc-panel .hc").wait_for()


def publish(page: Page) -> None:
    page.locator(".editor-post-publish-panel__header-publish-button .editor-post-publish-button").click()
    page.locator(".post-publish-panel__postpublish").wait_for()


def post_of(page: Page, wordpress: Site) -> dict[str, str]:
    """Title and state of the post as the database has it."""
    number = int(page.evaluate("wp.data.select('core/editor').getCurrentPostId()"))
    return wordpress.php(
        f"$post = get_post( {number} ); return array( 'title' => $post->post_title, 'status' => $post->post_status, "
        f"'excerpt' => $post->post_excerpt, 'seo' => get_post_meta( {number}, '_yoast_wpseo_title', true ) );"
    )


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/wp-{name}.png")


def test_a_flag_is_seen_applied_and_published(writer: Page, wordpress: Site) -> None:
    asked: list[str] = []
    writer.on("request", lambda request: asked.append(request.url))
    write_post(writer, wordpress)
    open_publish(writer)
    panel = writer.locator(".hc-panel")
    panel.locator(".hc-finding").wait_for()
    shot(writer, "1-flag")
    assert panel.locator(".hc-headline mark.hc-error").all_inner_texts() == ["May"]
    assert "from June" in panel.locator(".hc-passage").first.inner_text()
    panel.get_by_role("button", name="Change “May” to “June”").click()
    panel.locator(".hc-headline", has_text="from June").wait_for()
    assert not panel.locator(".hc-finding.hc-is-error").count()
    writer.get_by_role("button", name="Undo").last.click()
    panel.locator(".hc-headline mark", has_text="May").wait_for()
    panel.get_by_role("button", name="Change “May” to “June”").click()
    panel.locator(".hc-headline", has_text="from June").wait_for()
    shot(writer, "2-mended")
    publish(writer)
    assert post_of(writer, wordpress) | {"seo": ""} == {
        "title": TITLE.replace("May", "June"), "status": "publish", "excerpt": "", "seo": ""
    }  # fmt: skip
    # The browser talks to WordPress alone.
    assert not [
        url
        for url in asked
        if not url.startswith(
            (
                wordpress.address,
                "data:",
                "blob:",
                "https://secure.gravatar.com",
                "https://s.w.org",
                "http://1.gravatar.com",
            )
        )
    ]


def test_seo_title_and_excerpt_are_checked_and_mended(writer: Page, wordpress: Site) -> None:
    write_post(writer, wordpress, "Council to consider ban on cars in old town")
    writer.evaluate(
        "wp.data.dispatch('core/editor').editPost({ excerpt: 'The ban is to begin in May, the council says.', meta: "
        "{ _yoast_wpseo_title: 'Cars to be banned from old town in May' } })"
    )
    # The sidebar, by its icon.
    writer.get_by_role("button", name="Headline checker").click()
    side = writer.locator(".interface-complementary-area")
    side.locator(".hc-report").nth(2).wait_for()
    assert side.locator(".hc-report h3").all_text_contents() == ["Title", "SEO title", "Excerpt"]
    side.get_by_role("button", name="Show").first.click()
    shown = writer.evaluate("wp.data.select('core/block-editor').getSelectedBlock().attributes.content")
    assert shown == BODY[0]
    for number in (1, 2):
        report = side.locator(".hc-report").nth(number)
        report.get_by_role("button", name="Change “May” to “June”").click()
        report.locator(".hc-headline", has_text="June").wait_for()
    shot(writer, "3-sidebar")
    writer.evaluate("wp.data.dispatch('core/editor').savePost()")
    writer.wait_for_function("!wp.data.select('core/editor').isSavingPost()")
    found = post_of(writer, wordpress)
    assert (found["seo"], found["excerpt"]) == (
        "Cars to be banned from old town in June",
        "The ban is to begin in June, the council says.",
    )


@pytest.mark.parametrize("how", ["gone", "silent"])
def test_without_an_answer_publishing_goes_on(writer: Page, wordpress: Site, checking: Service, how: str) -> None:
    checking.stop()
    try:
        with socket.socket() as silent:
            if how == "silent":
                # Takes every connection, and never says a word.
                silent.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                silent.bind(("127.0.0.1", checking.port))
                silent.listen(16)
            write_post(writer, wordpress)
            open_publish(writer)
            notice = writer.locator(".hc-panel .components-notice")
            notice.wait_for()
            assert "cannot be reached, or is too slow" in notice.inner_text()
            assert "You can publish all the same" in notice.inner_text()
            shot(writer, f"4-{how}")
            publish(writer)
            assert post_of(writer, wordpress)["status"] == "publish"
    finally:
        checking.start()


def test_blocking_is_a_setting(writer: Page, admin: Page, wordpress: Site, checking: Service) -> None:
    def block(on: bool) -> None:
        admin.goto(f"{wordpress.address}/wp-admin/options-general.php?page=headline-checker")
        admin.get_by_role("checkbox", name="An error must be mended").set_checked(on)
        admin.get_by_role("button", name="Save Changes").click()
        admin.get_by_text("The checker answers").wait_for()

    block(True)
    shot(admin, "5-settings")
    button = writer.locator(".editor-post-publish-panel__header-publish-button .editor-post-publish-button")
    try:
        write_post(writer, wordpress)
        open_publish(writer)
        writer.locator(".hc-panel", has_text="This site asks for errors to be mended").wait_for()
        shot(writer, "6-blocked")
        assert button.get_attribute("aria-disabled") == "true"
        writer.locator(".hc-panel .hc-is-error").get_by_role("button", name="Accept").click()
        assert button.get_attribute("aria-disabled") == "false"
        publish(writer)
        # Failing open: with the service gone nothing is blocked.
        checking.stop()
        write_post(writer, wordpress)
        open_publish(writer)
        writer.locator(".hc-panel .components-notice").wait_for()
        assert button.get_attribute("aria-disabled") == "false"
        publish(writer)
    finally:
        checking.start()
        block(False)


def test_newer_wordpress_and_yoast_are_understood(writer: Page, wordpress: Site) -> None:
    """Debian has neither: WordPress 6.6 has the panels in `wp.editor`, and Yoast's store has the SEO title;
    both stand in here.
    """
    before = """{
        const { PluginPrePublishPanel, PluginSidebar, PluginSidebarMoreMenuItem } = wp.editPost;
        wp.editor = { ...wp.editor, PluginPrePublishPanel, PluginSidebar, PluginSidebarMoreMenuItem };
        wp.editPost = { ...wp.editPost, PluginPrePublishPanel: undefined, PluginSidebar: undefined, \
PluginSidebarMoreMenuItem: undefined };
        wp.data.register(wp.data.createReduxStore('yoast-seo/editor', {
            reducer: (state = { title: 'Cars to be banned from old town in May' }, action) => action.type === 'data' ? \
{ ...state, ...action.data } : state,
            actions: { updateData: (data) => ({ type: 'data', data }) },
            selectors: { getSnippetEditorTitle: (state) => state.title },
        }));
    }"""

    def newer(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=before + answer.text())

    writer.route("**/headline-checker/editor.js*", newer)
    write_post(writer, wordpress, "Council to consider ban on cars in old town")
    assert writer.evaluate(
        "wp.editPost.PluginPrePublishPanel === undefined && wp.editor.PluginPrePublishPanel !== undefined"
    )
    open_publish(writer)
    report = writer.locator(".hc-panel .hc-report", has_text="SEO title")
    report.get_by_role("button", name="Change “May” to “June”").click()
    report.locator(".hc-headline", has_text="June").wait_for()
    assert writer.evaluate("wp.data.select('yoast-seo/editor').getSnippetEditorTitle()").endswith("in June")


def test_rights_nonce_and_key(browser: Browser, writer: Page, admin: Page, wordpress: Site) -> None:
    ask = """async ([nonce, post]) => {
        const answer = await fetch('/?rest_route=/headline-checker/v1/check', { method: 'POST',
            headers: { 'content-type': 'application/json', ...(nonce ? { 'X-WP-Nonce': nonce } : {}) },
            body: JSON.stringify({ post, content: '<p>The council met.</p>', headlines: { headline: 'Council meets' } \
}) });
        return [answer.status, await answer.text()];
    }"""
    write_post(writer, wordpress)
    number = writer.evaluate("wp.data.select('core/editor').getCurrentPostId()")
    nonce = writer.evaluate("wpApiSettings.nonce")
    assert writer.evaluate(ask, [nonce, number])[0] == 200
    assert writer.evaluate(ask, [None, number])[0] == 401
    assert writer.evaluate(ask, ["wrong", number])[0] == 403
    reader = log_in(browser, wordpress, "reader")
    reader_nonce = reader.evaluate("fetch('/wp-admin/admin-ajax.php?action=rest-nonce').then(answer => answer.text())")
    assert reader.evaluate(ask, [reader_nonce, number])[0] == 403
    # Only who may manage options sees or changes the settings, and nobody sees the key.
    settings = f"{wordpress.address}/wp-admin/options-general.php?page=headline-checker"
    assert writer.goto(settings).status == 403
    admin.goto(settings)
    assert KEY not in admin.content()
    assert "A key is kept" in admin.content()
    admin.get_by_role("button", name="Save Changes").click()
    admin.get_by_text("The checker answers").wait_for()
    reader.context.close()


def test_the_text_of_a_post_is_its_running_text(admin: Page, wordpress: Site) -> None:
    content = (
        '<!-- wp:paragraph {\\"dropCap\\":true} --><p>One &amp; <strong>two</strong>.<br>Three.</p><!-- /wp:paragraph '
        "-->"
        "<figure><img src=x alt=alt><figcaption>A "
        "caption</figcaption></figure><script>four()</script><ul><li>Five</li><li>Six</li></ul>"
    )
    assert wordpress.php(f'return \\HeadlineChecker\\plain_text( "{content}" );') == "One & two.\nThree.\n\nFive\n\nSix"


def test_settings_are_cleaned(admin: Page, wordpress: Site, checking: Service) -> None:
    def cleaned(**given: object) -> dict[str, object]:
        return wordpress.php(
            "require_once ABSPATH . 'wp-admin/includes/template.php';"
            f"return \\HeadlineChecker\\sanitize_settings( json_decode( '{json.dumps(given)}', true ) );"
        )

    assert cleaned(url="javascript:alert(1)", key="")["url"] == checking.address
    assert cleaned(url="https://checker.example/ ", timeout="99", block="1") == {
        "url": "https://checker.example", "key": KEY, "timeout": 20, "block": True
    }  # fmt: skip
    assert cleaned(url="https://checker.example", timeout="0", forget_key="1") == {
        "url": "https://checker.example", "key": "", "timeout": 1, "block": False
    }  # fmt: skip
    # A line end in a key would be a header of its own.
    assert cleaned(url="https://checker.example", key="a b")["key"] == KEY


def test_the_key_follows_no_redirect(admin: Page, wordpress: Site) -> None:
    asked: list[str] = []

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(302 if self.path == "/v1/info" else 200)
            self.send_header("location", "/stolen")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    state = wordpress.php(
        f"add_filter( 'option_headline_checker', function () {{ return array( 'url' => "
        f"'http://127.0.0.1:{server.server_port}', 'key' => 'secret' ); }} );return \\HeadlineChecker\\reach();"
    )
    server.shutdown()
    server.server_close()
    assert asked == ["/v1/info"]
    assert state["available"] is False


def test_nothing_in_the_log_is_ours(admin: Page, wordpress: Site) -> None:
    assert not [line for line in wordpress.log.splitlines() if "headline-checker" in line]
