"""A picture says in shapes and words what it says in colour, and holds nothing but counts."""

from xml.etree import ElementTree

import pytest

from deliberate.web.charts import Words, before_after, dot_plot, plot_rows, shift_rows

SCALE = [
    ("-3", "heavily impeding"), ("-2", ""), ("-1", ""), ("0", "not in play"),
    ("1", ""), ("2", ""), ("3", "strongly protective"), ("?", "don’t know"),
]  # fmt: skip
SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg):
    return ElementTree.fromstring(svg)  # noqa: S314 - markup of our own making


def marks(svg, side):
    return [el for el in parsed(svg).iter() if el.get("class") == f"p-{side}"]


def texts(svg):
    return [el.text for el in parsed(svg).iter(f"{SVG}text")]


def test_there_is_one_mark_for_each_rater_and_each_direction_has_its_own_shape():
    svg = dot_plot({"-2": 2, "0": 1, "3": 4, "?": 1}, SCALE, "Grandmother steps in")
    assert {el.tag for el in marks(svg, "risk")} == {f"{SVG}polygon"}
    assert {el.tag for el in marks(svg, "prot")} == {f"{SVG}circle"}
    counted = {side: len(marks(svg, side)) for side in ("risk", "none", "prot", "unknown")}
    assert counted == {"risk": 2, "none": 1, "prot": 4, "unknown": 1}


def test_a_conflict_of_direction_and_the_median_are_named():
    svg = dot_plot({"-2": 1, "2": 3}, SCALE, "Help", median="1.5", conflict=True, own="2")
    assert {"conflict of direction", "median +1.5", "you"} <= set(texts(svg))


def test_who_does_not_see_the_picture_hears_the_same():
    svg = dot_plot({"-3": 2, "?": 1}, SCALE, "Help", median=-3, conflict=False, own="-3")
    root = parsed(svg)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Help"
    said = "2× heavily impeding; 1× don’t know. median −3. you: −3"
    assert root.findtext(f"{SVG}desc") == said


def test_a_round_without_answers_says_so():
    svg = dot_plot({}, SCALE, "Help", words=Words(nobody="geen antwoorden"))
    assert parsed(svg).findtext(f"{SVG}desc") == "geen antwoorden"


def test_labels_cannot_bring_in_markup():
    svg = dot_plot({"1": 1}, SCALE, "<script>alert(1)</script>")
    assert "<script" not in svg
    assert " style=" not in svg


@pytest.mark.parametrize(("old", "new", "said"), [(1, -1, "+1 → −1"), (2, 2, "+2 → +2")])
def test_before_and_after_show_the_shift_of_the_median(old, new, said):
    svg = before_after({str(old): 3}, {str(new): 3}, SCALE, "Help", old, new)
    assert f"median {said}" in texts(svg)


def test_a_level_scale_has_no_signs_and_no_sides():
    levels = [("1", "acute danger"), ("2", "unsafe"), ("3", "safe enough")]
    svg = dot_plot({"1": 1, "2": 2}, levels, "Direct safety", median=2)
    assert "median 2" in texts(svg)
    assert not marks(svg, "risk")


def test_the_table_beside_a_picture_has_the_same_counts():
    assert plot_rows({"-3": 2, "?": 1}, SCALE)[0] == ("−3 heavily impeding", 2)
    assert plot_rows({"-3": 2, "?": 1}, SCALE)[-1] == ("don’t know", 1)
    assert shift_rows({"0": 1}, {"0": 4}, SCALE)[3] == ("0 not in play", 1, 4)


def test_a_median_between_two_levels_is_written_as_the_language_does():
    dutch = Words(median="mediaan", point=",")
    svg = dot_plot({"1": 1, "2": 1}, SCALE, "Help", median="1.5", words=dutch)
    assert "mediaan +1,5" in svg
    assert "+1.5" not in svg
