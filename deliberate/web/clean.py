"""Text as it is kept: NFC, line ends alike, and nothing in it that cannot be seen or stored."""

import re
import unicodedata
from collections.abc import Iterator

from deliberate.sessions.refusals import Refusal

MOST = 2**53 - 1
"""JSON numbers beyond this are not the same everywhere."""
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f"  # controls but tab and line ends
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # what turns the direction of text around
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # half a sign, or none at all
)

_BARE = (
    "\u00ad\u115f\u1160\u17b4\u17b5\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"
)
_JOINING = "\u034f\u180b-\u180f\u200c\u200d\ufe00-\ufe0f\U000e0000-\U000e007f\U000e0100-\U000e01ef"
_UNSEEN = re.compile(f"(?<=[A-Za-z\u00c0-\u058f])[{_BARE}{_JOINING}]+|[{_BARE}]")
"""Signs without any width, which come along when text is pasted and hide a word from being found;
joiners and variants are kept where a script needs them, which Latin, Greek, Cyrillic and Armenian
letters never do. After Unicode's Default_Ignorable_Code_Point."""
_BLANK = "\u2800"
"""Counts as a symbol, and is a blank."""

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


class Unclean(ValueError):
    """Something that no form and no program of ours would send."""

    def __init__(self, code: str, field: str) -> None:
        super().__init__(code)
        self.refusal = Refusal(code, field)


def text(typed: str, field: str = "") -> str:
    """The text in its one form, and none where nothing of it can be seen; Unclean when it holds
    signs that are refused."""
    if _UNSAFE.search(typed):
        raise Unclean("text_unsafe", field)
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", typed))
    kept = unicodedata.normalize("NFC", seen.replace("\r\n", "\n").replace("\r", "\n"))
    return kept if kept.isascii() or any(map(_visible, kept)) else ""


def _visible(sign: str) -> bool:
    """Letters, figures, punctuation and symbols; a mark or a joiner alone is none."""
    return unicodedata.category(sign)[0] in "LNPS" and sign != _BLANK


def tree(value: object, field: str = "") -> Json:
    """JSON values with every text cleaned; numbers are integers that all programs can hold."""
    match value:
        case None | bool():
            return value
        case int() if abs(value) <= MOST:
            return value
        case str():
            return text(value, field)
        case list():
            return [tree(part, _under(field, n)) for n, part in enumerate(value)]
        case dict():
            return dict(_pairs(value, field))
    raise Unclean("field_wrong", field)


def _pairs(value: dict[str, object], field: str) -> Iterator[tuple[str, Json]]:
    for name, part in value.items():
        yield text(name, field), tree(part, _under(field, name))


def _under(field: str, name: object) -> str:
    return f"{field}.{name}" if field else str(name)
