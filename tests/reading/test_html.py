"""Web pages: which headline, which text, and what is none of the story's."""

from __future__ import annotations

import json
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker import Checker
from checker.article import Article
from checker.cli import main
from checker.errors import InputError, MissingExtraError
from checker.inputs import as_articles
from checker.origin import place
from checker.reading import PageOptions, read_bytes, read_file
from checker.reading.html_positions import PATTERNS, headline_at

STORY = [
    "Brightwater has agreed to buy its rival Calder for 40 million pounds, the two companies said on Monday.",
    "The deal still needs the consent of the shareholders, who meet in the second week of June at the Harbour Hotel.",
    "Calder, which was founded in 1961, employs 300 people in Lisse and makes pumps for ferries and fishing boats.",
    "“We will keep the name and the works,” said Maria Holt, who has led Brightwater since it left the stock exchange.",
    "The union said that it had not been told of the plan, and asked for a meeting with both boards before the vote.",
]
LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "The Lisse Courier", "headline": "Not a story"},
        {
            "@type": ["ReportageNewsArticle"],
            "headline": "Brightwater to buy Calder &amp; its works",
            "description": "The rival pays 40 million pounds.",
            "datePublished": "2026-05-04",
            "publisher": {"@type": "Organization", "name": "The Lisse Courier"},
            "isBasedOn": {"@type": "NewsArticle", "headline": "Another story"},
        },
    ],
}


def page(body: str = "", head: str = "", ld: object = LD, story: list[str] | None = None) -> str:
    script = f'<script type="application/ld+json">{json.dumps(ld)}</script>' if ld else ""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in (STORY if story is None else story))
    return (
        "<!doctype html><html><head><title>Calder sold to Brightwater | The Lisse "
        f"Courier</title>{head}{script}</head><body><header><h1>The Lisse Courier</h1><nav><a href='/'>Home</a><a "
        "href='/sport'>Sport</a></nav></header><main><article><h1>Brightwater buys "
        f"Calder</h1>{text}{body}</article></main><footer><p>All rights reserved. "
        "Terms and conditions.</p></footer></body></html>"
    )


URL = '<meta property="og:url" content="https://courier.example/4">'
OG = f'<meta property="og:title" content="Calder goes to Brightwater - The Lisse Courier">{URL}'


def read(html: str, **options: object) -> list[Article]:
    found = list(read_bytes(html.encode(), "a.html", ".html", page=PageOptions(**options)))  # type: ignore[arg-type]
    assert all(isinstance(item, Article) for item in found)
    return found  # type: ignore[return-value]


def headline_of(html: str) -> tuple[str, str | None]:
    (article,) = read(html)
    return article.headline, article.headline_source


def test_the_headline_is_looked_for_in_order() -> None:
    first = headline_of
    assert first(page(head=OG)) == ("Brightwater to buy Calder & its works", "json-ld")
    assert first(page(head=OG, ld=None)) == ("Calder goes to Brightwater", "og:title")
    assert first(page(ld=None)) == ("Brightwater buys Calder", "h1")
    bare = page(ld=None).replace("<h1>Brightwater buys Calder</h1>", "")
    assert first(bare.replace("| The Lisse Courier", "| Courier").replace("<head>", f"<head>{URL}")) == (
        "Calder sold to Brightwater",
        "title",
    )
    (given,) = read(page(), headline="Calder is sold")
    assert (given.headline, given.headline_source) == ("Calder is sold", "given")


OWN = {"@type": "NewsArticle", "headline": "Brightwater to buy Calder", "url": "https://courier.example/4"}
RELATED = {"@type": "NewsArticle", "headline": "Fifty die in flood", "mainEntityOfPage": "https://courier.example/3"}


