"""A record as a document on paper, made from the one page that has its words."""

from .reading import read
from .typesetting import Sheet, Unprintable, pdf

__all__ = ["Sheet", "Unprintable", "pdf", "read"]
