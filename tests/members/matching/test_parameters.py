"""The engine's numbers: whole as records, and told in the documents as they are."""

import re
from dataclasses import FrozenInstanceError, asdict
from pathlib import Path

import pytest

from members.matching.parameters import PARAMETERS
from members.matching.vocabulary import CRITERIA

DOCS = Path(__file__).resolve().parents[3] / "docs"
ROW = re.compile(r"^\| `(\w+)` \| ([0-9., ]+) \| (.+) \|$", re.MULTILINE)


def shown(value):
    return ", ".join(f"{one:g}" for one in value) if isinstance(value, tuple) else f"{value:g}"


@pytest.mark.parametrize(
    ("document", "heading"), [("matching.md", "## Parameters"), ("matching.ja.md", "## 数値の一覧")]
)
def test_the_documents_name_every_parameter_with_its_value(document, heading):
    section = (DOCS / document).read_text(encoding="utf-8").split(heading)[1].split("\n## ")[0]
    rows = [(name, value) for name, value, _meaning in ROW.findall(section)]
    assert rows == [(name, shown(value)) for name, value in asdict(PARAMETERS).items()]


def test_parameters_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        PARAMETERS.load_penalty = 0.2


@pytest.mark.parametrize("name", ["live_base", "visit_base", "card_base"])
def test_a_base_has_a_weight_for_each_criterion(name):
    assert len(getattr(PARAMETERS, name)) == len(CRITERIA)
