"""Broken lines of the clock and of the files of the database; the check of all of them runs these as well."""

from tests.security.mutation import Mutation

DATABASE = "screening/storage/database.py"
T_CASE_PAGES, CASE_DAMAGE = "tests/storage/test_damaged_cases.py", "screening/storage/case_damage.py"
T_INDEX_PAGES = "tests/storage/test_damaged_indexes.py"
T_TRAIL_PAGES = "tests/storage/test_damaged_trail.py"
T_KEEPER, T_TRUTH = "tests/web/test_background.py", "tests/storage/test_truth.py"
T_NEW_KIT, T_ROOM = "tests/web/test_new_kit.py", "tests/casework/test_held_forms.py"
T_TIME, T_TAMPERING = "tests/casework/test_retention.py", "tests/storage/test_tampering.py"
T_OWNER, T_LEFT = "tests/storage/test_owner.py", "tests/storage/test_shut_vault.py"
T_WAITING = "tests/web/access/test_held_forms.py"
T_CLI_KEEPING = "tests/test_cli_keeping.py"
T_NEVER = "tests/cli/test_environment.py::test_a_command_makes_nothing_where_rozpoznaj_was_never_set_up"
T_DAYS, T_MOMENTS = "tests/casework/test_days.py", "tests/web/test_moments.py"
T_PAPERS = T_DAYS + "::test_every_paper_shows_each_moment_of_a_case_by_the_clocks_of_poland"
T_EXERCISE, T_PRACTICE = "tests/web/test_exercise_files.py", "tests/casework/training/test_practice.py"
T_CLASS = (
    "tests/web/test_class_words.py::test_hostile_words_in_any_place_of_a_file_of_results_are_refused_and_shown_nowhere"
)
T_SEALED_KEYS, T_KEYS_TRUTH = "tests/storage/test_seal_of_keys.py", "tests/casework/test_truth.py"
T_ENVELOPE, T_EVENTS = "tests/exchange/test_envelope.py", "tests/storage/test_keys_at_every_event.py"
CHECKPOINT = '                busy, _, _ = _raw(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()\n'
T_RIGHT, WRONG_CLOCK = "tests/casework/test_put_right.py", "screening/core/referral/wrong_clock.py"
T_AT_LOCK, DECISION_TIMES = "tests/web/test_held_at_the_lock.py", "screening/web/cases/decision_times.py"
OF_DATA = [
    Mutation("screening/web/cases/start.py", 'f"from_file {taken.id}"', '"from_file"', "tests/web/test_handing.py"),
    Mutation("screening/core/record/case.py", "unsafe=(Alone.NO,)", "unsafe=()", "tests/core/test_advice_table.py"),
    Mutation("screening/cli/serving.py", "(whole=True)", "()", "tests/cli/test_missing_content.py"),
    Mutation(
        "screening/usable_messages.py",
        "if numbers != _numbers_in(string):",
        "if False:",
        "tests/content/test_translation_check.py",
    ),
    Mutation("screening/usable_messages.py", r"\d(?:\s?\d){2,}", r"\d{3,}", "tests/content/test_missing_texts.py"),
    Mutation(
        "screening/casework/number_notices.py",
        "for text in (case.came_from, *own_texts(case))",
        'for text in ("\\n".join((case.came_from, *own_texts(case))),)',
        "tests/web/test_handing.py",
    ),
    Mutation(
        "screening/web/background.py",
        '        self._done("clock", self._case_service.retention.notice)\n',
        "",
        T_KEEPER,
    ),
    Mutation(
        "screening/web/server.py",
        "_cases_of(app).ends()",
        "services_of(app).case_service.damaged()",
        T_KEEPER,
    ),
    Mutation("screening/web/server.py", "        if lost:\n", "        if False:\n", T_KEEPER),
    Mutation("screening/casework/cases.py", "str(row) for row in self._store.close()", "", T_KEEPER),
    Mutation("screening/storage/audited.py", "        self._write_waiting(wait=LAST_TRY)\n", "", T_KEEPER),
    Mutation(
        "screening/cli/common.py", '", ".join(map(str, store.close())):', "str(store.close())[:0]:", T_CLI_KEEPING
    ),
    Mutation(DATABASE, " or (log == log_before and length < length_before)", "", T_TRUTH),
    Mutation(DATABASE, 'file == ":memory:" or ', "", "tests/storage/test_paths.py"),
    Mutation(DATABASE, " or file.endswith(LOCK)", "", "tests/storage/test_paths.py"),
    Mutation(DATABASE, " or self._path.stat().st_size < self._length", "", T_TRUTH),
    Mutation(DATABASE, "yield connection\n                self._remember()\n", "yield connection\n", T_TRUTH),
    Mutation(DATABASE, "self._check_place(connection)\n                self._will_empty", "self._will_empty", T_TRUTH),
    Mutation(DATABASE, f"                self._will_empty()\n{CHECKPOINT}", CHECKPOINT, T_TRUTH),
    Mutation(
        DATABASE,
        f"                self._will_empty()\n{CHECKPOINT}",
        f"{CHECKPOINT}                self._will_empty()\n",
        T_TRUTH,
    ),
    Mutation(DATABASE, f"{CHECKPOINT}                self._remember()\n", CHECKPOINT, T_TRUTH),
    Mutation(DATABASE, "            emptied = os.pread", "            pass\n        emptied = os.pread", T_TRUTH),
    Mutation("screening/storage/audit_reading.py", ", audit.c.revision.between(0, MOST_ROWS)", "", T_SEALED_KEYS),
    Mutation("screening/storage/vault.py", "min(generation, MOST_CHANGES)", "generation", T_SEALED_KEYS),
    Mutation(
        "screening/storage/vault.py",
        "        return keys\n",
        "        return self._keys\n",
        "tests/storage/test_vault.py",
    ),
    Mutation("screening/storage/keys.py", "AttributeError, RecursionError)", "AttributeError)", T_SEALED_KEYS),
    Mutation(
        "screening/storage/age_encryption.py",
        "(pyrage.IdentityError, UnicodeEncodeError)",
        "pyrage.IdentityError",
        T_SEALED_KEYS,
    ),
    Mutation(
        "screening/storage/renewal.py", "            raise KeysMissing(", "            raise StoreError(", T_SEALED_KEYS
    ),
    Mutation("screening/storage/renewal.py", "(NotSaved, StoreError) as problem", "NotSaved as problem", T_KEYS_TRUTH),
    Mutation(
        "screening/storage/renewal.py", "raise KeysChanged from", "raise KeysChanged(str(problem)) from", T_KEYS_TRUTH
    ),
    Mutation(
        "screening/cli/store.py", "            except KeysChanged as", "            except KeyError as", T_CLI_KEEPING
    ),
    Mutation(
        "screening/storage/backup.py",
        "    except UnicodeDecodeError:",
        "    except KeyError:",
        "tests/storage/test_shut_vault.py",
    ),
    Mutation("screening/exchange/limited_process.py", "in (NO_MEMORY, KILLED) and", "in (NO_MEMORY,) and", T_ENVELOPE),
    Mutation("screening/exchange/limited_process.py", "in (NO_MEMORY, KILLED) and", "in (KILLED,) and", T_ENVELOPE),
    Mutation("screening/exchange/limited_process.py", " and cost_known:", ":", T_ENVELOPE),
    Mutation(
        "screening/exchange/limited_process.py",
        "(subprocess.TimeoutExpired, OSError)",
        "subprocess.TimeoutExpired",
        T_ENVELOPE,
    ),
    Mutation(
        "screening/exchange/envelope_reader.py", "    except MemoryError:\n        return NO_MEMORY\n", "", T_ENVELOPE
    ),
    Mutation("screening/storage/renewal.py", "    store.empty_log()\n", "    store.database.empty_log()\n", T_TRUTH),
    Mutation("screening/cli/store.py", "if look_at_clock(store) > KEYS_FILE_LIFE:", "if False:", T_CLI_KEEPING),
    Mutation("screening/cli/store.py", "    if never_set_up(chosen):\n", "    if False:\n", T_NEVER),
    Mutation("screening/cli/store.py", "    check_beside_server(chosen)\n", "", T_CLI_KEEPING),
    Mutation("screening/storage/instance_lock.py", "each in beside[:2]):", "each in beside[:1]):", T_CLI_KEEPING),
    Mutation("screening/cli/output_file.py", "src_dir_fd=file.fileno(), ", "", "tests/cli/test_output_file.py"),
    Mutation("screening/cli/store.py", "if typed.strip() != today().isoformat():", "if False:", T_CLI_KEEPING),
    Mutation("screening/translation.py", 'written_in_poland(text) if "T" in text else text', "text[:16]", T_PAPERS),
    Mutation(
        "screening/local_time.py",
        "in_poland(datetime.fromisoformat(text)).replace",
        "datetime.fromisoformat(text).replace",
        T_PAPERS,
    ),
    Mutation("screening/web/cases/forms/from_fields.py", "field.data == _filled(kind, before)", "not field", T_MOMENTS),
    Mutation("screening/web/cases/forms/fields.py", "        if self.time:\n", "        if False:\n", T_MOMENTS),
    Mutation("screening/web/cases/forms/fields.py", "self.data = read_moment(self.data)", "pass", T_MOMENTS),
    Mutation("templates/components/fields.html", 'size }}" type="text"', 'size }}" type="datetime-local"', T_MOMENTS),
    Mutation("screening/casework/transfer.py", "    if case.exercise:\n", "    if False:\n", T_EXERCISE),
    Mutation("screening/casework/documents.py", "TRAINING if case.exercise else realm", "realm", T_EXERCISE),
    Mutation("screening/casework/training/practice.py", "replace(case, exercise=True)", "case", T_PRACTICE),
    Mutation("screening/content/exercises.py", "        exercise=True,\n", "", T_EXERCISE),
    Mutation("screening/exchange/class_file.py", 'extra="forbid", strict=True', "strict=True", T_CLASS),
    Mutation(
        "screening/web/account/held_forms.py",
        "outcome_shown(hold_request_form(who())))",
        "outcome_shown(None))",
        T_NEW_KIT,
    ),
    Mutation(
        "screening/storage/held_forms.py",
        "waiting.c.case_id.not_in(CASES_NOT_ERASED), waiting",
        'waiting.c.case_id == "", waiting',
        T_ROOM,
    ),
    Mutation("screening/casework/held_forms.py", "if any(row.at and", "if any(not row.case_id and row.at and", T_ROOM),
    Mutation("screening/casework/held_forms.py", "bool(form.visitor) and ", "", T_ROOM),
    Mutation("screening/casework/lock.py", "        if self._visitors:\n            self.shut()\n", "", T_KEYS_TRUTH),
    Mutation(
        "screening/casework/held_forms.py", "self._ids_by_digest.get(self._digest(form)) == row.id", "True", T_ROOM
    ),
    Mutation("screening/casework/held_forms.py", " if each != id_}", "}", T_ROOM),
    Mutation(
        "screening/web/account/held_forms.py", " or not (found.known or LOOKED_AT in request.form):", ":", T_WAITING
    ),
    Mutation("screening/storage/audit.py", 'if not isinstance(head["sequence"], int) or not', "if not", T_TAMPERING),
    Mutation("screening/storage/audit.py", '0 <= head["sequence"] < MOST_ROWS:', "True:", T_TAMPERING),
    Mutation("screening/storage/audit.py", "            is_damaged = True\n", "            pass\n", T_TIME),
    Mutation(
        "screening/casework/retention.py", "if self._is_told() or is_damaged else", "if self._is_told() else", T_TIME
    ),
    Mutation("screening/casework/retention.py", "and by >= back", "", T_TIME),
    Mutation("screening/casework/retention.py", "back > CLOCK_MAY_JUMP and ", "False and ", T_TIME),
    Mutation(
        "screening/storage/audit.py",
        "                found, latest = None, at\n",
        "                latest = at\n",
        T_TIME,
    ),
    Mutation("screening/storage/migrating.py", "    if not revision:\n", "    if False:\n", T_TAMPERING),
    Mutation(
        "screening/storage/opening.py",
        "_need_audit_key(connection, settings, trail)\n            _claim",
        "_claim",
        T_OWNER,
    ),
    Mutation("screening/storage/opening.py", "        _need_database(settings)\n", "", T_OWNER),
    Mutation("screening/storage/opening.py", "        _need_tables(settings, database)\n", "", T_OWNER),
    Mutation(
        "screening/storage/backup.py", "    copy.text_factory = text_of\n", "", "tests/storage/test_backup_files.py"
    ),
    Mutation(
        "screening/storage/restore.py",
        "_inside(whole, database, settings.data) or ",
        "",
        "tests/storage/test_backup.py",
    ),
    Mutation("screening/storage/leftovers.py", "if not _holds_a_link(path):", "if True:", T_EVENTS),
    Mutation(
        "screening/storage/restore.py",
        "    try:\n        if is_elsewhere:\n            key_file.sync_folder(database.parent)\n",
        "    if is_elsewhere:\n        key_file.sync_folder(database.parent)\n    try:\n",
        T_EVENTS,
    ),
    Mutation(DATABASE, "raise DataMoved\n        connection.isolation", "pass\n        connection.isolation", T_TRUTH),
    Mutation(DATABASE, " if self.is_in_place() else DataMoved()", "", T_TRUTH),
    Mutation(DATABASE, "{self._opened, *self._logs", "{*self._logs", T_TRUTH),
    Mutation(DATABASE, "self._logs.pop(id(closed), None)", "None", T_TRUTH),
    Mutation(DATABASE, "{os.path.realpath(path)}{ending}", "{path}{ending}", T_TRUTH),
    Mutation("screening/storage/opening.py", "path.exists() and path.stat().st_size\n", "path.exists()\n", T_OWNER),
    Mutation(
        "screening/storage/opening.py", '        (settings.data / "audit.key").unlink(missing_ok=True)\n', "", T_OWNER
    ),
    Mutation(
        "screening/storage/opening.py",
        "with suppress(StorageError), database.reading()",
        "with database.reading()",
        T_NEW_KIT,
    ),
    Mutation(
        "screening/storage/vault.py",
        "except OSError:\n            return True",
        "except ValueError:\n            return True",
        T_NEW_KIT,
    ),
    Mutation(
        "screening/casework/lock.py",
        "            self._refuse(visitor)\n                raise self._named(problem)",
        "            self._refuse(visitor)\n                raise problem",
        T_LEFT,
    ),
    Mutation(
        "screening/casework/lock.py",
        "_KIT].add()\n                raise self._named(problem)",
        "_KIT].add()\n                raise problem",
        T_LEFT,
    ),
    Mutation(
        "screening/web/account/lock_messages.py",
        "    if isinstance(problem, OlderKeyFile):\n",
        "    if False:\n",
        T_NEW_KIT,
    ),
    Mutation("screening/storage/renewal.py", "    store.check_keys()\n", "", T_LEFT),
    Mutation("screening/storage/store.py", "        self.check_keys()\n", "", T_LEFT),
    Mutation("screening/storage/key_checks.py", "roots.isdisjoint(self.vault.keys.roots) and not", "not", T_LEFT),
    Mutation("screening/storage/restore.py", "len(store.overdue(now))", "0", T_CLI_KEEPING),
    Mutation("screening/storage/vault_file.py", "isinstance(problem, FileNotFoundError | ValueError)", "False", T_LEFT),
    Mutation(
        "screening/storage/vault_file.py",
        "file = understood(path.read_bytes())",
        "file = read_vault_file(path)",
        T_LEFT,
    ),
    Mutation("screening/storage/vault_file.py", " or file.head.generation < head.generation", "", T_LEFT),
    Mutation("screening/storage/vault.py", "if self.keeps_nothing or not self._proven", "if not self._keys", T_LEFT),
    Mutation("screening/storage/vault.py", " or self._proven[0].generation <= self.generation", " or True", T_LEFT),
    Mutation("screening/storage/key_checks.py", "if not self.database.is_in_place()", "if False", T_LEFT),
    Mutation(
        "screening/casework/lock.py",
        "if self._store.put_back_keys(only_look=True)",
        "if True",
        "tests/casework/test_lock.py",
    ),
    Mutation(
        "screening/web/background.py",
        '        self._done("keys", self._case_service.lock.keep_key_file)\n',
        "",
        T_KEEPER,
    ),
    Mutation(
        "screening/casework/cases.py",
        "(self.retention.notice, self.lock.keep_key_file)",
        "(self.retention.notice,)",
        T_KEEPER,
    ),
    Mutation(
        "screening/storage/key_checks.py",
        "            is_lost = path.read_bytes() != self.trail.key\n",
        "            is_lost = False\n",
        T_LEFT,
    ),
    Mutation(
        "screening/storage/key_checks.py", "is_lost = isinstance(problem, FileNotFoundError)", "is_lost = False", T_LEFT
    ),
    Mutation(
        "screening/storage/key_checks.py",
        "return self.vault.put_back(only_look=only_look) or is_lost",
        "return is_lost",
        T_LEFT,
    ),
    Mutation(
        "screening/storage/opening.py",
        "if trail.is_new and is_of_realm and",
        "if trail.is_new and found is None and",
        T_OWNER,
    ),
    Mutation("screening/storage/opening.py", "if trail.is_new and is_of_realm and", "if trail.is_new and", T_OWNER),
    Mutation(
        "screening/casework/work_list.py",
        "except (CaseDamaged, KeysMissing):",
        "except CaseDamaged:",
        T_KEYS_TRUTH,
    ),
    Mutation("screening/casework/work_list.py", "if row.public_id in not_opened]", "]", T_KEYS_TRUTH),
    Mutation("screening/storage/vault_file.py", "if path.is_symlink()", "if False", T_LEFT),
    Mutation("screening/storage/key_checks.py", "        is_lost = is_lost and not path.is_symlink()\n", "", T_LEFT),
    Mutation(
        "screening/storage/opening.py", "        make_readable(database)\n", "", "tests/storage/test_damaged_rows.py"
    ),
    Mutation("screening/storage/index_damage.py", "    except SealBroken:\n", "    except KeyError:\n", T_INDEX_PAGES),
    Mutation("screening/storage/index_damage.py", "TAKE_ITS_PLACE, (name,)", '"SELECT ?", (name,)', T_INDEX_PAGES),
    Mutation(
        "screening/storage/migrating.py", "        move_readable_cases(database)\n", "        pass\n", T_CASE_PAGES
    ),
    Mutation(CASE_DAMAGE, "    if not rows:\n", "    if False:\n", T_CASE_PAGES),
    Mutation(CASE_DAMAGE, "zeroblob(length({name}))", "{name}", T_CASE_PAGES),
    Mutation("screening/storage/migrating.py", "        move_readable(database)\n", "        pass\n", T_TRAIL_PAGES),
    Mutation(
        "screening/storage/moved_tables.py",
        "    for _, _, sql in made_by:",
        "    for _, _, sql in made_by[:1]:",
        T_TRAIL_PAGES,
    ),
    Mutation("screening/storage/database.py", "except UnicodeDecodeError", "except KeyError", T_TAMPERING),
    Mutation("screening/storage/vault_file.py", " and file.head.inbox != head.inbox", " and False", T_LEFT),
    Mutation("screening/storage/vault_file.py", "    if file.content == content:\n        return False\n", "", T_LEFT),
    Mutation("screening/storage/key_file.py", "    path = Path(os.path.realpath(path))\n", "", T_LEFT),
    Mutation(
        "screening/casework/retention.py",
        "return now - self._difference(now) if self._doubt(now) else now",
        "return now",
        T_ROOM,
    ),
    Mutation(
        "screening/casework/retention.py",
        "has_jumped = by > (SET_BACK if self._in_doubt else CLOCK_MAY_JUMP)",
        "has_jumped = by > CLOCK_MAY_JUMP",
        T_RIGHT,
    ),
    Mutation(
        WRONG_CLOCK,
        "if readings(time) and not is_over(time, first)",
        "if is_ahead(time, now, timedelta(0))",
        T_RIGHT,
    ),
    Mutation(
        WRONG_CLOCK,
        'dict.fromkeys(wrong, "")',
        "{}",
        T_RIGHT,
    ),
    Mutation(CASE_DAMAGE, "{', '.join(LISTED)}", "id", T_CASE_PAGES),
    Mutation(
        "screening/storage/store.py",
        "if from_ and at >= from_ else",
        "if from_ else",
        "tests/casework/test_answer_about_the_day.py",
    ),
    Mutation(DECISION_TIMES, "_as_held(at, body, before, after), at)", "after, at)", T_AT_LOCK),
    Mutation(
        DECISION_TIMES,
        "_kept_where_unchanged(before, after)",
        "after",
        T_AT_LOCK,
    ),
    Mutation(
        "screening/core/referral/calling.py",
        "decided.decided_at, otherwise=True",
        "decided.decided_at, otherwise=False",
        "tests/core/referral/test_calling.py",
    ),
]
