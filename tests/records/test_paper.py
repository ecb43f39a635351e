"""The record on paper says what its page says, for every reader, in both languages."""

import io
import re
from html import unescape

import pytest
from pypdf import PdfReader

from deliberate.app import create_app
from deliberate.config import read
from deliberate.documents import blocks, tree
from deliberate.documents import read as read_page
from deliberate.records import filing
from deliberate.sessions.copies import recipients
from deliberate.sessions.ids import SessionId
from deliberate.web import papers
from tests.core.play import Table
from tests.documents.paper import letters
from tests.records.made import HEAD

CASES = [("V1", "nl", "file"), ("V1", "en", "Dennis"), ("V2", "en", "file"), ("V3", "nl", "file")]


@pytest.fixture(scope="module")
def within(tmp_path_factory):
    """Inside a request, where words have a language."""
    folder = tmp_path_factory.mktemp("paper")
    settings = {"DELIBERATE_DATA": f"{folder / 'data'}", "DELIBERATE_KEYS": f"{folder / 'keys'}"}
    with create_app(read(settings)).test_request_context():
        yield


@pytest.fixture(scope="module")
def copies():
    """A reader's draft, of a table that is played once for each vignette and language."""
    tables = {}

    def copy(vignette, locale, name, stage="closed"):
        at = (vignette, locale, stage)
        table = tables.setdefault(at, None) or Table(vignette, locale).until(stage)
        tables[at] = table
        (one,) = (one for one in recipients(table.session) if name in (one.key, one.name))
        return filing.draft(table.session, one, SessionId("session"), HEAD, locale)

    return copy


def article(copy):
    (found,) = re.findall(r"<article.*</article>", papers.alone(copy).decode(), re.DOTALL)
    return found


@pytest.mark.parametrize(("vignette", "locale", "name"), CASES)
def test_every_word_of_the_page_stands_on_paper(within, copies, vignette, locale, name):
    copy = copies(vignette, locale, name)
    paper = PdfReader(io.BytesIO(papers.paper(copy)))
    told = letters(" ".join(page.extract_text() for page in paper.pages))
    page = re.sub(
        r"<svg.*?</svg>|<caption class=\"vh\">.*?</caption>", "", article(copy), flags=re.S
    )
    texts = [letters(unescape(text)) for text in re.split(r"<[^>]*>", page)]
    assert len(texts) > 200
    lost = [text for text in texts if text not in told and not _parted(text, told)]
    assert lost == []


def _parted(text, told) -> bool:
    """The foot and head of a page can come between the words of a sentence."""
    halves = ((text[:n], text[n:]) for n in range(1, len(text)))
    return any(first in told and second in told for first, second in halves)


@pytest.mark.parametrize(("vignette", "locale", "name"), CASES)
def test_no_element_of_the_page_is_unknown_to_the_reader(within, copies, vignette, locale, name):
    known = {"article", "header", "section", "div", "p", "ul", "ol", "li", "dl", "dt", "dd", "svg"}
    known |= {"table", "caption", "thead", "tbody", "tr", "th", "td", "blockquote", "figure"}
    known |= {"figcaption", "b", "br", "span", "code", "h1", "h2", "h3", "h4"}
    shown = tree.parsed(article(copies(vignette, locale, name))).root
    assert {node.tag for node in every(shown)} <= known


def every(node):
    for one in node.inside:
        if isinstance(one, tree.Node):
            yield one
            yield from every(one)


def test_every_picture_of_the_file_has_its_words(within, copies):
    found = read_page(article(copies("V1", "nl", "file")))
    figures = [one for one in parts(found) if isinstance(one, blocks.Figure)]
    assert len(figures) >= 4
    assert all("×" in figure.alt for figure in figures)


def parts(found):
    for one in found:
        yield one
        yield from parts(getattr(one, "blocks", ()))


def test_each_page_says_whose_draft_it_is_and_where_it_stands(within, copies):
    paper = PdfReader(io.BytesIO(papers.paper(copies("V1", "nl", "Dennis", "test"))))
    assert paper.trailer["/Root"]["/Lang"] == "nl"
    for number, page in enumerate(paper.pages, 1):
        text = letters(page.extract_text())
        for told in (
            "Besluitverslag V1-1",
            "voorgenomen besluit – concept, niet ondertekend",
            "Kopie voor Dennis",
            f"Bladzijde {number} van {len(paper.pages)}",
            HEAD,
        ):
            assert letters(told) in text


def test_the_windows_are_bookmarks(within, copies):
    paper = PdfReader(io.BytesIO(papers.paper(copies("V1", "en", "file"))))
    titles = [entry["/Title"] for entry in paper.outline if not isinstance(entry, list)]
    windows = [title for title in titles if title[:1].isdigit()]
    assert [title[:2] for title in windows] == ["1.", "2.", "3.", "4."]


def test_equal_copies_are_equal_bytes(within, copies):
    copy = copies("V1", "nl", "Dennis")
    assert papers.paper(copy) == papers.paper(copy)
    assert papers.alone(copy) == papers.alone(copy)


def test_the_page_by_itself_fetches_nothing(within, copies):
    page = papers.alone(copies("V1", "nl", "file")).decode()
    assert not re.search(r"<(?:script|link|img|form|iframe)\b|url\(|@import|https?://", strip(page))


def strip(page):
    """Without the names that SVG gives itself."""
    return page.replace("http://www.w3.org/2000/svg", "")
