"""What a page and all that it asks for weigh on the line."""

import gzip
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from deliberate.rehearsal.participant import Participant
from deliberate.rehearsal.table import Table

from .gate import Gate


def weighed(who: Participant) -> Iterator[int]:
    """What one view weighs on the line."""
    url = f"{who.browser.url}{who.path}/view"
    with who.browser.http.get(url, headers={"X-Live": "1"}, stream=True, timeout=10) as answer:
        yield len(answer.raw.read(decode_content=False))


def first_visit(table: Table) -> Iterator[Gate]:
    """The page of a rater and all that it asks for, as a phone that comes for the first time."""
    who = table.people[table.cast.raters[0]]
    page = f"{who.browser.url}{who.path}/"
    seen: dict[str, int] = {}
    wanted = [page]
    while wanted:
        url = wanted.pop()
        if url in seen:
            continue
        with who.browser.http.get(url, stream=True, timeout=10) as answer:
            raw = answer.raw.read(decode_content=False)
            packed = answer.headers.get("Content-Encoding") == "gzip"
        seen[url] = len(raw)
        text = (gzip.decompress(raw) if packed else raw).decode("utf-8", "ignore")
        wanted += [urljoin(url, name) for name in _asked_for(url, text)]
    assert len(seen) > 5, seen
    yield Gate("a first visit on a phone", sum(seen.values()) / 1000, "kB", 150)


def _asked_for(url: str, text: str) -> list[str]:
    if url.endswith(".css"):
        return re.findall(r"url\([\"']?([^\"')]+)", text)
    if url.endswith(".js"):
        return re.findall(r"from\s*\"(\./[^\"]+)\"", text)
    if "/static/" in url:
        return []
    return re.findall(r"(?:href|src)=\"([^\"]*/static/[^\"]+)\"", text)
