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
from tests.security.mutations_of_the_browser import OF_THE_BROWSER
from tests.security.mutations_of_the_web import OF_THE_WEB

ROOT = Path(__file__).parents[2]
COPIED = ("screening", "templates", "indicators", "translations", "tests", "pyproject.toml")
WORKERS = 2

T_SEAL, T_STORE = "tests/storage/test_sealing.py", "tests/storage/test_store.py"
T_VAULT, T_TRAIL = "tests/storage/test_vault.py", "tests/storage/test_audit.py"
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
T_OUTPUT, T_PATHS = "tests/cli/test_output_file.py", "tests/storage/test_paths.py"
T_WAITING, T_ROOM = "tests/web/access/test_held_forms.py", "tests/casework/test_held_forms.py"
T_IDLE, T_KEEPER = "tests/web/test_idle.py", "tests/web/test_background.py"
T_TRUTH, T_DAMAGED_ROWS = "tests/storage/test_truth.py", "tests/storage/test_damaged_rows.py"
T_LOCK_TRUTH, T_WEB_TRUTH = "tests/casework/test_truth.py", "tests/web/test_truth.py"
T_KEY = "tests/storage/test_recovery_key.py"
T_ORIGIN, T_PRINTER = "tests/web/access/test_origin.py", "tests/printing/test_printer.py"
T_NEW_KEYS, T_OWNER = "tests/storage/test_renewal.py", "tests/storage/test_owner.py"
T_SEALED_KEYS = "tests/storage/test_seal_of_keys.py"
T_MEMORY = "tests/storage/test_run_in_memory.py"
T_LEFT = "tests/storage/test_shut_vault.py"
T_COPIES, T_EVENTS = "tests/storage/test_backup_files.py", "tests/storage/test_keys_at_every_event.py"
QUOTING, T_QUOTING = "screening/printing/quoting.py", "tests/printing/test_own_words.py"
AGE, T_AGE = "screening/exchange/age_passphrase.py", "tests/exchange/test_age_passphrase.py"
T_ENVELOPE, T_HANDING = "tests/exchange/test_envelope.py", "tests/casework/test_transfer.py"
T_LENGTH = "tests/security/test_time_against_length.py"
MUTATIONS = [
    Mutation("screening/exchange/envelope.py", "    if not passphrase.strip():\n", "    if False:\n", T_ENVELOPE),
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
        ".own { text-decoration: underline dotted .9pt; text-underline-offset: 2pt; }",
        "",
        T_QUOTING,
    ),
    Mutation("screening/exchange/envelope.py", " or int(found[2]) > age_passphrase.GREATEST_WORK", "", T_ENVELOPE),
    Mutation(AGE, "WORK = 18", "WORK = 15", T_AGE),
    Mutation(AGE, " or int(head[2]) > GREATEST_WORK", "", T_AGE),
    Mutation(AGE, "not hmac.compare_digest(_mac", "not (_mac", T_AGE),
    Mutation(AGE, "if len(pieces) > 1 and not pieces[-1]:", "if False:", T_AGE),
    Mutation(AGE, "bytes([number == last])", "bytes([False])", T_AGE),
    Mutation(AGE, "if _base64(found) != text:", "if False:", T_AGE),
    Mutation(
        "screening/exchange/limited_process.py",
        "raise Busy(NO_ROOM) from",
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
    Mutation(
        "screening/storage/age_encryption.py",
        "if END_OF_HEAD not in beginning:",
        "if False:",
        "tests/storage/test_age_encryption.py",
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
    Mutation("screening/storage/sealing.py", 'return b"".join(len(part)', 'return b"" and b"".join(len(part)', T_SEAL),
    Mutation("screening/storage/sealing.py", 'len(part).to_bytes(LENGTH, "big") + part', "part", T_SEAL),
    Mutation("screening/storage/sealing.py", "nonce = os.urandom(NONCE)", "nonce = bytes(NONCE)", T_SEAL),
    Mutation("screening/storage/sealing.py", "STEP = 256", "STEP = 1", T_SEAL),
    Mutation("screening/storage/sealing.py", "KEY = 32", "KEY = 16", T_SEAL),
    Mutation("screening/storage/vault.py", "self._keys, self._opener, self._head = None, None, None", "pass", T_VAULT),
    Mutation("screening/storage/vault.py", "        try_kit(draft.recipient, kit)\n", "", T_VAULT),
    Mutation(
        "screening/storage/vault.py",
        "recipient or head.recipient, generation",
        "recipient or read(self._path).head.recipient, generation",
        T_NEW_KEYS,
    ),
    Mutation(
        "screening/storage/vault.py",
        "head = Head(file.head.cost, generation, recipient,",
        "head = Head(file.head.cost, file.head.generation, file.head.recipient,",
        T_NEW_KEYS,
    ),
    Mutation(
        "screening/storage/vault.py", "self.altered = file.altered(sealed)", "self.altered = frozenset()", T_NEW_KEYS
    ),
    Mutation(
        "screening/storage/vault.py",
        "self._write(with_new_root(self.keys), opener",
        "self._write(self.keys, opener",
        T_NEW_KEYS,
    ),
    Mutation("screening/storage/renewal.py", "elif vault.generation > told:", "elif False:", T_NEW_KEYS),
    Mutation(
        "screening/storage/unit_keys.py",
        'if row["key_id"] != self.newest(connection, now, row["unit"]):',
        "if False:",
        T_NEW_KEYS,
    ),
    Mutation("screening/storage/vault.py", "if not file.whole or file.content != left:", "if not file.whole:", T_LEFT),
    Mutation("screening/storage/vault.py", "if not file.whole or file.content", "if file.content", T_LEFT),
    Mutation("screening/storage/vault.py", "self._proven = self._sealed_head(), file.content", "pass", T_LEFT),
    Mutation("screening/storage/vault.py", "        self._proven = head, content\n", "", T_LEFT),
    Mutation("screening/storage/backup.py", "if store.has_older_key_file():", "if False:", T_LEFT),
    Mutation("screening/casework/lock.py", "                renewal.check_kit(self._store)\n", "", T_SEALED_KEYS),
    Mutation("screening/storage/unit_keys.py", "return opened.issuperset(used)", "return True", T_SEALED_KEYS),
    Mutation(
        "screening/storage/vault.py",
        "        if kit:\n            sealed",
        "        if False:\n            sealed",
        T_SEALED_KEYS,
    ),
    Mutation("screening/storage/vault.py", "if type(generation) is not int or", "if", T_SEALED_KEYS),
    Mutation("screening/storage/keys.py", "KEPT_INBOXES = 64", "KEPT_INBOXES = 4", T_LEFT),
    Mutation("screening/storage/unit_keys.py", "if self._is_newest(keys, row):", "if True:", T_SEALED_KEYS),
    Mutation("screening/storage/unit_keys.py", 'if key_id(unit_key) != row["id"]:', "if False:", T_SEALED_KEYS),
    Mutation("screening/storage/opening.py", 'if found["realm"] != settings.realm:', "if False:", T_OWNER),
    Mutation("screening/storage/leftovers.py", "fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)", "pass", T_OWNER),
    Mutation("screening/storage/backup.py", "if _holds(content, wrapped):", "if False:", T_COPIES),
    Mutation(
        "screening/storage/backup_files.py", 'found.head["vault_sha256"] != digest(keys.vault)', "False", T_COPIES
    ),
    Mutation(
        "screening/storage/restore.py",
        "        whole.rename(data)\n",
        "        shutil.copytree(whole, data)\n",
        T_EVENTS,
    ),
    Mutation("screening/storage/vault_file.py", "memory: int = 256 * 1024", "memory: int = 256", T_VAULT),
    Mutation("screening/storage/key_file.py", "os.O_WRONLY, 0o600)", "os.O_WRONLY, 0o644)", T_VAULT),
    Mutation("screening/storage/key_file.py", "st_mode & 0o077", "st_mode & 0o000", T_VAULT),
    Mutation(
        "screening/storage/audit.py",
        "        return hmac.compare_digest(mark",
        "        return True or hmac.compare_digest(mark",
        T_TRAIL,
    ),
    Mutation("screening/storage/audit.py", 'if head["sequence"] != expected - 1 or', "if False and", T_TRAIL),
    Mutation("screening/storage/rows.py", ', cases.c.revision == bindparam("seen")', "", T_STORE),
    Mutation("screening/storage/rows.py", "wrapped_key=None, sealed=None, ", "sealed=None, ", T_STORE),
    Mutation(
        "screening/storage/store.py",
        "self._trail.append(connection, AuditEvent.CHANGE,",
        "(lambda *a, **k: 0)(",
        T_TRAIL,
    ),
    Mutation("screening/storage/database.py", '"synchronous = FULL"', '"synchronous = NORMAL"', T_STORE),
    Mutation("screening/storage/database.py", "wal_checkpoint(TRUNCATE)", "wal_checkpoint(PASSIVE)", T_STORE),
    Mutation(
        "screening/casework/unlock_attempts.py", "if tries >= FREE_TRIES else 0", "if tries >= 10**9 else 0", T_LOCK
    ),
    Mutation(
        "screening/casework/lock.py",
        "State.LOCKED if state is State.OPEN and visitor not in self._visitors else ",
        "",
        T_LOCK,
    ),
    Mutation("screening/casework/lock.py", "self.seconds_left() <= 0 and", "False and", T_LOCK),
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
    Mutation("screening/web/access/lock_gate.py", "if open_to_all or admitted() else NotAdmitted()", "", T_GATE),
    Mutation("screening/storage/backup.py", '    "DELETE FROM waiting",\n', "", T_ROOM),
    Mutation("screening/web/access/held_forms.py", "if step in DESTROYS:", "if False:", T_WAITING),
    Mutation(
        "screening/casework/held_forms.py", "            if not kept:\n                raise NoPlace\n", "", T_ROOM
    ),
    Mutation(
        "screening/storage/erasing.py", 'waiting.c.case_id == row["public_id"]', "waiting.c.case_id == None", T_ROOM
    ),
    Mutation("screening/web/account/put_aside.py", "if answer.status_code < 400:", "if True:", T_WAITING),
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
        "row.held and row.proof is Proof.TOKEN",
        "row.held",
        T_OPEN,
    ),
    Mutation("screening/casework/unlock_attempts.py", "raise TooSoon(int(wait) + 1)", "return", T_OPEN),
    Mutation(
        "screening/casework/lock.py", "if (visitor, case_id) not in self._opened:", "if not self._opened:", T_OPEN
    ),
    Mutation("screening/storage/store.py", "if root != self.vault.memory_root]", "if root]", T_MEMORY),
    Mutation("screening/storage/store.py", "lambda public_id: public_id in sure)", "lambda _: True)", T_MEMORY),
    Mutation("screening/storage/store.py", "if not dead or self._trail.verify(connection):", "if not dead:", T_MEMORY),
    Mutation(
        "screening/storage/store.py",
        "unit_keys.c.id.in_(dead), unit_keys.c.id.not_in(used)",
        "unit_keys.c.id.in_(dead)",
        T_MEMORY,
    ),
    Mutation(
        "screening/storage/audit.py",
        "            is_nothing_kept = act == AuditEvent.KEEP_NOTHING\n",
        "            is_nothing_kept = True\n",
        T_MEMORY,
    ),
    Mutation("screening/storage/audit.py", "*((AuditEvent.UNLOCK,) if with_key_file else ())", "", T_MEMORY),
    Mutation(
        "screening/storage/unit_keys.py",
        'sorted(keys.roots, key=lambda each: each != row["root_id"])',
        '[row["root_id"]]',
        T_MEMORY,
    ),
    Mutation("screening/storage/opening.py", "bool(ids and ids -", "bool(ids and set() -", T_MEMORY),
    Mutation("screening/storage/store.py", "if root == own]", "if root]", T_VAULT),
    Mutation(
        "screening/storage/unit_keys.py", '_place(row["unit"], keys.newest)', "_place(UNIT, keys.newest)", T_VAULT
    ),
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
    Mutation("screening/web/training/room.py", "    let_in(name)\n    return redirect", "    return redirect", T_CLASS),
    Mutation(
        "screening/casework/training/practice.py",
        "return self._owners.get(case_id) == self._whose()",
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
    Mutation("screening/web/training/room.py", " or under_the_name_before():", ":", T_RESTART),
    Mutation(
        "screening/web/training/trainer.py",
        "return before if practice().room.version == 0 else None",
        "return before",
        T_RESTART,
    ),
    Mutation("screening/web/training/lost.py", "if timedelta() <= now - opened < LASTS else None", "", T_RESTART),
    Mutation("screening/web/training/__init__.py", "if requested().retried and", "if False and", T_RESTART),
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
    Mutation("screening/web/access/lock_gate.py", "requested().is_work and", "True or", T_IDLE),
    Mutation("screening/web/background.py", "except Exception as", "except ValueError as", T_KEEPER),
    Mutation("screening/casework/retention.py", "Doubt.UNSETTLED if self._in_doubt or", "Doubt.UNSETTLED if", T_TIME),
    Mutation("screening/casework/retention.py", "moved=self._difference(now)", "moved=timedelta()", T_TIME),
    Mutation("screening/web/app.py", "rozpoznaj-{settings.realm}", "rozpoznaj-real", T_CLASS),
    Mutation("screening/storage/sealing.py", "whole = (self.realm, self.table,", 'whole = ("", self.table,', T_REALMS),
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
    Mutation(
        "screening/storage/database.py",
        'URL.create("sqlite", database=str(path))',
        'make_url(f"sqlite:///{path}")',
        T_PATHS,
    ),
    Mutation("screening/storage/migrating.py", '.replace("%", "%%")', "", T_PATHS),
    Mutation("screening/storage/recovery_key.py", ".translate(_READ_AS)", "", T_KEY),
    Mutation(
        "screening/storage/recovery_key.py", "        age_encryption.recipient_of(key)\n", "        str(key)\n", T_KEY
    ),
    Mutation("screening/casework/lock.py", "            except Misspelt:\n                raise\n", "", T_LOCK),
    Mutation("templates/account/started.html", "url={{ url_for('account.arrived') }}", "", T_ORIGIN),
    Mutation("screening/printing/printer.py", "self._waiting.remove(asker)", "pass", T_PRINTER),
    Mutation("screening/storage/database.py", '"BEGIN IMMEDIATE" if', '"BEGIN" if', T_TRUTH),
    Mutation("screening/storage/database.py", "            raise DataMoved\n\n", "            pass\n\n", T_TRUTH),
    Mutation("screening/storage/opening.py", "    store._empty_log()  #", "    #", T_TRUTH),
    Mutation(
        "screening/storage/store.py",
        "            erase_after = max(erase_after, row",
        "            max(erase_after, row",
        T_TRUTH,
    ),
    Mutation(
        "screening/storage/audit_queue.py",
        "                self._rows[:0] = rows\n",
        "                self._rows[:0] = []\n",
        "tests/storage/test_rows_that_wait.py",
    ),
    Mutation(
        "screening/storage/tables.py",
        "        except (ValueError, TypeError):",
        "        except KeyError:",
        T_DAMAGED_ROWS,
    ),
    Mutation("screening/storage/erasing.py", "if rows.is_whole(row)]", "if row]", T_DAMAGED_ROWS),
    Mutation(
        "screening/storage/key_file.py",
        "unlink()\n        raise not_saved(problem) from problem",
        "unlink()\n        raise",
        T_LOCK_TRUTH,
    ),
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
    Mutation("screening/web/errors.py", '    storage.Busy: ("busy", 503),\n', "", "tests/web/test_storage_errors.py"),
    *OF_THE_WEB,
    *OF_DATA,
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
