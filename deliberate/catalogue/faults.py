"""One error for a data file, naming all that is wrong with it."""

from pydantic import ValidationError


class CatalogueError(ValueError):
    """A data file that cannot be used; `problems` lists every fault, each with its place."""

    def __init__(self, source: str, problems: list[str]) -> None:
        self.source = source
        self.problems = tuple(problems)
        super().__init__("\n".join([f"{source}: {len(problems)} problem(s)", *problems]))


def told(error: ValidationError) -> list[str]:
    """Each fault as "place: what"."""
    return [
        f"{'.'.join(str(step) for step in fault['loc'])}: {fault['msg']}"
        for fault in error.errors(include_url=False)
    ]
