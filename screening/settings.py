"""The settings of a start: environment, optional TOML file, and the project's folders."""

import fcntl
import ipaddress
import os
import socket
import struct
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from screening.core.durations import LEAST_LOCK_MINUTES, LOCK_MINUTES, MOST_FINISHED_DAYS, MOST_LOCK_MINUTES

PREFIX = "ROZPOZNAJ_"
REAL, TRAINING = "real", "training"
REALMS = (REAL, TRAINING)
PORTS = {REAL: 8765, TRAINING: 8766}
LOOPBACK = ("127.0.0.1", "localhost", "::1")
AUTO = "auto"
NOWHERE = ("192.0.2.1", 9)  # an address for documentation; a datagram socket that names it sends nothing
# linux/sockios.h and linux/if.h: the requests SIOCGIFFLAGS and SIOCGIFADDR, the `struct ifreq` of each with the name
# of the interface first, and the flags IFF_….
FLAGS_OF, ADDRESS_OF = 0x8913, 0x8915
FLAGS, ADDRESS = struct.Struct("=16sH22x"), struct.Struct("=16s4x4s16x")
UP, LOOPED, POINT_TO_POINT, RUNNING = 0x1, 0x8, 0x10, 0x40


class SettingsError(ValueError):
    """A setting that cannot be used; the message is one sentence that says what to do."""


def folder(name: str) -> Path:
    """Return a project folder (`indicators`, `translations`, `templates`, `docs/pictures`): of the checkout, else of
    the installed package.
    """
    package = Path(__file__).parent
    checkout = package.parent
    return checkout / name if (checkout / "pyproject.toml").is_file() else package / name


@dataclass(frozen=True, slots=True)
class Settings:
    """How this process runs (docs/settings.md). `data` is the folder of the realm.

    `database` is a SQLAlchemy URL; empty means SQLite in `data`, as always in the training realm. `hosts`: the names
    under which a class, or the quick check behind a proxy, answers. `drafts` is `show` or `hide`: whether texts for the
    person that no native speaker has reviewed are printed. The lock shuts after `idle_minutes` without work. A finished
    case is kept for `finished_days`; 0 erases it at once.
    """

    data: Path
    database: str = ""
    realm: str = "real"
    listen: str = "127.0.0.1"
    port: int = 8765
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    drafts: str = "show"
    idle_minutes: int = 15
    finished_days: int = 0

    @property
    def plain_http(self) -> bool:
        """True for a class on an address of the network: there a browser has no secure context, which needs HTTPS."""
        return self.listen not in LOOPBACK


def realm_folders(settings: Settings) -> tuple[Path, ...]:
    """Return the folders in which the program keeps its own files, of this realm and of the other."""
    return tuple(settings.data.parent / realm for realm in REALMS)


def _value(environ: Mapping[str, str], file: Mapping[str, object], name: str, default: str) -> str:
    value = environ.get(PREFIX + name.upper(), file.get(name, default))
    if not isinstance(value, str | int):
        raise SettingsError(f"The setting {name} must be a text or a number.")
    return str(value)


def _number(environ: Mapping[str, str], file: Mapping[str, object], name: str, usual: int, low: int, high: int) -> int:
    text = _value(environ, file, name, str(usual))
    if not (text.isascii() and text.isdigit() and len(text) < 6 and low <= int(text) <= high):
        raise SettingsError(f"{PREFIX}{name.upper()} must be a number from {low} to {high}, not {text!r}.")
    return int(text)


def _file(environ: Mapping[str, str]) -> Mapping[str, object]:
    path = environ.get(PREFIX + "SETTINGS")
    if not path:
        return {}
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise SettingsError(f"The settings file {path} cannot be read: {problem}.") from problem


def _data_folder(given: str) -> Path:
    try:
        return Path(given or platformdirs.user_data_dir("rozpoznaj")).expanduser()
    except RuntimeError as problem:
        raise SettingsError("No home folder is known here; name the data folder with ROZPOZNAJ_DATA.") from problem


