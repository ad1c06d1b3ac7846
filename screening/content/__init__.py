"""The content that experts edit: YAML to core dataclasses, and every fault as `file:line: sentence`."""

from screening.content.checking import check, load_whole
from screening.content.edition import edition_of
from screening.content.loader import load
from screening.content.model import Contact, Content, Law, LawEntry, outdated_entries
from screening.content.problems import ContentError, Problem

__all__ = [
    "Contact",
    "Content",
    "ContentError",
    "Law",
    "LawEntry",
    "Problem",
    "check",
    "edition_of",
    "load",
    "load_whole",
    "outdated_entries",
]
