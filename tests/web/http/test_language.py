"""The language in which a request is drawn."""

from screening.web.http.language import gettext, turn_to


def test_what_is_drawn_after_the_language_was_turned_is_in_that_one(app):
    with app.test_request_context():
        polish = gettext("Save")
        turn_to("en")
        assert (polish, gettext("Save")) == ("Zapisz", "Save")
        turn_to("pl")
        assert gettext("Save") == "Zapisz"


def test_the_next_request_is_in_its_own_language(app):
    with app.test_request_context():
        turn_to("en")
        assert gettext("Save") == "Save"
    with app.test_request_context():
        assert gettext("Save") == "Zapisz"
