"""Letters that look like a Latin one, read as that one: those of Cyrillic, Greek and Armenian that
most typefaces draw alike, and the wide, styled and numeral forms that Unicode calls variants.

After the look-alikes of Unicode Technical Standard 39, section 4, as far as letters are in use.
"""

import unicodedata

_CYRILLIC = (
    "\u0410A \u0412B \u0415E \u0417Z \u0405S \u0406I \u0408J \u041aK \u041cM \u041dH \u041eO"
    " \u0420P \u0421C \u0422T \u0423Y \u0425X \u04aeY \u04baH \u04c0l \u050cG \u051aQ \u051cW"
    " \u0474V \u0430a \u0435e \u0437z \u0455s \u0456i \u0458j \u043ak \u043cm \u043eo \u0440p"
    " \u0441c \u0442t \u0443y \u0445x \u04afy \u04bbh \u04cfl \u0501d \u051bq \u051dw \u0475v"
)
_GREEK = (
    "\u0391A \u0392B \u0395E \u0396Z \u0397H \u0399I \u039aK \u039cM \u039dN \u039fO \u03a1P"
    " \u03a4T \u03a5Y \u03a7X \u03f9C \u03b1a \u03b9i \u03bak \u03bdv \u03bfo \u03c1p \u03c4t"
    " \u03c5u \u03c7x \u03f2c \u03f3j"
)
_OTHERS = "\u0585o \u057du \u0570h \u0578n \u0581g \u0261g \u0251a \u0131i \u0269i \u028bv \u1d0dm"
_LATIN = {ord(pair[0]): pair[1] for pair in f"{_CYRILLIC} {_GREEK} {_OTHERS}".split()}


def latin(text: str) -> str:
    """The text with each such letter as the Latin one; every sign stays in its place."""
    if text.isascii():
        return text
    return "".join(map(_plain, text)).translate(_LATIN)


def _plain(sign: str) -> str:
    """A variant of one letter as that letter, and everything else as it is."""
    if sign.isascii():
        return sign
    plain = unicodedata.normalize("NFKC", sign)
    return plain if len(plain) == 1 and plain.isalpha() else sign
