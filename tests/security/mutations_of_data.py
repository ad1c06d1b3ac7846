"""Broken lines of the clock and of the files of the database; the check of all of them runs these as well."""

from tests.security.mutation import Mutation

STORAGE, WEB, CASEWORK = "screening/storage/", "screening/web/", "screening/casework/"
T_KEEPER = "tests/web/test_keeper.py"
OF_DATA = [
    Mutation(WEB + "keeper.py", '        self._done("clock", self._desk.retention.notice)\n', "", T_KEEPER),
    Mutation(WEB + "serve.py", '["desk"].ends()', '["desk"]', T_KEEPER),
]
