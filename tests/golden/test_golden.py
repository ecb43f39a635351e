"""Every event that was ever written stays readable, under the name it was written with."""

import json
from pathlib import Path

import pytest
import rfc8785

from deliberate.sessions.events import WIRE
from deliberate.store import codec

LOGS = sorted(Path(__file__).parent.glob("events-*.jsonl"))
LINES = [json.loads(line) for log in LOGS for line in log.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['type']}/{line['schema']}")
def test_an_old_event_reads_back_as_it_was_written(line):
    written = rfc8785.dumps(line["body"])
    event = codec.load(line["type"], line["schema"], written)
    assert codec.wire_name(event) == line["type"]
    if line["schema"] == 1:
        assert codec.dump(event) == written


def test_every_event_has_an_example_on_disk():
    assert {line["type"] for line in LINES} == set(WIRE)