@pytest.mark.parametrize(
    ("ld", "head"),
    [
        ([RELATED, OWN], URL),
        ([RELATED, {**OWN, "url": None, "mainEntityOfPage": {"@id": "http://www.courier.example/4/#top"}}], URL),
        (
            [RELATED, {**OWN, "url": None, "@id": "https://courier.example/4"}],
            '<link rel="canonical" href="https://courier.example/4/">',
        ),
        ([RELATED, {**OWN, "url": None}], '<meta property="og:title" content="Brightwater to buy Calder">'),
    ],
)
def test_of_several_stories_the_one_of_the_page_is_taken(ld: list[object], head: str) -> None:
    assert headline_of(page(ld=ld, head=head)) == ("Brightwater to buy Calder", "json-ld")


def test_marks_of_a_title_are_none_of_its_words() -> None:
    ld = {**OWN, "headline": "Brightwater to buy &lt;em&gt;Calder&lt;/em&gt; &amp; <span class='x'>its works</span>"}
    assert headline_of(page(ld=ld))[0] == "Brightwater to buy Calder & its works"
    assert headline_of(page(ld={**OWN, "headline": "Profit <5 million and >3 million"}))[0].startswith("Profit <5")


def filled_in_by_a_script(body: object, **more: object) -> str:
    ld = json.dumps({**OWN, "articleBody": body, **more})
    return (
        f'<html><head><script type="application/ld+json">{ld}</script></head><body><div id="root"></div></body></html>'
    )


@pytest.mark.parametrize("body", ["\n\n".join(STORY), STORY, "".join(f"<p class='x'>{line}</p>" for line in STORY)])
def test_a_page_that_a_script_fills_in_may_have_its_story_in_json_ld(body: object) -> None:
    (article,) = read(filled_in_by_a_script(body, isAccessibleForFree=False))
    assert article.body.split("\n\n") == STORY
    # Less than 150 words of what only subscribers may read may be its beginning alone.
    assert article.lacks is not None
    assert "articleBody" in article.notes[-1]
    (free,) = read(filled_in_by_a_script(body))
    assert free.lacks is None


def test_what_a_page_shows_is_the_story_where_it_does() -> None:
    (shown,) = read(page(ld={**OWN, "articleBody": "Other words. " * 80}))
    assert "Other words" not in shown.body
    assert STORY[0] in shown.body
    assert read(filled_in_by_a_script(["a", 5]))[0].lacks is not None


def test_every_headline_once() -> None:
    head = (
        OG + '<meta name="twitter:title" content="Brightwater  buys Calder!"><meta name="description" content="Ferry '
        'pumps change hands.">'
    )
    found = read(page(head=head), every=True)
    assert [(item.headline_source, item.headline) for item in found] == [
        ("json-ld", "Brightwater to buy Calder & its works"),
        ("og:title", "Calder goes to Brightwater"),
        ("twitter:title, h1", "Brightwater buys Calder!"),
        ("title", "Calder sold to Brightwater"),
        ("description", "The rival pays 40 million pounds."),
    ]
    assert [item.name for item in found] == [item.headline_source for item in found]
    assert len({item.body for item in found}) == 1
    assert {item.published for item in found} == {"2026-05-04"}
    assert {item.url for item in found} == {"https://courier.example/4"}


UNSEEN = {
    "script": "<script>alert(1)</script>",
    "style": "<style>h1 { color: red }</style>",
    "noscript": "<noscript>Turn it on</noscript>",
    "template": "<template><b>Unseen</b></template>",
    "comment": "<!-- Unseen -->",
    "hidden": "<span hidden>Unseen <b>words</b></span>",
    "aria-hidden": "<i aria-hidden='true'>Unseen</i>",
    "no display": "<i style='display: none'>Unseen</i>",
}


@pytest.mark.parametrize("unseen", UNSEEN.values(), ids=UNSEEN)
def test_what_a_reader_does_not_see_is_no_part_of_the_headline(unseen: str) -> None:
    text = page(ld=None).replace("Brightwater buys Calder", f"{unseen}Brightwater {unseen}<b>buys</b> Calder{unseen}")
    (article,) = read(text)
    assert (article.headline, article.headline_source) == ("Brightwater buys Calder", "h1")


