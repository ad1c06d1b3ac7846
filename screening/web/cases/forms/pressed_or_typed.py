"""The field for the language: chips to press, and beside them a text of the same name for a language without a chip."""

from typing import Any

from wtforms.validators import ValidationError

from screening.core.record.text_kinds import LANGUAGE_LIMIT
from screening.translation import language_code, languages
from screening.web.cases.forms.fields import LineField
from screening.web.http.language import gettext as _

OTHER = "other"  # the code of the chip "another language", beside which the language is typed


def pressed_language(text: str) -> str:
    """Return the code of the chip for a language as it is recorded, or the text itself if there is no such chip."""
    code = language_code(text)
    return code if code in languages() else text


class LanguageField(LineField):
    """The person's language: the code of a chip, or a free text for any other. Its data is what the record keeps."""

    def __init__(self, **more: Any) -> None:
        super().__init__(limit=LANGUAGE_LIMIT, **more)
        self.pressed = self.typed = ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was pressed and what was typed; a text that is the code of a chip counts as pressed."""
        known = {OTHER, *languages()}
        self.pressed = next((value for value in valuelist if value in known), "")
        super().process_formdata([value for value in valuelist if value not in known][-1:])
        self.typed = self.data
        if self.pressed not in ("", OTHER) and not self.typed:
            self.data = self.pressed

    def pre_validate(self, form: object) -> None:
        """Refuse a chip beside a text, and "another language" without one: neither says which language it is."""
        super().pre_validate(form)
        if self.pressed not in ("", OTHER) and self.typed:
            raise ValidationError(_("Press one language, or write another one: not both."))
        if self.pressed == OTHER and not self.typed:
            raise ValidationError(_("Write which language it is."))
