"""Our own files by their content: its hash is part of their address, and the browser checks it before it uses them.

Another program may have used the same port of this machine before. What it left in the browser's cache under such an
address is not used.
"""

import hashlib
import re
from base64 import b64encode
from functools import cache
from pathlib import Path

from flask import Flask, url_for

STATIC = Path(__file__).parents[1] / "static"
SHORT = 16  # hexadecimal digits of the hash in an address
# In the style sheet: the first block of custom properties, which is that of the light pages, and one property of it.
ROOT, TOKEN = re.compile(r":root \{(.*?)\}", re.DOTALL), re.compile(r"--([\w-]+): ([^;]+);")


def integrity_of(body: bytes) -> str:
    """Return the hash of the content of a file as the attribute `integrity` writes it: `sha256-` and Base64."""
    return f"sha256-{b64encode(hashlib.sha256(body).digest()).decode()}"


@cache
def _content(name: str) -> bytes:
    return (STATIC / name).read_bytes()


@cache
def _version(name: str) -> str:
    return hashlib.sha256(_content(name)).hexdigest()[:SHORT]


def asset(name: str) -> str:
    """Return the address of a static file, which changes with its content. Raises FileNotFoundError."""
    return url_for("static", filename=name, v=_version(name))


@cache
def integrity(name: str) -> str:
    """Return the hash of a static file for its attribute `integrity`. Raises FileNotFoundError."""
    return integrity_of(_content(name))


@cache
def tokens() -> dict[str, str]:
    """Return the tokens of the light pages: the values of the custom properties in `style.css`, by name, such as `act`.

    The web app manifest names two colours, and pages take each from that file.
    `icon.svg` repeats two of them; a test compares it with the style sheet.
    """
    first = ROOT.search(_content("style.css").decode())
    return dict(TOKEN.findall(first[1])) if first else {}


def install(app: Flask) -> None:
    """Make `asset` and `integrity` available to templates."""
    app.jinja_env.globals.update(asset=asset, integrity=integrity)
