"""What something takes of hands: taps, typed characters, and fields."""

from dataclasses import dataclass

SECONDS_A_TAP = 2.0
CHARACTERS_A_SECOND = 3.0


@dataclass(frozen=True, slots=True)
class Effort:
    """Taps, typed characters, and the fields that were filled in or chosen."""

    taps: int = 0
    characters: int = 0
    fields: int = 0

    def __add__(self, other: "Effort") -> "Effort":
        return Effort(
            self.taps + other.taps,
            self.characters + other.characters,
            self.fields + other.fields,
        )

    @property
    def seconds(self) -> float:
        """At the pace of somebody who knows what to say."""
        return self.taps * SECONDS_A_TAP + self.characters / CHARACTERS_A_SECOND


NOTHING = Effort()


TAP = Effort(taps=1)


CHOICE = Effort(taps=1, fields=1)
