"""A mutation: one line broken in one way."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutation:
    """A line of a file, what it becomes, and where the tests are that must fail."""

    file: str
    line: str
    becomes: str
    tests: str
