"""Broken lines of what is kept: seals, keys, trail, cases, backup; the check of all of them runs these as well."""

from tests.security.mutation import Mutation

T_SEAL = "tests/storage/test_sealing.py"
T_STORE = "tests/storage/test_store.py"
T_VAULT = "tests/storage/test_vault.py"
T_TRAIL = "tests/storage/test_audit.py"
T_REALMS = "tests/security/test_realms.py"
T_PATHS = "tests/storage/test_paths.py"
T_ROOM = "tests/casework/test_held_forms.py"
T_AT_ONCE = "tests/casework/test_shut_at_once.py"
T_TRUTH = "tests/storage/test_truth.py"
T_DAMAGED_ROWS = "tests/storage/test_damaged_rows.py"
T_LOCK_TRUTH = "tests/casework/test_truth.py"
T_KEY = "tests/storage/test_recovery_key.py"
T_NEW_KEYS = "tests/storage/test_renewal.py"
T_OWNER = "tests/storage/test_owner.py"
T_SEALED_KEYS = "tests/storage/test_seal_of_keys.py"
T_MEMORY = "tests/storage/test_run_in_memory.py"
T_LEFT = "tests/storage/test_shut_vault.py"
T_COPIES = "tests/storage/test_backup_files.py"
T_EVENTS = "tests/storage/test_keys_at_every_event.py"
ERASING, T_HELD = "screening/storage/erasing.py", "tests/casework/test_case_held_for_a_form.py"
T_USERS = "tests/storage/test_other_users.py"
T_DAY, T_CLI = "tests/casework/test_answer_about_the_day.py", "tests/test_cli_keeping.py"
T_TIME = "tests/casework/test_retention.py"
T_MEANWHILE = "tests/storage/test_keys_changed_meanwhile.py"
T_ONCE, AUDIT = "tests/storage/test_read_once.py", "screening/storage/audit.py"
T_NEWER = "tests/web/test_newer_record.py"
T_COMMAND, RETENTION = "tests/casework/test_doubt_of_a_command.py", "screening/casework/retention.py"
T_PUT_BACK, KEPT = "tests/storage/test_put_back.py", "screening/storage/kept.py"
T_OWN_UNIT, OWN_UNIT = "tests/storage/test_own_unit.py", "screening/storage/own_unit.py"
T_PAGES, DAMAGED_PAGES = "tests/storage/test_damaged_pages.py", "screening/storage/damaged_pages.py"
TABLES, TRAIL_READ = "screening/storage/tables.py", "screening/storage/audit_reading.py"
WAITS, WAITS_ON_WEB = "screening/casework/held_forms.py", "screening/web/account/held_forms.py"
T_AT_LOCK = "tests/web/test_held_at_the_lock.py"
T_CROWDED = "tests/storage/test_crowded.py"
T_NO_TEXT = "tests/web/test_no_text.py"
T_MY_UNIT, T_FILLED = "tests/web/test_own_unit.py", "tests/core/record/test_own_unit.py"
OF_STORAGE = [
    Mutation(
        "screening/storage/age_encryption.py",
        "if END_OF_HEAD not in beginning:",
        "if False:",
        "tests/storage/test_age_encryption.py",
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
        "recipient or read_vault_file(self.path).head.recipient, generation",
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
        "self._note_date(connection, AuditEvent.CHANGE,",
        "(lambda *a, **k: 0)(",
        T_TRAIL,
    ),
    Mutation("screening/storage/database.py", '"synchronous = FULL"', '"synchronous = NORMAL"', T_STORE),
    Mutation("screening/storage/database.py", "wal_checkpoint(TRUNCATE)", "wal_checkpoint(PASSIVE)", T_STORE),
    Mutation("screening/storage/backup.py", '    "DELETE FROM waiting",\n', "", T_ROOM),
    Mutation(
        "screening/storage/erasing.py", 'waiting.c.case_id == row["public_id"]', "waiting.c.case_id == None", T_ROOM
    ),
    Mutation("screening/storage/store.py", "if root != self.vault.memory_root]", "if root]", T_MEMORY),
    Mutation("screening/storage/store.py", "lambda public_id: public_id in sure)", "lambda _: True)", T_MEMORY),
    Mutation("screening/storage/store.py", " or self.trail.verify(connection):", ":", T_MEMORY),
    Mutation(
        "screening/storage/store.py",
        "unit_keys.c.id.in_(dead), unit_keys.c.id.not_in(used)",
        "unit_keys.c.id.in_(dead)",
        T_MEMORY,
    ),
    Mutation(
        "screening/storage/audit_reading.py",
        "            is_nothing_kept = act == AuditEvent.KEEP_NOTHING\n",
        "            is_nothing_kept = True\n",
        T_MEMORY,
    ),
    Mutation("screening/storage/audit_reading.py", "*((AuditEvent.UNLOCK,) if with_key_file else ())", "", T_MEMORY),
    Mutation(
        "screening/storage/unit_keys.py",
        'sorted(keys.roots, key=lambda each: each != row["root_id"])',
        '[row["root_id"]]',
        T_MEMORY,
    ),
    Mutation("screening/storage/opening.py", "bool(ids and ids -", "bool(ids and set() -", T_MEMORY),
    Mutation("screening/storage/store.py", "if root == own]", "if root]", T_VAULT),
    Mutation("screening/storage/unit_keys.py", 'place(row["unit"], keys.newest)', "place(UNIT, keys.newest)", T_VAULT),
    Mutation("screening/storage/sealing.py", "whole = (self.realm, self.table,", 'whole = ("", self.table,', T_REALMS),
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
    Mutation("screening/storage/database.py", '"BEGIN IMMEDIATE" if', '"BEGIN" if', T_TRUTH),
    Mutation("screening/storage/database.py", "            raise DataMoved\n\n", "            pass\n\n", T_TRUTH),
    Mutation("screening/storage/opening.py", "    store.empty_log()  #", "    #", T_TRUTH),
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
    Mutation("screening/storage/database.py", ", sqlite3.SQLITE_IOERR_SHMSIZE)", ",)", "tests/storage/test_crowded.py"),
    Mutation(
        "screening/storage/opening.py", "except (DiskFull, Busy):", "except Busy:", "tests/storage/test_crowded.py"
    ),
    Mutation("screening/storage/backup.py", 'str(row["public_id"]): row', 'row["public_id"]: row', T_COPIES),
    Mutation("screening/storage/backup_files.py", "copy.absolute().as_uri()", "copy.as_uri()", T_PATHS),
    Mutation("screening/storage/restore.py", "        _check_name(keys_file)\n", "", T_COPIES),
    Mutation(
        "screening/storage/restore.py",
        "    except UnicodeEncodeError:\n        raise WrongKey from None\n",
        "    except StoreError:\n        raise ValueError from None\n",
        T_COPIES,
    ),
    Mutation(
        "screening/storage/erasing.py",
        ' if not told.get(str(row["public_id"]), UNKNOWN).contradicts(row["state"], now)]',
        "]",
        T_PUT_BACK,
    ),
    Mutation(KEPT, "(self.finished and state == OPEN) or ", "", T_PUT_BACK),
    Mutation(KEPT, " or bool(self.earliest and end < self.earliest)", "", T_PUT_BACK),
    Mutation(KEPT, "            return {}\n", "            return _by_rows(connection, {})\n", T_PUT_BACK),
    Mutation(KEPT, "        self._known = found, told\n", "", T_ONCE),
    Mutation(KEPT, "if since and isinstance(found, TrailFault):", "if False:", T_ONCE),
    Mutation(KEPT, ", audit.c.id > after)", ")", T_ONCE),
    Mutation(KEPT, "replace(found.get(row.case_id, UNKNOWN))", "found.get(row.case_id, KeptByTrail())", T_ONCE),
    Mutation(AUDIT, "select(audit).where(audit.c.id > since.row) if since else select(audit)", "select(audit)", T_ONCE),
    Mutation(
        ERASING, "told = self.kept.by_trail(connection) if due", "told = self.kept.by_trail(connection) if 1", T_ONCE
    ),
    Mutation(KEPT, "        self.earliest = None\n", "        pass\n", T_PUT_BACK),
    Mutation(ERASING, 'row["state"] != OPEN or row["public_id"]', 'row["public_id"]', T_HELD),
    Mutation(ERASING, 'at < row["erase_after"] and now - at', "now - at", T_HELD),
    Mutation("screening/storage/key_file.py", "os.fchown(handle, owner.st_uid, owner.st_gid)", "pass", T_USERS),
    Mutation("screening/storage/backup.py", ".where(cases.c.state != ERASED)", ".select_from(cases)", T_CLI),
    Mutation("screening/casework/held_forms.py", "if self._case_is_overdue(form.case_id, now):", "if False:", T_HELD),
    Mutation(KEPT, "return max(least, min(end, most))", "return min(end, most)", T_DAY),
    Mutation(KEPT, "return max(least, min(end, most))", "return max(least, end)", T_DAY),
    Mutation(KEPT, "return min(end, now + (", "return max(end, now + (", T_DAY),
    Mutation(KEPT, "now if is_measured else latest, latest", "now, latest", T_DAY),
    Mutation(KEPT, "now if is_measured else latest, latest", "latest, latest", T_TIME),
    Mutation(KEPT, "self.promise.confirmed(at) if self.promise and at else None", "None", T_DAY),
    Mutation("screening/storage/store.py", "max(at, at + moved)", "at + moved", T_DAY),
    Mutation("screening/cli/store.py", "        look_at_clock(store)\n", "", T_CLI),
    Mutation("screening/cli/store.py", "timedelta(0)).is_doubted():", "timedelta(0)) is None:", T_CLI),
    Mutation(
        "screening/storage/vault.py", "if read_vault_file(self.path).digest == file.digest:", "if True:", T_MEANWHILE
    ),
    Mutation(
        "screening/storage/vault.py", "if read_vault_file(self.path).digest == file.digest:", "if False:", T_MEANWHILE
    ),
    Mutation("screening/storage/renewal.py", "        vault.check_not_changed()\n", "", T_MEANWHILE),
    Mutation(
        "screening/storage/store.py", "            self.vault.check_not_changed()\n", "            pass\n", T_MEANWHILE
    ),
    Mutation("screening/storage/restore.py", '"starts", "name",', '"starts",', T_CLI),
    Mutation("screening/casework/open_case.py", "except record.BadRecord:", "except ZeroDivisionError:", T_NEWER),
    Mutation(
        "screening/casework/open_case.py", "if case.edition not in content.catalogue.editions:", "if False:", T_NEWER
    ),
    Mutation("screening/casework/work_list.py", "newer.append(listed.code)", "pass", T_NEWER),
    Mutation("screening/web/cases/not_saved.py", "    NewerRecord: UNREADABLE,\n", "", T_NEWER),
    Mutation("templates/cases/finish.html", "KEYS_FILE_LIFE|duration", "EXTENSION|duration", T_NEWER),
    Mutation(RETENTION, "if not self._write_doubt(found) and self._is_told():", "if False:", T_COMMAND),
    Mutation(RETENTION, "if newest else self._in_doubt", "if newest and self._in_doubt else self._in_doubt", T_COMMAND),
    Mutation(RETENTION, "return self._write_doubt(self.doubtful()) or", "return bool(self.notice()) or", T_COMMAND),
    Mutation("screening/storage/restore.py", "found.overdue or now - keys.made_at > CASE_KEPT_FOR", "False", T_CLI),
    Mutation(KEPT, "            self.earliest += FIRST_EXTENSION\n", "            pass\n", T_PUT_BACK),
    Mutation(KEPT, "self.earliest = max(until, self.earliest or until)", "pass", T_PUT_BACK),
    Mutation(
        KEPT, "self.finished, self.earliest = True, until", "self.finished, self.earliest = True, None", T_PUT_BACK
    ),
    Mutation(
        "screening/storage/audit.py",
        " or any(row[name] != usual for name, usual in UNCOVERED.items() if name not in covered)",
        "",
        T_PUT_BACK,
    ),
    Mutation("screening/storage/audited.py", " or contradicted(connection)", "", T_PUT_BACK),
    Mutation("screening/storage/renewal.py", ' and were["revision"] == row["revision"]:', ":", T_PUT_BACK),
    Mutation(DAMAGED_PAGES, "raise SealBroken from problem", "raise", T_PAGES),
    Mutation(ERASING, "with suppress(DatabaseDamaged):", "with suppress(KeyError):", T_PAGES),
    Mutation(RETENTION, " - self._store.unerased", "", T_PAGES),
    Mutation("screening/storage/store.py", " if row.id in numbers]", "]", T_PAGES),
    Mutation("screening/storage/store.py", " if row.id in forms]", "]", T_PAGES),
    Mutation("screening/storage/unit_keys.py", " if id_ not in can_change]", " if False]", T_PAGES),
    Mutation("screening/storage/held_forms.py", 'sealed.get(row.id, b"")', "sealed[row.id]", T_PAGES),
    Mutation("screening/storage/backup.py", "if is_damage(problem):", "if False:", T_PAGES),
    Mutation(
        "screening/storage/renewal.py",
        "readable(connection, _with_key, cases.c.id)",
        "connection.execute(_with_key).mappings().all()",
        T_PAGES,
    ),
    Mutation(OWN_UNIT, "with suppress(SealBroken), damage_as_seal_broken():", "with suppress(SealBroken):", T_PAGES),
    Mutation("screening/web/cases/views.py", " and not asks_to_keep()", "", T_MY_UNIT),
    Mutation(OWN_UNIT, "raise SealBroken", 'return row["sealed"]', T_OWN_UNIT),
    Mutation("screening/storage/unit_keys.py", "        own_unit.take_over(connection, keys, realm)\n", "", T_OWN_UNIT),
    Mutation("screening/storage/backup.py", '    "DELETE FROM own_unit",\n', "", T_OWN_UNIT),
    Mutation("screening/storage/store.py", "                own_unit.forget(connection)\n", "", T_OWN_UNIT),
    Mutation("screening/storage/store.py", "dead or own_unit.is_of_memory(connection)", "dead", T_OWN_UNIT),
    Mutation(
        "screening/casework/own_unit.py",
        "return checked(json.loads(plain))",
        "return dict(json.loads(plain))",
        T_MY_UNIT,
    ),
    Mutation(
        "screening/core/record/own_unit.py",
        "if leaf.name in unit and not leaf.of(case):",
        "if leaf.name in unit:",
        T_FILLED,
    ),
    Mutation(
        "screening/core/referral/disclosure.py",
        "AS_AGREED.of(without_what_a_sender_said(case))",
        "AS_AGREED.of(case)",
        "tests/core/referral/test_disclosure.py",
    ),
    Mutation(
        "screening/casework/transfer.py",
        "        read_case(data, case_service.content.catalogue, case_service.today())\n",
        "        pass\n",
        "tests/casework/test_transfer.py",
    ),
    Mutation(
        "screening/exchange/case_file.py",
        "if today and fault.clash is Clash.CHILD_BORN_AS_ADULT and may_have_been_right(case, today):",
        "if False:",
        "tests/casework/test_transfer.py",
    ),
    Mutation(
        "screening/casework/put_right.py", "if case != open_case.case:", "if False:", "tests/casework/test_put_right.py"
    ),
    Mutation("screening/casework/lock.py", "        if not self._shuts:\n", "        if True:\n", T_AT_ONCE),
    Mutation(
        "screening/casework/lock.py",
        "        self._visitors.clear()\n        if not",
        "        if not",
        T_AT_ONCE,
    ),
    Mutation(
        "screening/storage/tables.py",
        " and FIRST_YEAR <= moment.year < LAST_YEAR",
        "",
        "tests/casework/test_retention.py",
    ),
    Mutation(
        "templates/cases/hand_out.html", "{% if of_the_sender %}", "{% if false %}", "tests/web/test_said_before.py"
    ),
    Mutation(
        "screening/core/referral/notifying.py", "ours and bool(", "bool(", "tests/core/referral/test_notifying.py"
    ),
    Mutation(
        "screening/web/quick/hard_situations.py",
        "form.value == each.value",
        "False",
        "tests/web/test_quick_situations.py",
    ),
    Mutation(TABLES, "return value if isinstance(value, str) else NoText(value)", "return value", T_DAMAGED_ROWS),
    Mutation(TABLES, "value.stored if isinstance(value, NoText) else value", "value", T_DAMAGED_ROWS),
    Mutation(TABLES, "(cls, NO_TEXT + spelt)", "(cls, spelt)", T_DAMAGED_ROWS),
    Mutation(TABLES, "value if isinstance(value, int) else NO_NUMBER", "value", T_DAMAGED_ROWS),
    Mutation(TRAIL_READ, "spelt(each) for each in connection", "each for each in connection", T_DAMAGED_ROWS),
    Mutation(TRAIL_READ, "if each.isascii() and each", "if each", T_DAMAGED_ROWS),
    Mutation("screening/web/account/views.py", "except Exception as problem:", "except OSError as problem:", T_NO_TEXT),
    Mutation(AUDIT, 'case_id if case_id.isascii() else ""', "case_id", T_DAMAGED_ROWS),
    Mutation(WAITS, "self._openings.note(visitor, [self._named(waiting)])", "pass", T_AT_LOCK),
    Mutation(WAITS, "        self._openings.note_discarded(self._named(waiting))\n", "", T_AT_LOCK),
    Mutation(WAITS, 'named if named in self._case_ids() else ""', "named", T_ROOM),
    Mutation(WAITS_ON_WEB, "    case_service().held_forms.open(visitor(), found)\n", "", T_AT_LOCK),
    Mutation(WAITS_ON_WEB, "held_forms.discard(found)", "held_forms.drop(found.id)", T_AT_LOCK),
    Mutation("screening/storage/database.py", "        return DiskUnreadable()\n", "        pass\n", T_CROWDED),
    Mutation("screening/storage/database.py", " and code != sqlite3.SQLITE_IOERR_SHORT_READ", "", T_CROWDED),
]
