"""Where the values of a scale stand on a picture, and how a number is written there."""

from dataclasses import dataclass

UNKNOWN = "?"
WIDTH, PITCH, LEFT, APART = 360, 40.0, 24.0, 16.0

Scale = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """Where each value of a scale stands; "don't know" stands apart on the right."""

    scale: Scale

    @property
    def known(self) -> Scale:
        return tuple(step for step in self.scale if step[0] != UNKNOWN)

    @property
    def pitch(self) -> float:
        return PITCH * 6 / max(len(self.known) - 1, 1)

    def x(self, value: str) -> float:
        if value == UNKNOWN:
            return self.end + APART + PITCH
        places = [v for v, _ in self.known]
        return LEFT + self.pitch * places.index(value)

    def x_of(self, number: float) -> float:
        """The place of a number between the values, such as a median of 0.5."""
        return LEFT + self.pitch * (number - float(self.known[0][0]))

    @property
    def end(self) -> float:
        return LEFT + self.pitch * (len(self.known) - 1)

    @property
    def directed(self) -> bool:
        return any(value.startswith("-") for value, _ in self.known)

    def side(self, value: str) -> str:
        if value == UNKNOWN:
            return "unknown"
        if not self.directed:
            return "prot"
        number = float(value)
        return "risk" if number < 0 else "prot" if number > 0 else "none"


def signed(value: str | float) -> str:
    """A number as people write it: a real minus, an explicit plus, no needless decimals."""
    if value == UNKNOWN:
        return UNKNOWN
    number = float(value)
    text = f"{abs(number):g}"
    return f"\N{MINUS SIGN}{text}" if number < 0 else f"+{text}" if number > 0 else "0"


def value_text(axis: Axis, value: str | float) -> str:
    return signed(value) if axis.directed or value == UNKNOWN else f"{float(value):g}"
