"""KCIK's number as the content has it. No other test types it."""

from tests.builders import CONTENT

KCIK = CONTENT.contacts["kcik_phone"].value
FROM_ABROAD = CONTENT.contacts["kcik_phone"].to_person
DIAL = CONTENT.contacts["kcik_phone"].dial
DIGITS = KCIK.replace(" ", "")
EVERY_WAY = [CONTENT.contacts[id_].value for id_ in ("kcik_phone", "kcik_email", "kcik_web")]
