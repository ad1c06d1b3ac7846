"""The second witness of what must never be wrong: numbers and addresses, changed here and in contacts.yaml."""

from collections.abc import Mapping

WITNESSES: Mapping[str, tuple[str, str]] = {
    "kcik_phone": ("phone", "22 628 01 20"),
    "kcik_email": ("email", "info@kcik.pl"),
    "kcik_web": ("web", "www.kcik.pl"),
    "emergency": ("emergency", "112"),
}