def test_a_hidden_heading_is_none() -> None:
    (article,) = read(page(ld=None).replace("<article><h1>", "<article><h1 hidden>Calder is gone</h1><h1>"))
    assert article.headline == "Brightwater buys Calder"


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Calder sold | Lisse Courier", "Calder sold"),
        ("The Lisse Courier: Calder sold", "The Lisse Courier: Calder sold"),
        ("The Lisse Courier – Calder sold", "Calder sold"),
        ("Calder sold - business - The Lisse Courier", "Calder sold - business"),
        (
            "Calder sold, Brightwater says - and 300 jobs with it",
            "Calder sold, Brightwater says - and 300 jobs with it",
        ),
        ("Brightwater buys Calder | Business News", "Brightwater buys Calder"),
        ("Brightwater buys Calder - but not its works", "Brightwater buys Calder - but not its works"),
        ("Calder sold &amp;amp; renamed", "Calder sold & renamed"),
    ],
)
def test_a_title_is_left_without_the_sites_name(title: str, headline: str) -> None:
    html = page(ld=None, head='<meta property="og:site_name" content="The Lisse Courier">').replace(
        "Calder sold to Brightwater | The Lisse Courier", title
    )
    assert {item.headline_source: item.headline for item in read(html, every=True)}.get(
        "title"
    ) == headline or headline in [item.headline for item in read(html, every=True)]


NO_EVIDENCE = [
    "<h2>Brightwater to buy Calder &amp; its works</h2>",
    "<p>Brightwater buys Calder</p>",
    "<p>By Jane Doe and John Roe</p>",
    "<p>Read more: Calder made a loss of nine million pounds last year</p>",
    "<p>READ MORE Calder made a loss of nine million pounds</p>",
    "<p>Related: The ferry that burned off Lisse in the winter.</p>",
    "<p>Correction: An earlier version said that Calder buys Brightwater for nine million pounds.</p>",
    "<p>This article was amended on 5 May to say that Calder did not buy Brightwater.</p>",
    "<p>Editor's note: the price was given as nine million pounds before.</p>",
    "<p>Sign up for our newsletter and never miss a story about nine million pounds.</p>",
    "<figure><img src='a.png'><figcaption>Calder's works made nine million pounds. "
    "Photo: Jane Doe</figcaption></figure>",
    "<div class='image-caption'>Calder's works made nine million pounds.</div>",
]


@pytest.mark.parametrize("line", NO_EVIDENCE)
def test_what_is_no_evidence_is_not_in_the_body(line: str) -> None:
    html = page().replace(f"<p>{STORY[2]}</p>", f"<p>{STORY[2]}</p>{line}")
    (article,) = read(html)
    assert article.body.split("\n\n") == STORY
    assert article.lacks is None
    if "caption" not in line:
        assert any("left out of the page’s text" in note for note in article.notes)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Correction officers at the jail said that they had been told of the plan on Monday.",
        "Related companies of Brightwater own the ferries that run to the islands in the summer.",
        "By Monday the two boards had met four times, and the price had risen by nine million pounds.",
        "The article was amended in the parliament by a vote of nine to four, and sent back.",
        "Subscribers to the union's letter were told of it first.",
        "Photo editors and picture desks are to be cut too.",
    ],
)
def test_a_paragraph_that_only_begins_so_stays(paragraph: str) -> None:
    (article,) = read(page(story=[*STORY[:3], paragraph, *STORY[3:]]))
    assert paragraph in article.body


