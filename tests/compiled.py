"""Templates, addresses and statements compiled once for a run: most of what a new application and a new store cost."""

from collections.abc import Callable
from types import CodeType
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import Compiled as Statement
from werkzeug.routing import Rule

from screening.storage import database


class Compiled(BytecodeCache):
    """Keeps the code of each template of each folder. No test alters a template that an application has read."""

    def __init__(self) -> None:
        self.kept: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.kept.get(bucket.key)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.code


class Statements(dict[tuple[Any, ...], Statement]):
    """Keeps each statement once for every engine of a dialect, whose keys begin with a dialect of their own."""

    def get(self, key: tuple[Any, ...]) -> Statement | None:  # type: ignore[override]
        return super().get((key[0].name, *key[1:]))

    def __setitem__(self, key: tuple[Any, ...], statement: Statement) -> None:
        super().__setitem__((key[0].name, *key[1:]), statement)


STATEMENTS = Statements()
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


def _engine(*where: Any, **how: Any) -> Engine:
    made = create_engine(*where, **how)
    made.update_execution_options(compiled_cache=STATEMENTS)
    return made


def compile_once() -> None:
    """Let every application and store of this process share what was compiled."""
    database.create_engine = _engine
    Rule._compile_builder = _builder  # type: ignore[method-assign]
    Flask.create_jinja_environment = _environment  # type: ignore[method-assign]
