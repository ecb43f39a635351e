"""Templates are compiled once for all applications of a run: each test has one of its own."""

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """By name and digest of the source, as Jinja tells them apart; in memory."""

    def __init__(self) -> None:
        self.known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self.known.get(bucket.key + bucket.checksum):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key + bucket.checksum] = bucket.bytecode_to_string()


COMPILED = Compiled()


def share() -> None:
    """From here on in every application of this process."""
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": COMPILED}
