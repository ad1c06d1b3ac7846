"""How templates are loaded."""

from screening.printing.plain_globals import PlainGlobals


def test_a_template_has_the_globals_of_the_application_and_no_copy(app):
    assert app.jinja_env.get_template("cases/rows.html").globals is app.jinja_env.globals


def test_a_template_that_is_loaded_with_others_beside_them_gives_them_to_no_other():
    environment = PlainGlobals()
    environment.globals["said"] = "by the program"
    asked = environment.from_string("{{ said }} {{ of_this_page }}", globals={"of_this_page": "here"})
    assert asked.render() == "by the program here"
    assert environment.from_string("{{ said }} {{ of_this_page }}").render() == "by the program "