def own_address() -> str:
    """Return the address of this machine in the network it is in, such as a hotspot.

    It is the address from which the internet is reached. Without one, as on a hotspot without internet, or where that
    is a tunnel that no telephone uses, it is read from the interfaces. Raises SettingsError if this machine is in no
    network, or in several, so that the one of the telephones is not known.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        found = [each for _, name in socket.if_nameindex() if (each := _address_of(probe, name))]
        with suppress(OSError):
            probe.connect(NOWHERE)
            way_out = str(probe.getsockname()[0])
            found = [way_out] if way_out in found or not found else found
    if len(found) > 1:
        raise SettingsError(
            f"This computer has several addresses: {', '.join(found)}. "
            "Name the one in the network of the telephones with ROZPOZNAJ_LISTEN."
        )
    if not (found and _is_one_address(found[0])):
        raise SettingsError("This computer is in no network; start a hotspot or join one, then try again.")
    return found[0]


def _address_of(asking: socket.socket, interface: str) -> str:
    """The address of an interface that is in a network now, else an empty text."""
    name = os.fsencode(interface)
    try:
        _, flags = FLAGS.unpack(fcntl.ioctl(asking, FLAGS_OF, FLAGS.pack(name, 0)))
        if flags & (UP | RUNNING | LOOPED | POINT_TO_POINT) != UP | RUNNING:
            return ""
        return socket.inet_ntoa(ADDRESS.unpack(fcntl.ioctl(asking, ADDRESS_OF, ADDRESS.pack(name, b"")))[1])
    except OSError:
        return ""


def _is_one_address(text: str) -> bool:
    """True for the IPv4 address of one machine; 0.0.0.0 means all, and a name may mean any.

    An IPv6 address is refused: the checks of the host of a request do not read an address in brackets.
    """
    try:
        address = ipaddress.IPv4Address(text)
    except ValueError:
        return False
    return not (address.is_unspecified or address.is_multicast)


def _listen(listen: str, realm: str) -> str:
    if listen in LOOPBACK:
        return listen
    if realm != TRAINING:
        raise SettingsError(f"ROZPOZNAJ_LISTEN must be a loopback address such as 127.0.0.1, not {listen!r}.")
    if listen == AUTO:
        return own_address()
    if not _is_one_address(listen):
        raise SettingsError(f"ROZPOZNAJ_LISTEN must be one IPv4 address of this machine, or auto, not {listen!r}.")
    return listen


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings from the environment (`ROZPOZNAJ_…`), else from the TOML file named by `ROZPOZNAJ_SETTINGS`.

    Raises SettingsError, with one sentence, for a settings file that cannot be read, a value that is not allowed, and a
    home folder that nobody knows; in the real realm also for a listen address beyond loopback (the real realm never
    listens there without TLS in front; a class of the training realm may).
    """
    file = _file(environ)
    realm = _value(environ, file, "realm", "real")
    if realm not in REALMS:
        raise SettingsError(f"ROZPOZNAJ_REALM must be one of {', '.join(REALMS)}, not {realm!r}.")
    drafts = _value(environ, file, "drafts", "show")
    if drafts not in ("show", "hide"):
        raise SettingsError(f"ROZPOZNAJ_DRAFTS must be show or hide, not {drafts!r}.")
    port = _number(environ, file, "port", PORTS[realm], 1, 65535)
    listen = _listen(_value(environ, file, "listen", LOOPBACK[0]), realm)
    data = _data_folder(_value(environ, file, "data", "")) / realm
    usual = ",".join(dict.fromkeys(("127.0.0.1", "localhost", listen)))
    named = tuple(h.strip() for h in _value(environ, file, "hosts", usual).split(",") if h.strip())
    # The names that are set may be those of a quick check on a server; a class answers under its address as well.
    hosts = named if listen in LOOPBACK else tuple(dict.fromkeys((*named, listen)))
    return Settings(
        data=data,
        # One setting serves both realms, and practice must never write where the service keeps its cases.
        database="" if realm == TRAINING else _value(environ, file, "database", ""),
        realm=realm,
        listen=listen,
        port=port,
        hosts=hosts,
        drafts=drafts,
        idle_minutes=_number(environ, file, "idle_minutes", LOCK_MINUTES, LEAST_LOCK_MINUTES, MOST_LOCK_MINUTES),
        finished_days=_number(environ, file, "finished_days", 0, 0, MOST_FINISHED_DAYS),
    )
