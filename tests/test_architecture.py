"""The house: imports go one way, files stay small, nothing of this machine or of the workshop is left inside."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("portal", "home", "casestudies", "newsletter", "members")
MODULES = sorted(
    path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts
)
LONGEST_FILE = 350
LONGEST_FUNCTION = 40


def test_import_contracts_hold():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_modules_are_small(path):
    source = path.read_text("utf-8")
    assert source.count("\n") <= LONGEST_FILE
    assert "utils" not in path.stem
    long = [
        f"{node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_templates_have_no_inline_style_or_script():
    faults = []
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text("utf-8").lower()
        if " style=" in text or "<style" in text or "onclick=" in text or "<script>" in text or "javascript:" in text:
            faults.append(path.relative_to(ROOT).as_posix())
    assert faults == []


def test_css_and_templates_ask_nobody_else():
    faults = []
    for folder, pattern in (("templates", "*.html"), ("static", "*.css")):
        for path in (ROOT / folder).rglob(pattern):
            text = path.read_text("utf-8")
            if "@import" in text or 'src="http' in text or 'url("http' in text or 'href="http' in text:
                faults.append(path.relative_to(ROOT).as_posix())
    assert faults == []
