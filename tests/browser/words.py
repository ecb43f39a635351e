"""What the application says, in the language of a test: the English text is the key."""

from gettext import NullTranslations, translation
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "deliberate" / "translations"


class Words:
    """Texts as people see them."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self.known: NullTranslations = translation("messages", FOLDER, [locale], fallback=True)

    def __call__(self, text: str, **values: object) -> str:
        said = self.known.gettext(text)
        return said % values if values else said
