"""Every filter and test that a template of the program names is there: Jinja notices only when the line is drawn."""

from jinja2 import nodes

from screening.settings import folder

TEMPLATES = folder("templates")


def lacking(app, of_practice):
    """What templates name and the environment does not have; those of practice alone, or all others."""
    environment = app.jinja_env
    missing = []
    for path in TEMPLATES.rglob("*.html"):
        name = path.relative_to(TEMPLATES).as_posix()
        if name.startswith("print/") or name.startswith("training/") is not of_practice:  # paper has its own
            continue
        tree = environment.parse(path.read_text(encoding="utf-8"))
        named = [(each.name, environment.filters) for each in tree.find_all(nodes.Filter)]
        named += [(each.name, environment.tests) for each in tree.find_all(nodes.Test)]
        missing += [f"{name}: {each}" for each, known in named if each not in known]
    return missing


def test_the_templates_of_the_program_name_no_filter_that_it_lacks(app):
    assert lacking(app, of_practice=False) == []


def test_the_templates_of_practice_name_no_filter_that_it_lacks(training):
    assert lacking(training.app, of_practice=True) == []
