"""Sets blocks as a PDF that everybody can read, by ear as well (PDF/UA-1), and always alike."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from .blocks import Block, as_json

if TYPE_CHECKING:
    import typst  # of the extra for documents, so loaded where it is needed

_SHEET = Path(__file__).with_name("record.typ")
_NO_GLYPH = "could not be displayed"
_WAYS: tuple[tuple[bool, Literal["ua-1", "1.7"]], ...]
_WAYS = ((False, "ua-1"), (True, "ua-1"), (True, "1.7"))
"""Whether with the machine's fonts, and to which standard; the next is tried for missing glyphs."""


class Unprintable(Exception):
    """The setter is not installed here, or could not set this."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on every page; `page` has {page} and {pages} where the numbers come."""

    title: str
    locale: str
    about: str
    state: str
    recipient: str
    fingerprint_label: str
    fingerprint: str
    page: str
    made_at: int
    """Seconds since 1970: a moment of the record's own, so that equal records are equal bytes."""


def pdf(blocks: Sequence[Block], sheet: Sheet, fonts: Path) -> bytes:
    """A4, tagged and checked against PDF/UA-1.

    Words that no font of ours can show (an emoji, a name in Chinese) are set with the machine's
    fonts, and where those lack them too without the claim to the standard: no word is lost.
    """
    try:
        import typst
    except ImportError as error:
        raise Unprintable("a PDF needs the extra deliberate[documents]") from error
    told = {"sheet": asdict(sheet), "blocks": [as_json(block) for block in blocks]}
    failed = ""
    for system, standard in _WAYS:
        try:
            return typst.compile(
                _SHEET,
                root=_SHEET.parent,
                font_paths=_fonts(fonts, system),
                format="pdf",
                pdf_standards=standard,
                sys_inputs={"document": json.dumps(told, ensure_ascii=False)},
                timestamp=sheet.made_at,
            )
        except typst.TypstError as error:
            failed = error.message
            if _NO_GLYPH not in failed:
                break
    raise Unprintable(failed)


@cache
def _fonts(folder: Path, system: bool) -> "typst.Fonts":
    import typst

    return typst.Fonts(include_system_fonts=system, font_paths=[folder])
