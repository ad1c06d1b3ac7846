"""What is said of a talk whose "no" rules nothing out is what was recorded of it, and no more."""

from itertools import product

import pytest

from screening.core.instrument.vocabulary import Alone, Interpreter
from screening.core.record.case import Safety
from tests.builders import CONTENT

HEARD, WHO, MACHINE = "czy rozmowa była na osobności", "kto tłumaczył", "Tłumaczyła aplikacja."


@pytest.mark.parametrize(("alone", "interpreter"), list(product((None, *Alone), (None, *Interpreter))))
def test_a_warning_names_what_was_not_recorded_and_nothing_that_was(alone, interpreter):
    safety = Safety(alone, interpreter)
    said = CONTENT.guidance[safety.warning].polish if safety.warning else ""
    assert bool(said) == (not safety.no_counts)
    if safety.unsafe:
        assert said == "Rozmowa nie odbyła się w bezpiecznych warunkach. Odpowiedź „nie ma” nic tu nie znaczy."
        return
    assert (HEARD in said) == (alone in (None, Alone.UNKNOWN))
    assert (WHO in said) == (interpreter in (None, Interpreter.UNKNOWN))
    assert (MACHINE in said) == (interpreter is Interpreter.MACHINE)
