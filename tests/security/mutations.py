"""Security lines, each broken in one way, and the tests that must notice. Run by `make mutation-check`.

Each mutation is made in a copy of the project; the tests named for it run there and must fail.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.security.mutation import Mutation
from tests.security.mutations_of_data import OF_DATA
from tests.security.mutations_of_papers import OF_PAPERS
from tests.security.mutations_of_storage import OF_STORAGE
from tests.security.mutations_of_the_browser import OF_THE_BROWSER
from tests.security.mutations_of_the_web import OF_THE_WEB

ROOT = Path(__file__).parents[2]
COPIED = ("screening", "templates", "indicators", "translations", "tests", "pyproject.toml")
WORKERS = 2

T_LOCK, T_TIME = "tests/casework/test_lock.py", "tests/casework/test_retention.py"
T_PASTED, T_DAMAGED = "tests/web/test_pasted.py", "tests/web/test_damaged.py"
T_ONWARD, T_CLEANING = "tests/web/test_onward.py", "tests/core/record/test_cleaning.py"
T_BAD, T_GATE = "tests/web/test_bad_input.py", "tests/web/test_lock.py"
T_OPEN, T_DAYS, T_BIRTH = (
    "tests/web/access/test_lock_gate.py",
    "tests/casework/test_days.py",
    "tests/core/record/test_birth.py",
)
T_JOINING = "tests/casework/training/test_joining.py"
T_RESTART = "tests/web/test_class_restart.py"
T_TWICE = "tests/web/test_started_twice.py"
T_PRESSES = "tests/web/test_class_presses.py"
T_CLASS, T_REALMS = "tests/web/test_training.py", "tests/security/test_realms.py"
T_OUTPUT = "tests/cli/test_output_file.py"
T_WAITING, T_ROOM = "tests/web/access/test_held_forms.py", "tests/casework/test_held_forms.py"
T_IDLE, T_KEEPER = "tests/web/test_idle.py", "tests/web/test_background.py"
T_LOCK_TRUTH, T_WEB_TRUTH = "tests/casework/test_truth.py", "tests/web/test_truth.py"
T_ORIGIN, T_PRINTER = "tests/web/access/test_origin.py", "tests/printing/test_printer.py"
T_SEALED_KEYS = "tests/storage/test_seal_of_keys.py"
QUOTING, T_QUOTING = "screening/printing/quoting.py", "tests/printing/test_own_words.py"
AGE, T_AGE = "screening/exchange/age_passphrase.py", "tests/exchange/test_age_passphrase.py"
T_ENVELOPE, T_HANDING = "tests/exchange/test_envelope.py", "tests/casework/test_transfer.py"
T_LENGTH = "tests/security/test_time_against_length.py"
MUTATIONS = [
    Mutation("screening/exchange/file_kinds.py", "    if not passphrase.strip():\n", "    if False:\n", T_ENVELOPE),
    Mutation("screening/casework/transfer.py", "passphrase = of_a_file(passphrase)", "pass", T_HANDING),
    Mutation("screening/casework/transfer.py", "sealed_here = of_a_file(typed)", "sealed_here = typed", T_HANDING),
    Mutation("screening/casework/transfer.py", "tuple(dict.fromkeys((generated,", "tuple(((generated,", T_HANDING),
    Mutation(QUOTING, "QUOTATION|DITTO|", "", T_QUOTING),
    Mutation(QUOTING, "|{LOW}{UNSEEN}*{LOW}", "", T_QUOTING),
    Mutation(QUOTING, "|{HIGH}{UNSEEN}*{HIGH}", "|{HIGH}{HIGH}", T_QUOTING),
    Mutation(QUOTING, ' or "VARIATION SELECTOR" in name', "", T_QUOTING),
    Mutation(QUOTING, "|BULLET|", "|", T_QUOTING),
    Mutation(
        "templates/print/sheet.css",
        "text-decoration: underline dotted .9pt; text-underline-offset: 2pt; ",
        "",
        T_QUOTING,
    ),
    Mutation("screening/exchange/file_kinds.py", " or int(found[2]) > age_passphrase.GREATEST_WORK", "", T_ENVELOPE),
    Mutation(AGE, "WORK = 18", "WORK = 15", T_AGE),
    Mutation(AGE, " or int(head[2]) > GREATEST_WORK", "", T_AGE),
    Mutation(AGE, "not hmac.compare_digest(_mac", "not (_mac", T_AGE),
    Mutation(AGE, "if len(pieces) > 1 and not pieces[-1]:", "if False:", T_AGE),
    Mutation(AGE, "bytes([number == last])", "bytes([False])", T_AGE),
    Mutation(AGE, "if _base64(found) != text:", "if False:", T_AGE),
    Mutation(
        "screening/exchange/limited_process.py",
        "raise ReaderBusy(NO_ROOM) from",
        "raise BadEnvelope(NO_ROOM) from",
        T_ENVELOPE,
    ),
    Mutation("screening/exchange/envelope.py", "    if passphrase:\n", "    if False:\n", T_ENVELOPE),
    Mutation("screening/exchange/sealed_pdf.py", 'CARRIED = "dane.age"', 'CARRIED = "dane.json"', T_ENVELOPE),
    Mutation(
        "screening/exchange/strict_json.py",
        "Counter(key for key, _ in pairs)",
        "{key: [k for k, _ in pairs].count(key) for key, _ in pairs}",
        T_LENGTH,
    ),
    Mutation("screening/exchange/limited_process.py", "BoundedSemaphore(2)", "BoundedSemaphore(3)", T_ENVELOPE),
    Mutation(
        "screening/casework/transfer.py", "len(passphrase.encode()) > envelope", "len(passphrase) > envelope", T_HANDING
    ),
    Mutation(
        "screening/casework/transfer.py",
        "same = envelope.opened(data, passphrase) == case_file",
        "same = True",
        T_HANDING,
    ),
    Mutation("screening/casework/lock.py", "                renewal.check_kit(self._store)\n", "", T_SEALED_KEYS),
    Mutation(
        "screening/casework/unlock_attempts.py", "if tries >= FREE_TRIES else 0", "if tries >= 10**9 else 0", T_LOCK
    ),
    Mutation(
        "screening/casework/lock.py",
        "VaultState.LOCKED if state is VaultState.OPEN and visitor not in self._visitors else ",
        "",
        T_LOCK,
    ),
    Mutation("screening/casework/lock.py", "self.seconds_left() <= 0 and", "False and", T_LOCK),
    Mutation("screening/casework/lock.py", "self._clock().timestamp()", "0.0", T_LOCK),
    Mutation("screening/casework/retention.py", "return [] if self.notice() else", "return", T_TIME),
    Mutation("screening/web/http/request_filter.py", "if pairs.pop() != SENTINEL:", "if pairs.pop() == ():", T_BAD),
    Mutation("screening/web/http/request_filter.py", '.decode("utf-8")', '.decode("utf-8", "replace")', T_BAD),
    Mutation(
        "screening/web/http/request_filter.py",
        "text, changed = cleaned(value)",
        "text, changed = value, False",
        T_PASTED,
    ),
    Mutation(
        "screening/web/cases/forms/typed.py",
        "if not value or name not in fields or name not in labels",
        "if not value",
        T_DAMAGED,
    ),
    Mutation("screening/core/record/cleaning.py", "    return kept[:MOST_MARKS]", "    return kept", T_CLEANING),
    Mutation("screening/web/http/request_filter.py", "if len(parts) > MAX_FIELDS:", "if False:", T_BAD),
    Mutation("screening/core/record/cleaning.py", "(0x202A, 0x202E), ", "", T_CLEANING),
    Mutation("screening/web/cases/onward.py", "wanted() and wanted() not in known", "False", T_ONWARD),
    Mutation("screening/web/app.py", "CSRFProtect(app)\n", "CSRFProtect()\n", T_BAD),
    Mutation("screening/web/app.py", "if name else list(settings.hosts),", "if name else None,", T_BAD),
    Mutation(
        "screening/web/app.py",
        'SESSION_COOKIE_SAMESITE="Strict"',
        'SESSION_COOKIE_SAMESITE="Lax"',
        "tests/security/test_headers.py",
    ),
    Mutation(
        "screening/web/http/headers.py",
        "\"script-src 'self'\"",
        "\"script-src 'self' 'unsafe-inline'\"",
        "tests/security/test_payloads.py",
    ),
    Mutation(
        "screening/web/http/headers.py",
        '"require-corp"',
        '"same-origin"',
        "tests/journeys/test_journeys.py::test_the_page_is_cross_origin_isolated",
    ),
    Mutation("screening/web/access/lock_gate.py", "if open_to_all or who() else NotAdmitted()", "", T_GATE),
    Mutation("screening/web/access/held_forms.py", "if step in DESTROYS:", "if False:", T_WAITING),
    Mutation("screening/casework/held_forms.py", "if not kept:", "if False:", T_ROOM),
    Mutation("screening/web/account/held_forms.py", "if answer.status_code < 400:", "if True:", T_WAITING),
    Mutation(
        "screening/web/access/lock_gate.py",
        'site, origin = request.headers.get("Sec-Fetch-Site")',
        'site, origin = request.headers.get("X")',
        T_OPEN,
    ),
    Mutation(
        "screening/web/access/table.py",
        "needs: Needs = Needs.OPEN_LOCK",
        "needs: Needs = Needs.START_LINK",
        T_OPEN,
    ),
    Mutation(
        "screening/web/access/lock_gate.py", "return name if name.startswith(", "return name if name or (", T_OPEN
    ),
    Mutation(
        "screening/web/access/lock_gate.py", "and origin == request.host_url", "or origin == request.host_url", T_OPEN
    ),
    Mutation(
        "screening/web/access/lock_gate.py",
        "row.held if row.proof is Proof.TOKEN else own_origin(unsaid=False)",
        "row.held",
        T_OPEN,
    ),
    Mutation("screening/casework/unlock_attempts.py", "raise TooSoon(int(wait) + 1)", "return", T_OPEN),
    Mutation("screening/casework/openings.py", "if (visitor, each) not in self._told]", "if not self._told]", T_OPEN),
    Mutation("screening/local_time.py", "astimezone(POLAND)", "astimezone()", T_DAYS),
    Mutation(
        "screening/core/referral/consistency.py", "MAYBE_CHILD if oldest >= MAJORITY", "MAYBE_CHILD if True", T_BIRTH
    ),
    Mutation("screening/web/access/start_link.py", "        path.unlink()\n", "        path.stat()\n", T_GATE),
    Mutation(
        "screening/web/http/paths.py",
        'return path if leads_to(path, "GET") else otherwise',
        "return path or otherwise",
        T_GATE,
    ),
    Mutation(
        "screening/printing/drawing.py", "        self.asked.append(url)\n", "", "tests/printing/test_refusing.py"
    ),
    Mutation("screening/web/training/access.py", ".is_loopback", ".version", T_CLASS),
    Mutation("screening/web/training/access.py", "return local and name in", "return local or name in", T_CLASS),
    Mutation("screening/web/training/access.py", "return bool(session.get(TRAINER)) and", "return", T_CLASS),
    Mutation("screening/web/training/access.py", "if elsewhere or", "if", T_CLASS),
    Mutation("screening/web/training/access.py", " or role is Role.NOBODY:", ":", T_CLASS),
    Mutation("screening/web/training/access.py", "NoFilesHere() if role is Role.NO_FILES else None", "None", T_CLASS),
    Mutation(
        "screening/web/training/room.py",
        "    let_in(name)\n    return redirect",
        "    return redirect",
        "tests/web/test_class_joining.py",
    ),
    Mutation(
        "screening/casework/training/practice.py",
        "return self._owners.get(case_id) == self._who",
        "return True",
        T_CLASS,
    ),
    Mutation(
        "screening/casework/training/classroom.py",
        "raise TooMany if self._wrong_codes.are_many(address, self._running()) else WrongCode",
        "raise WrongCode",
        T_JOINING,
    ),
    Mutation(
        "screening/casework/training/classroom.py",
        "self._wrong_codes.are_many(address,",
        'self._wrong_codes.are_many("",',
        T_JOINING,
    ),
    Mutation("screening/casework/training/classroom.py", "if seen != self.state:", "if False:", T_PRESSES),
    Mutation("screening/casework/training/classroom.py", "if (name, seen) == self._pressed:", "if False:", T_PRESSES),
    Mutation(
        "screening/casework/training/classroom.py",
        "            if self.code and not self.is_open:\n",
        "            if False:\n",
        T_PRESSES,
    ),
    Mutation("screening/web/training/room.py", 'anew = "visitor" in session', "anew = False", T_RESTART),
    Mutation("screening/web/training/room.py", " or under_a_name_before():", ":", T_RESTART),
    Mutation(
        "screening/web/training/trainer.py",
        "return before if practice().room.version == 0 else None",
        "return before",
        T_RESTART,
    ),
    Mutation("screening/web/training/lost.py", "if timedelta() <= now - opened < CLASS_LASTS else None", "", T_RESTART),
    Mutation("screening/web/training/__init__.py", "if requested_endpoint().retried and", "if False and", T_RESTART),
    Mutation("screening/web/server.py", 'if runs not in (asked, ""):', "if False:", T_TWICE),
    Mutation("screening/web/server.py", "        if not running.address:\n            raise\n", "", T_TWICE),
    Mutation(
        "screening/casework/training/classroom.py",
        "CODE_LENGTH = 8",
        "CODE_LENGTH = 7",
        "tests/casework/training/test_classroom.py",
    ),
    Mutation(
        "screening/casework/training/joining.py",
        "            self._free_one()\n",
        "            raise RoomFull\n",
        T_JOINING,
    ),
    Mutation("screening/casework/training/joining.py", ".most_common(1)[0]", ".most_common()[-1]", T_JOINING),
    Mutation("screening/casework/training/joining.py", "if len(self._of) > MOST_ADDRESSES:", "if False:", T_JOINING),
    Mutation(
        "screening/casework/training/joining.py",
        "            place.heard = next(self._order)\n",
        "            pass\n",
        T_JOINING,
    ),
    Mutation("screening/casework/lock.py", "AuditEvent.REFUSED_ELSEWHERE if is_elsewhere else", "", T_LOCK),
    Mutation("screening/web/access/lock_gate.py", "requested_endpoint().is_work and", "True or", T_IDLE),
    Mutation("screening/web/background.py", "except Exception as", "except ValueError as", T_KEEPER),
    Mutation("screening/casework/retention.py", "Doubt.UNSETTLED if self._is_told() or", "Doubt.UNSETTLED if", T_TIME),
    Mutation("screening/casework/retention.py", "moved = self._difference(now)", "moved = timedelta()", T_TIME),
    Mutation("screening/web/app.py", "rozpoznaj-{settings.realm}", "rozpoznaj-real", T_CLASS),
    Mutation("screening/web/app.py", "if settings.realm == TRAINING:", "if settings.realm:", T_REALMS),
    Mutation("screening/cli/output_file.py", "if source and _is_read(target, source):", "if False:", T_OUTPUT),
    Mutation("screening/cli/output_file.py", "if S_ISLNK(found.st_mode):", "if False:", T_OUTPUT),
    Mutation("screening/cli/output_file.py", "if not force and not (pdf", "if not (pdf", T_OUTPUT),
    Mutation(
        "screening/cli/output_file.py",
        ".is_relative_to(os.path.realpath(each))",
        '.is_relative_to(each / "none")',
        T_OUTPUT,
    ),
    Mutation("screening/settings.py", "for realm in REALMS)", "for realm in REALMS[:1])", T_OUTPUT),
    Mutation("screening/cli/output_file.py", "if not settings.database:", "if True:", T_OUTPUT),
    Mutation("screening/cli/output_file.py", "if not self.replaces:", "if False:", T_OUTPUT),
    Mutation(
        "screening/cli/__init__.py",
        "    except Exception as problem:\n        tell",
        "    except OSError as problem:\n        tell",
        "tests/cli/test_arguments.py",
    ),
    Mutation("screening/casework/lock.py", "            except Misspelt:\n                raise\n", "", T_LOCK),
    Mutation("templates/account/started.html", "url={{ url_for('account.arrived') }}", "", T_ORIGIN),
    Mutation("screening/printing/printer.py", "self._waiting.remove(asker)", "pass", T_PRINTER),
    Mutation(
        "screening/casework/lock.py",
        "self._store.note_surely(AuditEvent.LOCK",
        "self._store.note(AuditEvent.LOCK",
        T_LOCK_TRUTH,
    ),
    Mutation(
        "screening/casework/lock.py",
        "self._store.note_surely(act, self._clock(), revision=generation)",
        "pass",
        T_LOCK_TRUTH,
    ),
    Mutation(
        "screening/casework/cases.py", "            except CaseThere:\n", "            except KeyError:\n", T_LOCK_TRUTH
    ),
    Mutation(
        "screening/web/http/logs.py", "suppress(OSError, ValueError, AttributeError)", "suppress(KeyError)", T_WEB_TRUTH
    ),
    Mutation("screening/web/errors.py", '    refused.Busy: ("busy", 503),\n', "", "tests/web/test_storage_errors.py"),
    *OF_THE_WEB,
    *OF_STORAGE,
    *OF_DATA,
    *OF_PAPERS,
    *OF_THE_BROWSER,
]


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    else:
        shutil.copy(source, target)


def _broken(mutation: Mutation) -> bool:
    """Whether the tests notice; raises ValueError if the line is not there exactly once."""
    with tempfile.TemporaryDirectory() as folder:
        for name in COPIED:
            _copy(ROOT / name, Path(folder) / name)
        path = Path(folder) / mutation.file
        text = path.read_text(encoding="utf-8")
        if text.count(mutation.line) != 1:
            raise ValueError(f"{mutation.file}: this line is not there once: {mutation.line!r}")
        path.write_text(text.replace(mutation.line, mutation.becomes), encoding="utf-8")
        tests = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-m", "not full", mutation.tests]
        environment = {**os.environ, "PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(tests, cwd=folder, env=environment, capture_output=True).returncode == 1


def main(named: Sequence[str]) -> int:
    """Print each mutation, or those of the files that are named, and whether it was noticed; 1 if any was not."""
    chosen = [each for each in MUTATIONS if not named or each.file in named]
    missed = 0
    with ThreadPoolExecutor(WORKERS) as pool:
        for number, (mutation, noticed) in enumerate(zip(chosen, pool.map(_broken, chosen), strict=True), 1):
            missed += not noticed
            word = "noticed" if noticed else "NOT NOTICED"
            print(f"{number:2} of {len(chosen)} {word}: {mutation.file}: {mutation.line.strip()}", flush=True)
    print(f"{len(chosen) - missed} of {len(chosen)} broken lines were noticed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
