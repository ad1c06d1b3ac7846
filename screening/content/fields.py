"""Takes typed values out of one YAML mapping; a faulty one is reported, and an empty or a first one returned instead.

So one reading finds every fault at once. The loader returns nothing that was built with a fault.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from screening.content.problems import Log
from screening.content.yaml_file import MappingNode, Node, Scalar, SequenceNode
from screening.core.instrument.addressing import badly_marked, has_slash_form
from screening.core.instrument.catalogue import Domain, Text
from screening.core.instrument.vocabulary import Confirm, FormGroup

Code = TypeVar("Code", bound=StrEnum)
Value = TypeVar("Value")
NOTHING = ("", "~", "null")  # how YAML writes an empty value
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
NO_DAY = date.min


def listed(codes: Iterable[str]) -> str:
    """Return codes as a list within a sentence."""
    return ", ".join(codes)


@dataclass(frozen=True, slots=True)
class Fields:
    """One mapping of a file; `what` names it in sentences, such as "indicator documents_withheld"."""

    node: MappingNode
    log: Log
    what: str

    @property
    def line(self) -> int:
        """Where the mapping begins."""
        return self.node.line

    def line_of(self, key: str) -> int:
        """Return the line of a key, or of the beginning of the mapping if the key is missing."""
        return self.node.key_lines.get(key, self.node.line)

    def has(self, key: str) -> bool:
        """Return True if the key is written at all."""
        return key in self.node.values

    def fault(self, key: str, sentence: str) -> None:
        """Report a fault of a key's value."""
        self.log.fault(self.line_of(key), f"{self.what}: {sentence}")

    def warn(self, key: str, sentence: str) -> None:
        """Report what an expert should look at, and what is no fault."""
        self.log.warn(self.line_of(key), f"{self.what}: {sentence}")

    def report_unknown(self, keys: Iterable[str]) -> None:
        """Report every key that is not one of these."""
        for key in self.node.values:
            if key not in keys:
                self.fault(key, f"the key {key!r} is unknown; use {listed(keys)}.")

    def scalar(self, key: str, *, needed: bool = True) -> str:
        """Return a non-empty text; empty after a fault, or if the key is missing and not needed."""
        node = self.node.values.get(key)
        if node is None:
            if needed:
                self.fault(key, f"{key!r} is missing; add it.")
            return ""
        if not isinstance(node, Scalar):
            self.fault(key, f"{key!r} must be a single text, not a list or a mapping.")
            return ""
        if node.text in NOTHING:
            self.fault(key, f"{key!r} is empty; write it{'' if needed else ' or remove the key'}.")
            return ""
        return node.text

    def prose(self, key: str, limit: int, *, needed: bool = True) -> str:
        """Return a one-paragraph text of at most `limit` characters."""
        text = self.scalar(key, needed=needed)
        self._measure(self.node.values.get(key), key, limit)
        return text

    def _measure(self, node: Node | None, key: str, limit: int) -> None:
        if isinstance(node, Scalar):
            if len(node.text) > limit:
                self.log.fault(
                    node.line,
                    f"{self.what}: {key!r} has {len(node.text)} characters; shorten it to {limit} or fewer.",
                )
            if "\n" in node.text:
                self.log.fault(node.line, f"{self.what}: {key!r} has line breaks; write one paragraph.")

    def text(self, key: str, as_key: str, limit: int, domain: Domain = Domain.CONTENT) -> Text:
        """Return a text that experts own, under its translation key."""
        return self._checked(key, Text(as_key, self.prose(key, limit), domain))

    def _checked(self, key: str, text: Text) -> Text:
        """Return the text; report a wrong mark of what differs by sex (`addressing.py`), and a slash that is heard."""
        if badly_marked(text.polish):
            self.fault(key, f"{key!r} has a mark that is not whole; write {{a man|a woman|others}}.")
        if text.domain is Domain.PERSON and has_slash_form(text.polish):
            self.fault(key, f"{key!r} is read aloud and has a slash; write {{Pana |Pani |}} or words that need none.")
        return text

    def confirmable(self, as_key: str, limit: int, domain: Domain = Domain.CONTENT) -> Text:
        """Return the `text` of an entry, with who has yet to confirm it. What the person reads has to be confirmed."""
        confirm = self.to_confirm()
        if confirm and domain is Domain.PERSON:
            self.fault("confirm", "the person reads this text, so it must be confirmed before it is put here.")
        return replace(self.text("text", as_key, limit, domain), confirm=confirm)

    def optional_text(self, key: str, as_key: str, limit: int, domain: Domain = Domain.CONTENT) -> Text | None:
        """Return what `text` returns, or None if the key is not written."""
        return self._checked(key, Text(as_key, self.prose(key, limit, needed=False), domain)) if self.has(key) else None

    def texts_by_form(
        self, key: str, as_key: str, limit: int, domain: Domain = Domain.CONTENT
    ) -> dict[FormGroup, Text]:
        """Return texts by the group of forms that share a profile; the translation key is `as_key` and the group."""
        inner = self.inner(key)
        if inner is None:
            return {}
        inner.report_unknown(tuple(FormGroup))
        return {group: inner.text(group, f"{as_key}_{group}", limit, domain) for group in FormGroup if inner.has(group)}

    def entries(self, keys: tuple[str, ...]) -> Iterator[tuple[int, "Fields"]]:
        """Yield the entries of the list under `items` with their places from 1; they have these keys, and no id."""
        node = self.node.values.get("items")
        if not isinstance(node, SequenceNode) or not node.items:
            self.fault("items", "'items' must be a list of entries that begin with '- text:'.")
            return
        for number, item in enumerate(node.items, 1):
            if isinstance(item, MappingNode):
                each = Fields(item, self.log, f"{self.what}, item {number}")
                each.report_unknown(keys)
                yield number, each
            else:
                self.log.fault(item.line, f"{self.what}: an item has 'text', 'grade', 'source' and 'checked_on'.")

    def inner(self, key: str) -> "Fields | None":
        """Return the mapping under a key, or None if the key is not written or holds no mapping."""
        node = self.node.values.get(key)
        if node is None:
            return None
        if not isinstance(node, MappingNode):
            self.fault(key, f"{key!r} must be a mapping of keys and values.")
            return None
        return Fields(node, self.log, f"{self.what}, {key}")

    def items(self, key: str, *, needed: bool = True) -> tuple[Scalar, ...]:
        """Return the texts of a list, without repetition; empty after a fault."""
        node = self.node.values.get(key)
        if node is None:
            if needed:
                self.fault(key, f"{key!r} is missing; add a list.")
            return ()
        if not isinstance(node, SequenceNode) or not node.items:
            self.fault(key, f"{key!r} must be a list with at least one entry.")
            return ()
        found: dict[str, Scalar] = {}
        for item in node.items:
            if not isinstance(item, Scalar) or item.text in NOTHING:
                self.log.fault(item.line, f"{self.what}: {key!r} may hold single texts only.")
            elif item.text in found:
                self.log.fault(item.line, f"{self.what}: {item.text!r} is twice in {key!r}; keep one.")
            else:
                found[item.text] = item
        return tuple(found.values())

    def code(self, key: str, codes: type[Code], *, of: Iterable[str] | None = None) -> Code:
        """Return one code of a vocabulary; its first one after a fault."""
        allowed = tuple(of or codes)
        text = self.scalar(key)
        if text in allowed:
            return codes(text)
        if text:
            self.fault(key, f"{text!r} is not a {key}; write one of {listed(allowed)}.")
        return next(iter(codes))

    def codes(self, key: str, codes: Iterable[str], *, needed: bool = True) -> tuple[str, ...]:
        """Return the codes of a list, in its order; an unknown one is reported and left out."""
        allowed = tuple(codes)
        known = []
        for item in self.items(key, needed=needed):
            if item.text in allowed:
                known.append(item.text)
            else:
                self.log.fault(item.line, f"{self.what}: {item.text!r} in {key!r} is unknown; write {listed(allowed)}.")
        return tuple(known)

    def table(self, key: str, keys: Iterable[str], codes: type[Code]) -> dict[str, Code]:
        """Return the codes by key, both from a closed set; empty if the key is not written."""
        inner = self.inner(key)
        if inner is None:
            return {}
        inner.report_unknown(tuple(keys))
        return {each: inner.code_in(each, key, codes) for each in keys if inner.has(each)}

    def code_in(self, key: str, table: str, codes: type[Code]) -> Code:
        """Return the code under a key of a table; the sentence on a fault names the table."""
        text = self.scalar(key)
        if text in tuple(codes):
            return codes(text)
        if text:
            self.fault(key, f"{text!r} of {key} is not allowed in {table}; write one of {listed(codes)}.")
        return next(iter(codes))

    def flag(self, key: str) -> bool:
        """Return True for `true`; False for `false`, after a fault, and if the key is not written."""
        text = self.scalar(key, needed=False)
        if text and text not in ("true", "false"):
            self.fault(key, f"{key!r} must be true or false, not {text!r}.")
        return text == "true"

    def to_confirm(self) -> Confirm | None:
        """Return who has still to confirm this: `confirm`, unless `confirmed_by` names who did; else None."""
        wanted = self.code("confirm", Confirm) if self.has("confirm") else None
        if self.has("confirmed_by") and not self.has("confirm"):
            self.fault("confirmed_by", "'confirmed_by' needs 'confirm'; write who had to confirm it, or remove it.")
        return None if self.scalar("confirmed_by", needed=False) else wanted

    def day(self, key: str) -> date:
        """Return a date written as year-month-day; NO_DAY after a fault."""
        return self._parsed(key, _day, "a date such as 2026-11-23", NO_DAY)

    def number(self, key: str) -> int:
        """Return a whole number of at most five digits; 0 after a fault."""
        return self._parsed(key, _number, "a whole number", 0)

    def numbers(self, key: str, length: int) -> tuple[int, ...]:
        """Return a list of exactly `length` whole numbers; empty after a fault."""
        node = self.node.values.get(key)
        items = node.items if isinstance(node, SequenceNode) else ()
        texts = [item.text for item in items if isinstance(item, Scalar)]
        try:
            numbers = tuple(map(_number, texts))
        except ValueError:
            numbers = ()
        if len(numbers) != length or len(items) != length:
            self.fault(key, f"{key!r} must be a list of {length} whole numbers.")
            return ()
        return numbers

    def _parsed(self, key: str, parse: Callable[[str], Value], what: str, otherwise: Value) -> Value:
        text = self.scalar(key)
        try:
            return parse(text) if text else otherwise
        except ValueError:
            self.fault(key, f"{key!r} must be {what}, not {text!r}.")
            return otherwise


def _day(text: str) -> date:
    if not DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise ValueError(text)
    return int(text)
