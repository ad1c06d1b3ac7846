"""Where a process listens and keeps its data: the real realm never beyond this machine, a class on one address."""

import socket
from pathlib import Path

import pytest

from screening import settings
from screening.settings import SettingsError, load
from tests.inside.tool import address_of_interface


def found(tmp_path: Path | None = None, **given: str) -> settings.Settings:
    data = {"ROZPOZNAJ_DATA": str(tmp_path)} if tmp_path else {}
    return load({**data, **{f"ROZPOZNAJ_{name.upper()}": value for name, value in given.items()}})


ALL = "0.0.0.0"  # noqa: S104
BEYOND = ["192.168.43.1", "10.0.0.7", "auto"]
NO_ADDRESS = [
    ALL,
    "::",
    "fe80::1",
    "2001:db8::1",
    "fd00::2",
    "0",
    "224.0.0.1",
    "ff02::1",
    "::ffff:0.0.0.0",
    "::ffff:192.168.1.1",
    "klasa.test",
    "localhost.evil.test",
    "192.168.1",
    "192.168.1.1:80",
    "192.168.1.0/24",
    "192.168.1.1,127.0.0.1",
    "",
    " ",
    "*",
    "AUTO",
    "300.1.1.1",
]


@pytest.mark.parametrize("listen", ["127.0.0.1", "localhost", "::1"])
@pytest.mark.parametrize("realm", ["real", "training"])
def test_every_realm_may_listen_on_this_machine(realm, listen):
    chosen = found(realm=realm, listen=listen)
    assert (chosen.listen, chosen.plain_http) == (listen, False)


@pytest.mark.parametrize("listen", [*BEYOND, *NO_ADDRESS])
def test_the_real_realm_never_listens_beyond_this_machine(listen):
    for given in ({"listen": listen}, {"listen": listen, "realm": "real"}):
        with pytest.raises(SettingsError, match=r"ROZPOZNAJ_LISTEN must be a loopback address"):
            found(**given)