WALLS = {
    "consent": (
        page(ld=None, story=["We and our partners use cookies to store information on your device. You can accept all or reject all cookies here.",
                             "Personalised ads and content are shown with your consent. You may change your privacy settings at any time in the footer.",
                             "Legitimate interest is the legal ground of some of our partners, who do not ask for your consent to the cookies that they set."]),
        "asks for consent to cookies",
    ),
    "subscribers only": (
        page(ld=LD["@graph"][1] | {"isAccessibleForFree": "False"}, story=STORY[:2]),  # type: ignore[index]
        "the page says that it is for subscribers",
    ),
    "sign in": (
        page("<div class='wall'><p>Already a subscriber? Sign in to continue reading.</p></div>", story=STORY[:2]),
        "asks to subscribe or sign in",
    ),
    "shell": (
        '<html><head><title>Brightwater buys Calder</title></head><body><div id="root"></div><noscript>You need to enable JavaScript to'
        ' run this app.</noscript><script src="/app.js"></script></body></html>',
        "the page is filled in by a script (0 words",
    ),
    "nothing": ("<html><head><title>Brightwater buys Calder</title></head><body></body></html>", "0 words of text were found"),
}  # fmt: skip


@pytest.mark.parametrize("name", WALLS)
def test_a_wall_before_the_story_is_no_body(name: str, checker: Checker) -> None:
    html, message = WALLS[name]
    (article,) = read(html)
    assert message in (article.lacks or "")
    report = checker.check(article)
    assert (report.verdict, report.reason_code) == ("not-checked", "body-insufficient")
    assert message in report.notes[0]
    assert not report.findings


def test_a_whole_story_on_a_subscribers_page_is_checked() -> None:
    assert read(page(ld=LD["@graph"][1] | {"isAccessibleForFree": False}, story=STORY * 2))[0].lacks is None  # type: ignore[index]
    about = "The law asks every site for consent before it sets cookies, and the Courier now asks its readers too."
    assert read(page(story=[about, *STORY]))[0].lacks is None


def test_pages_in_json_and_in_python(tmp_path: Path, checker: Checker) -> None:
    rows = [
        {"html": page(), "id": 7, "url": "https://own.example"},
        {"html": page(), "headline": "Calder is sold"},
        {"html": page(), "headlines": {"web": "Calder is sold", "push": "Sold!"}},
        {"html": 3},
        {"html": "<p>x</p>"},
        {"html": page(), "headline": "Own body", "body": "This one. It wins."},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    own, given, web, push, wrong, bare, body = read_file(tmp_path / "a.jsonl")
    assert isinstance(own, Article)
    assert (own.headline, own.id, own.url) == ("Brightwater to buy Calder & its works", "7", "https://own.example")
    assert str(own.origin).endswith("a.jsonl: line 1")
    assert isinstance(given, Article)
    assert (given.headline, given.headline_source, given.body) == ("Calder is sold", "given", own.body)
    assert [item.name for item in (web, push) if isinstance(item, Article)] == ["web", "push"]
    assert "line 4: field `html` must be a string, not a number" in str(wrong)
    assert "line 5: no headline on this page" in str(bare)
    assert isinstance(body, Article)
    assert body.body == "This one. It wins."
    assert as_articles({"html": page()})[0].body == own.body
    assert checker.check({"html": page()}).article.headline_source == "json-ld"


@pytest.mark.usefixtures("kept_answers")
def test_the_command_takes_pages(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page(head=OG), "utf-8")

    def run(*arguments: str, stdin: str | None = None) -> list[dict[str, object]]:
        result = CliRunner().invoke(main, ["check", *arguments, "--output-format", "jsonl"], input=stdin)
        assert result.stderr == ""
        return [json.loads(line)["article"] for line in result.stdout.splitlines()]

    (alone,) = run(str(tmp_path))
    assert alone["headline_source"] == "json-ld"
    assert [item["name"] for item in run(str(tmp_path / "page.html"), "--all-headlines")] == [
        "json-ld", "og:title", "h1", "title", "description"
    ]  # fmt: skip
    (piped,) = run("-", "--headline", "Calder is sold", stdin=page())
    assert piped["headline"] == "Calder is sold"
    text = CliRunner().invoke(main, ["check", str(tmp_path / "page.html")]).stdout
    assert "page.html (headline from json-ld)" in text


@pytest.mark.parametrize(
    "html",
    [
        "<html>" + "<div>" * 100_000 + "x",
        "<html><head><title>T</title></head><body>" + "<p>word word.</p>" * 20_000,
        "<html><script type='application/ld+json'>" + "[" * 100_000 + "</script><title>T</title>",
        "<html><script type='application/ld+json'>"
        + '{"@type":"NewsArticle","headline":'
        + "1" * 5_000
        + "}</script><title>T</title>",
        "<html><title>" + "a | " * 50_000 + "</title>",
        "<html><head><title>T</title></head><body>&#0;&#xD800;&#x110000;\ud83d",
        "<html><head><meta property='og:url' content='http://[::1'><title>T</title></head>",
        "<?xml version='1.0' encoding='utf-16'?><html><title>T</title></html>",
    ],
)
def test_hostile_pages_are_read_or_refused_in_time(html: str) -> None:
    started = time.process_time()
    with suppress(InputError):
        found = list(read_bytes(html.encode("utf-8", "replace"), "a.html", ".html", PageOptions(every=True)))
        assert all(isinstance(item, Article) for item in found)
    assert time.process_time() - started < 20


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtraError, match="extra `html`"):
        read(page())
    assert list(read_bytes(b"Ferry burns\n\nA ferry burned. It sank.", "a.txt"))


