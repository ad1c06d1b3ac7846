"""Templates and addresses compiled once for all the applications of a run: that is most of what a new one costs."""

from collections.abc import Callable
from types import CodeType

from flask import Flask
from flask.templating import Environment
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule


class Compiled(BytecodeCache):
    """Keeps the code of each template of each folder. No test alters a template that an application has read."""

    def __init__(self) -> None:
        self.kept: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.code


TEMPLATES = Compiled()
BUILDERS: dict[tuple[str, str, bool], Callable[..., tuple[str, str]]] = {}
_new_builder, _new_environment = Rule._compile_builder, Flask.create_jinja_environment


def _builder(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
    key = rule.rule, repr(rule.defaults), append_unknown
    if key not in BUILDERS:
        BUILDERS[key] = _new_builder(rule, append_unknown)
    return BUILDERS[key]


def _environment(app: Flask) -> Environment:
    made = _new_environment(app)
    made.bytecode_cache = TEMPLATES
    return made


def compile_once() -> None:
    """Let every application of this process share what was compiled."""
    Rule._compile_builder = _builder  # type: ignore[method-assign]
    Flask.create_jinja_environment = _environment  # type: ignore[method-assign]
