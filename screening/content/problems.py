"""Faults of the content, each with the file and the line where to correct it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault; a warning does not keep the content from being used."""

    file: str
    line: int
    sentence: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


class ContentError(ValueError):
    """The content cannot be used; `problems` holds every fault that was found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class Log:
    """Collects the problems of one file into a list that several files share."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self._problems = problems

    def fault(self, line: int, sentence: str) -> None:
        """Note something that must be corrected before the content can be used."""
        self._problems.append(Problem(self.file, line, sentence))

    def warn(self, line: int, sentence: str) -> None:
        """Note something that somebody should look at."""
        self._problems.append(Problem(self.file, line, sentence, warning=True))
