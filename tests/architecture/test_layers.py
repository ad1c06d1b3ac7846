"""The house keeps its shape."""

import subprocess
import sys
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "screening").rglob("*.py"))
SCRIPTS = sorted((ROOT / "screening" / "web" / "static").glob("*.js"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_dependencies_point_one_way():
    done = subprocess.run([Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_files_stay_small():
    lengths = {path: lines(path) for path in FILES}
    assert median(lengths.values()) < 100
    assert max(lengths.values()) <= 350, max(lengths, key=lengths.get)
    assert [path.name for path in SCRIPTS if lines(path) > 350] == []
    assert [path.name for path in TESTS if lines(path) > 400] == []


def test_the_web_process_never_imports_weasyprint():
    done = subprocess.run(
        [sys.executable, "-c", "import sys, screening.web.server; sys.exit('weasyprint' in sys.modules)"],
        cwd=ROOT,
    )
    assert done.returncode == 0
