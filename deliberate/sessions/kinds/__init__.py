"""The kinds of session, by name."""

from collections.abc import Mapping

from . import consultation
from ._base import Kind

KINDS: Mapping[str, Kind] = {consultation.KIND.id: consultation.KIND}
