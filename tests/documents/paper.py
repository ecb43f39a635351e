"""Documents for the tests beside this file: set, and read back."""

import io
from pathlib import Path

from pypdf import PdfReader

from deliberate.documents import Sheet, pdf, read

FONTS = Path(__file__).resolve().parents[2] / "static" / "vendor"
SHEET = Sheet(
    title="Besluitverslag V1-1",
    locale="nl",
    about="Besluitverslag V1-1",
    state="concept, niet ondertekend",
    recipient="Voor Yasmin",
    fingerprint_label="Kenmerk",
    fingerprint="5eed" * 16,
    page="Bladzijde {page} van {pages}",
    made_at=1_800_000_000,
)


def set_on_paper(article: str, sheet: Sheet = SHEET) -> PdfReader:
    return PdfReader(io.BytesIO(bytes_of(article, sheet)))


def bytes_of(article: str, sheet: Sheet = SHEET) -> bytes:
    return pdf(read(f'<article class="record">{article}</article>'), sheet, FONTS)


def letters(text: str) -> str:
    """Words without what a line's end adds or takes: spaces and hyphens."""
    return "".join(text.translate({0xAD: None, 0x200B: None}).replace("-", "").split())


def said(paper: PdfReader) -> str:
    return letters(" ".join(page.extract_text() for page in paper.pages))