def test_a_settings_file_does_not_open_the_real_realm_either(tmp_path):
    file = tmp_path / "a.toml"
    file.write_text('listen = "192.168.43.1"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="loopback"):
        load({"ROZPOZNAJ_SETTINGS": str(file)})
    file.write_text('listen = "192.168.43.1"\nrealm = "training"\n', encoding="utf-8")
    assert load({"ROZPOZNAJ_SETTINGS": str(file)}).listen == "192.168.43.1"


@pytest.mark.parametrize("listen", [each for each in BEYOND if each != "auto"])
def test_a_class_may_listen_on_one_address_over_plain_http(listen):
    chosen = found(realm="training", listen=listen)
    assert (chosen.listen, chosen.plain_http) == (listen, True)
    assert chosen.hosts == ("127.0.0.1", "localhost", listen)


def test_names_of_a_server_in_the_settings_do_not_take_the_address_of_a_class_away():
    chosen = found(realm="training", listen="10.0.0.7", hosts="rozpoznaj.example")
    assert chosen.hosts == ("rozpoznaj.example", "10.0.0.7")
    assert found(hosts="rozpoznaj.example").hosts == ("rozpoznaj.example",)


@pytest.mark.parametrize("listen", NO_ADDRESS)
def test_a_class_never_listens_everywhere_nor_on_a_name(listen):
    with pytest.raises(SettingsError, match=r"ROZPOZNAJ_LISTEN must be one IPv4 address of this machine, or auto"):
        found(realm="training", listen=listen)


def test_without_a_choice_every_realm_listens_on_this_machine_alone():
    for realm in ("real", "training"):
        assert found(realm=realm).listen == "127.0.0.1"


class Probe:
    """A datagram socket that tells which address it would send from, or that there is no network."""

    def __init__(self, address: str | None) -> None:
        self.address = address

    def __call__(self, *kind: object) -> "Probe":
        assert kind == (socket.AF_INET, socket.SOCK_DGRAM)
        return self

    def __enter__(self) -> "Probe":
        return self

    def __exit__(self, *raised: object) -> None:
        pass

    def connect(self, where: tuple[str, int]) -> None:
        assert where[0].startswith("192.0.2.")  # set aside for documentation: nothing is there
        if self.address is None:
            raise OSError(101, "Network is unreachable")

    def getsockname(self) -> tuple[str | None, int]:
        return self.address, 40000


def in_networks(monkeypatch, interfaces: dict[str, tuple[int, str]]) -> None:
    """Let the kernel name these interfaces, each with its flags and its address."""

    def ioctl(_: object, asked: int, given: bytes) -> bytes:
        flags, address = interfaces[given[:16].rstrip(b"\0").decode()]
        if asked == settings.FLAGS_OF:
            return settings.FLAGS.pack(given[:16], flags)
        if not address:
            raise OSError(99, "Cannot assign requested address")
        return settings.ADDRESS.pack(given[:16], socket.inet_aton(address))

    monkeypatch.setattr(settings.socket, "if_nameindex", lambda: list(enumerate(interfaces, 1)))
    monkeypatch.setattr(settings.fcntl, "ioctl", ioctl)


def test_auto_takes_the_address_of_this_machine_in_its_network(monkeypatch):
    monkeypatch.setattr(settings.socket, "socket", Probe("192.168.43.1"))
    in_networks(monkeypatch, {"wlan0": (0x1043, "192.168.43.1"), "docker0": (0x1043, "172.17.0.1")})
    chosen = found(realm="training", listen="auto")
    assert (chosen.listen, chosen.plain_http) == ("192.168.43.1", True)
    assert "192.168.43.1" in chosen.hosts and "auto" not in chosen.hosts


@pytest.mark.parametrize("address", [None, ALL], ids=["no route", "no address"])
def test_auto_without_a_network_says_what_to_do(monkeypatch, address):
    monkeypatch.setattr(settings.socket, "socket", Probe(address))
    in_networks(monkeypatch, {"lo": (0x49, "127.0.0.1"), "tun0": (0x51, "10.8.0.2"), "wlan0": (0x1003, "")})
    with pytest.raises(SettingsError, match="start a hotspot or join one"):
        found(realm="training", listen="auto")


def test_auto_on_a_hotspot_without_internet_takes_its_address(monkeypatch):
    monkeypatch.setattr(settings.socket, "socket", Probe(None))
    there = {"lo": (0x49, "127.0.0.1"), "docker0": (0x1003, "172.17.0.1"), "wlan0": (0x1043, "10.42.0.1")}
    in_networks(monkeypatch, there)
    assert found(realm="training", listen="auto").listen == "10.42.0.1"


def test_auto_passes_over_a_tunnel_that_leads_out(monkeypatch):
    monkeypatch.setattr(settings.socket, "socket", Probe("10.8.0.2"))
    in_networks(monkeypatch, {"tun0": (0x10D1, "10.8.0.2"), "wlan0": (0x1043, "192.168.1.20")})
    assert found(realm="training", listen="auto").listen == "192.168.1.20"


def test_auto_takes_the_way_out_where_no_interface_says_anything(monkeypatch):
    monkeypatch.setattr(settings.socket, "socket", Probe("10.8.0.2"))
    in_networks(monkeypatch, {"tun0": (0x10D1, "10.8.0.2")})
    assert found(realm="training", listen="auto").listen == "10.8.0.2"


def test_auto_in_several_networks_in_networks_names_them(monkeypatch):
    monkeypatch.setattr(settings.socket, "socket", Probe(None))
    in_networks(monkeypatch, {"eth0": (0x1043, "192.168.1.20"), "wlan0": (0x1043, "10.42.0.1")})
    with pytest.raises(SettingsError, match=r"192\.168\.1\.20, 10\.42\.0\.1.*ROZPOZNAJ_LISTEN"):
        found(realm="training", listen="auto")


def test_what_the_kernel_says_of_an_interface_is_an_address_of_this_machine():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        assert address_of_interface(asking, "lo") == ""
        assert address_of_interface(asking, "no-such-one") == ""
        for each in filter(None, (address_of_interface(asking, name) for _, name in socket.if_nameindex())):
            with socket.socket() as own:
                own.bind((each, 0))


def test_auto_asks_the_network_in_no_other_case(monkeypatch):
    def refuse(*kind: object) -> None:
        raise AssertionError

    monkeypatch.setattr(settings.socket, "socket", refuse)
    with pytest.raises(SettingsError):
        found(listen="auto")
    found(realm="training")


def test_realms_differ_in_port_and_folder(tmp_path):
    real, training = found(tmp_path), found(tmp_path, realm="training")
    assert real.realm == "real"
    assert real.port != training.port
    assert real.data != training.data and real.data.parent == training.data.parent == tmp_path


@pytest.mark.parametrize("port", ["0", "65536", "-1", "8 766", "٨٧٦٦", "x", "", "000008766"])
@pytest.mark.parametrize("realm", ["real", "training"])
def test_a_port_that_is_none_is_refused(realm, port):
    with pytest.raises(SettingsError, match="ROZPOZNAJ_PORT must be a number from 1 to 65535"):
        found(realm=realm, port=port)


@pytest.mark.parametrize("realm", ["", "Real", "training ", "both", "exercise"])
def test_an_unknown_realm_is_refused(realm):
    with pytest.raises(SettingsError, match="ROZPOZNAJ_REALM must be one of real, training"):
        found(realm=realm)


def test_hosts_chosen_by_the_institution_are_taken_as_they_are():
    assert found(realm="training", listen="10.0.0.7", hosts="klasa.test, 10.0.0.7").hosts == ("klasa.test", "10.0.0.7")
