"""The search can be lifted out: it imports nothing of the house, and what calls itself pure knows no framework.

That it works elsewhere is shown by `test_contract.py`, whose project has nothing else of the house.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[4] / "portal" / "core" / "search"
MODULES = sorted(FOLDER.glob("*.py"))
README = (FOLDER / "README.md").read_text("utf-8")
HOUSE = ("portal", "home", "casestudies", "newsletter", "members")
FRAMEWORKS = ("django", "wagtail", "modelsearch")
PURE = (
    "text",
    "variants",
    "terms",
    "synonyms",
    "inflection",
    "sentences",
    "spelling",
    "lookup",
    "unavailable",
    "opensearch_index",
)


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """What a module imports: how many folders up, and the name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((0, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.level, node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_nothing_of_the_house_is_imported(path: Path) -> None:
    found = list(imports(path))
    assert [name for level, name in found if level == 0 and name.split(".")[0] in HOUSE] == []
    assert [name for level, name in found if level > 1] == []


@pytest.mark.parametrize("name", PURE)
def test_what_is_pure_knows_no_framework(name: str) -> None:
    seen, waiting = set(), [name]
    while waiting:
        module = waiting.pop()
        seen.add(module)
        for level, imported in imports(FOLDER / f"{module}.py"):
            assert imported.split(".")[0] not in FRAMEWORKS, f"{module} imports {imported}"
            if level and imported not in seen:
                waiting.append(imported)


def test_no_template_or_other_file_belongs_to_it() -> None:
    assert {path.suffix for path in FOLDER.iterdir() if path.is_file()} == {".py", ".md"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_the_readme_tells_what_each_file_does(path: Path) -> None:
    assert path.stem == "__init__" or f"`{path.name}`" in README


def test_the_readme_names_no_file_that_is_gone() -> None:
    beside = {path.name for path in (FOLDER, *Path(__file__).parent.rglob("*")) if path.suffix == ".py"}
    named = set(re.findall(r"`(\w+\.py)`", README))
    assert named - {path.name for path in MODULES} - beside == set()


def test_the_readme_names_every_setting() -> None:
    read = re.findall(r'settings, "(\w+)"', "".join(path.read_text("utf-8") for path in MODULES))
    assert read
    assert [name for name in read if f"`{name}`" not in README] == []
