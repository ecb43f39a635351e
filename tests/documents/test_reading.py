"""The page of a record becomes blocks that say the same."""

import pytest

from deliberate.documents import read
from deliberate.documents.blocks import (
    BREAK,
    Block,
    Box,
    Cell,
    Figure,
    Heading,
    Item,
    Listing,
    Pair,
    Pairs,
    Paragraph,
    Quote,
    Row,
    Run,
    Table,
)


def blocks(article: str) -> tuple[Block, ...]:
    return read(f'<main>before<article class="record wide">{article}</article>after</main>')


def words(*texts: str) -> tuple[Run, ...]:
    return tuple(Run(text) for text in texts)


def test_a_page_without_a_record_is_told():
    with pytest.raises(LookupError):
        read("<article><p>no record</p></article>")


def test_words_have_one_space_between_them_and_keep_how_they_look():
    (said,) = blocks(
        '<p class="meta">\n  One <b> two</b><br>\n three <span class="meta">four</span> </p>'
    )
    assert said == Paragraph(
        (Run("One "), Run("two", bold=True), BREAK, Run("three "), Run("four", soft=True)), "meta"
    )


def test_headings_keep_their_place_whatever_they_look_like():
    assert blocks('<h1>Title</h1><h2 class="h3">At the table</h2><h3>Why</h3>') == (
        Heading(0, 0, words("Title")),
        Heading(1, 2, words("At the table")),
        Heading(2, 2, words("Why")),
    )


def test_words_that_stand_loose_beside_blocks_are_a_paragraph():
    (made,) = blocks('<ol class="facts"><li value="4"><p>A.</p> <span>b</span></li></ol>')
    inside = (Paragraph(words("A.")), Paragraph(words("b")))
    assert made == Listing((Item(inside, 4),), numbered=True, kind="facts")


def test_pairs_may_be_grouped_and_may_hold_several_answers():
    (made,) = blocks("<dl><dt>Who</dt><dd>a</dd><dd>b</dd><div><dt>When</dt><dd>c</dd></div></dl>")
    several = (Paragraph(words("a")), Paragraph(words("b")))
    assert made == Pairs(
        (Pair(words("Who"), several), Pair(words("When"), (Paragraph(words("c")),)))
    )


def test_a_table_has_its_caption_columns_and_rows():
    (made,) = blocks(
        '<div class="wrap"><table class="options"><caption class="vh">What</caption><thead><tr>'
        '<th>One</th><th>Two</th></tr></thead><tbody><tr class="chosen"><th>a</th><td></td></tr>'
        "</tbody></table></div>"
    )
    cells = (Cell((Paragraph(words("a")),), heads=True), Cell(()))
    assert made == Table(
        words("What"), (words("One"), words("Two")), (Row(cells, "chosen"),), "options", quiet=True
    )


def test_a_picture_keeps_its_strokes_and_its_words():
    svg = '<svg class="plot" viewBox="0 0 9 9"><title>A &amp; b</title><desc>2× x.</desc></svg>'
    (made,) = blocks(f"<figure><figcaption>Before</figcaption>{svg}</figure>")
    assert made == Figure(svg, "A & b. 2× x", words("Before"))


def test_what_belongs_to_the_screen_alone_is_left_out():
    icon = '<svg class="i" aria-hidden="true"><path d="M0 0"/></svg>'
    told = f'<h2>{icon}<span>1. Who?</span></h2><form class="no-print"><p>For whom?</p></form>'
    assert blocks(told) == (Heading(1, 1, words("1. Who?")),)


def test_boxes_are_those_that_show_as_such():
    (made,) = blocks(
        '<section class="stack"><div class="item dissent"><blockquote>No.</blockquote></div>'
        "</section>"
    )
    assert made == Box((Quote((Paragraph(words("No.")),)),), "dissent")


def test_what_a_notice_says_in_short_and_in_full_are_two_lines():
    (made,) = blocks('<p class="notice notice--warn"><b>Draft</b><span>Not signed.</span></p>')
    lines = (Paragraph((Run("Draft", bold=True),)), Paragraph(words("Not signed.")))
    assert made == Box(lines, "notice")
