"""What a refused form says has to be seen, also without script: no fold stays shut over it."""

import re

_MARK = re.compile(r'<details\b[^>]*>|</details>|role="alert"')
_OPEN = re.compile(r"\sopen[\s>=]")


def with_faults_open(page: str) -> str:
    """The page with every fold open that holds an alert."""
    around: list[tuple[int, bool]] = []
    shut: set[int] = set()
    for mark in _MARK.finditer(page):
        if mark[0].startswith("<"):
            if mark[0] != "</details>":
                around.append((mark.end() - 1, bool(_OPEN.search(mark[0]))))
            elif around:
                around.pop()
        else:
            shut |= {place for place, is_open in around if not is_open}
    for place in sorted(shut, reverse=True):
        page = f"{page[:place]} open{page[place:]}"
    return page
