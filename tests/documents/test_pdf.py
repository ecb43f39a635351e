"""A PDF is tagged, navigable, says what the page says, and takes no word for an instruction."""

import subprocess
import sys

import pytest

from deliberate.documents import Unprintable, pdf
from tests.documents.paper import FONTS, SHEET, bytes_of, letters, said, set_on_paper

CONFORMS = b"<pdfuaid:part>1</pdfuaid:part>"
HOSTILE = (
    '#import "/etc/passwd": *',
    "#read(“record.typ”) #panic()",
    "$ x^2 $ *bold* _it_ `raw` <label> @ref",
    "\\ \\u{41} ~ // no comment /* nor this */",
    "= Heading\n- list\n+ enum\n/ term: x",
    "] ) } [ ( {",
    "“”„ – — … é ï ħ ł ğ İ ș ầ ﬁ",
    "עברית שלום",
    "مرحبا بالعالم",
)


def tagged(part):
    """Every part of the document's structure that has words of its own for who cannot see it."""
    if isinstance(part, dict):
        if "/Alt" in part:
            yield part
        inside = part.get("/K", [])
        for one in inside if isinstance(inside, list) else [inside]:
            yield from tagged(one.get_object() if hasattr(one, "get_object") else one)


def test_it_is_tagged_and_says_its_title_language_and_outline():
    paper = set_on_paper("<h1>V1-1</h1><h2>1. Who?</h2><p>x</p><h2>2. What?</h2><h3>Goals</h3>")
    root = paper.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in root
    assert paper.metadata is not None
    assert paper.metadata.title == "Besluitverslag V1-1"
    outline = paper.outline
    assert [entry["/Title"] for entry in outline[:2]] == ["1. Who?", "2. What?"]
    assert [entry["/Title"] for entry in outline[2]] == ["Goals"]
    assert CONFORMS in bytes_of("<h1>V1-1</h1>")


def test_a_picture_has_its_words():
    svg = '<svg class="plot" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    drawn = f'{svg}<title>Oma helpt</title><desc>2× licht</desc><circle r="2"/></svg>'
    paper = set_on_paper(f"<h1>T</h1><figure>{drawn}</figure>")
    alts = [part["/Alt"] for part in tagged(paper.trailer["/Root"]["/StructTreeRoot"])]
    assert alts == ["Oma helpt. 2× licht"]


def test_each_page_says_whose_copy_it_is_of_what_and_in_which_state():
    paper = set_on_paper("<h1>T</h1>" + "<p>Nog een alinea.</p>" * 150)
    assert len(paper.pages) > 2
    for number, page in enumerate(paper.pages, 1):
        text = page.extract_text()
        for told in (SHEET.about, SHEET.state, SHEET.recipient, SHEET.fingerprint):
            assert letters(told) in letters(text)
        assert f"Bladzijde {number} van {len(paper.pages)}" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_words_are_shown_and_never_taken_for_markup(text):
    escaped = text.replace("<", "&lt;")
    made = bytes_of(
        f"<h1>T</h1><p>{escaped}</p><table><thead><tr><th>a</th></tr></thead><tbody>"
        f"<tr><td>{escaped}</td></tr></tbody></table><ul><li>{escaped}</li></ul>"
    )
    assert CONFORMS in made


@pytest.mark.parametrize("text", HOSTILE[:6])
def test_what_looks_like_markup_is_there_to_read(text):
    assert letters(text) in said(set_on_paper(f"<h1>T</h1><p>{text.replace('<', '&lt;')}</p>"))


def test_a_word_without_an_end_stays_on_the_page():
    paper = set_on_paper(f"<h1>T</h1><p>{'x' * 400}</p>")
    assert "x" * 400 in said(paper)
    places = []
    paper.pages[0].extract_text(visitor_text=lambda _t, _c, place, *_: places.append(place[4]))
    assert max(places) < float(paper.pages[0].mediabox.width)


def test_a_word_that_no_font_can_show_costs_the_claim_and_not_the_document():
    unassigned = "\N{LINEAR B SYLLABLE B008 A}"
    made = bytes_of(f"<h1>T</h1><p>voor {unassigned} na</p>")
    assert made.startswith(b"%PDF")


def test_equal_documents_are_equal_bytes_in_every_process():
    script = (
        "import sys; from tests.documents.paper import bytes_of;"
        "sys.stdout.buffer.write(bytes_of('<h1>T</h1><p>Lina &amp; Mats</p>'))"
    )
    again = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert again.stdout == bytes_of("<h1>T</h1><p>Lina &amp; Mats</p>")


def test_without_the_setter_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(Unprintable, match="documents"):
        pdf((), SHEET, FONTS)
