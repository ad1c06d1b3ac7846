"""The server starts on whole content alone: a text that a page needs and nobody wrote is told before it starts."""

from pathlib import Path

import pytest

from screening import settings
from screening.content import check
from tests.content.planting import a_copy, plant

GONE = "note_assists"


@pytest.mark.sampled(1)
@pytest.mark.parametrize("only", [(), ("--only", "quick")], ids=["whole", "quick"])
def test_serving_is_refused_with_the_sentences_of_the_check(
    run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, only: tuple[str, ...]
):
    copied, real = a_copy(tmp_path), settings.folder
    plant(copied, "guidance.yaml", rf"^ *- id: {GONE}\n(?: +[a-z_]+:.*\n|\n)*", "")
    faults = [str(each) for each in check(copied) if not each.warning and "is missing, and" in each.sentence]
    monkeypatch.setattr(settings, "folder", lambda name: copied if name == "indicators" else real(name))
    monkeypatch.setattr("screening.web.server.run", pytest.fail)
    monkeypatch.setattr("screening.web.server.run_quick", pytest.fail)
    code, out, said = run("serve", "--no-browser", *only)
    assert (code, out) == (2, b"") and faults
    assert said.splitlines() == faults