HEADS = [
    ("h1", "<h1 class=x>\n  Calder&#8217;s <b>“nine”</b>\n men &amp; I</h1>", "Calder’s “nine” men & I"),
    ("title", "<title>Calder&rsquo;s nine | The Lisse Courier</title><meta property='og:site_name' content='The Lisse Courier'>", "Calder’s nine"),
    ("og:title", "<meta property='og:image' content='Calder’s nine'><meta content=\"Calder’s nine\" property=\"og:title\">", "Calder’s nine"),
    ("og:title", "<META name='og:title'\n content='Calder’s  &quot;nine&quot;'/>", "Calder’s \"nine\""),
    ("json-ld", '<script type="application/ld+json">{"@type": "NewsArticle", "name": "nine",\n "headline": "Calder\\u2019s \\"nine\\" \\ud83d\\ude00 men"}</script>', "Calder’s \"nine\" 😀 men"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "head", "headline"), HEADS)
def test_words_of_a_headline_are_found_in_the_file(tmp_path: Path, source: str, head: str, headline: str) -> None:
    text = f"<html>\n<head>\n{head}</head><body><p>{'It rained for days on end. ' * 30}</p></body></html>"
    path = tmp_path / "page.html"
    path.write_text(text, "utf-8")
    (article,) = read_file(path)
    assert isinstance(article, Article)
    assert (article.headline_source, article.headline) == (source, headline)
    origin = article.origin
    assert origin is not None
    assert origin.headline is not None
    lines = text.split("\n")
    # And not an attribute that says the same before it.
    assert "image" not in lines[origin.headline.line - 1][: origin.headline.column].rpartition("<")[2]
    for word in ("Calder", "nine"):
        at = headline.index(word)
        first, last = (
            place(headline, offset, origin.headline, origin.headline_jumps) for offset in (at, at + len(word))
        )
        assert lines[first.line - 1][first.column - 1 : last.column - 1] == word


def test_pages_that_are_long_and_broken_take_no_time() -> None:
    for piece in ("<h1>", "<h1 ", '"headline": "', "<meta property property ", "<title>x", "&", "<meta name=og:title "):
        text = piece * (2_000_000 // len(piece))
        started = time.process_time()
        for source in PATTERNS:
            assert headline_at(text, source, "Calder buys Brightwater") is None
        assert time.process_time() - started < 10
