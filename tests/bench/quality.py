"""How well the judged queries are answered: the archive by the rule and by the dictionary, the stock backend beside."""

from django.conf import settings
from django.db import connection, transaction
from wagtail.search.backends import get_search_backend

from portal.core.search import morphology
from tests.bench.report import Report
from tests.portal.demo.quality.judged import LOOKED_AT, Outcome, Quality, by_kind, judged_queries, outcomes_of
from tests.portal.demo.quality.searches import archive, index_cases, stock_search

_RECALL, _MRR = 0.95, 0.8


def run(cases: int, report: Report) -> None:
    """A table of recall, MRR and precision for each kind of query."""
    report.heading(f"Quality of {len(judged_queries())} judged queries over the demo on {connection.vendor}")
    measured = {"by the rule": _by("off")}
    if morphology.is_installed():
        measured["by the dictionary"] = _by("sudachi")
    with stock_search() as search:
        measured["modelsearch's own"] = outcomes_of(search)
    print(f"{'':22}{'':4}" + "".join(f"{name:>24}" for name in measured))
    print(f"{'':22}{'':4}" + f"{f'recall@{LOOKED_AT} MRR   prec.':>24}" * len(measured))
    kinds = {name: by_kind(outcomes) for name, outcomes in measured.items()}
    for kind, first in kinds["by the rule"].items():
        print(_row(kind, first.queries, [table[kind] for table in kinds.values()]))
    totals = {name: Quality.of(outcomes) for name, outcomes in measured.items()}
    print(_row("all", len(judged_queries()), list(totals.values())))
    for name, total in totals.items():
        if name != "modelsearch's own" and (total.recall < _RECALL or total.mrr < _MRR):
            report.missed.append(f"{name}: {total}, demanded recall {_RECALL}, MRR {_MRR}")


def _by(setting: str) -> list[Outcome]:
    """The archive's answers with this setting of SEARCH_MORPHOLOGY, on an index that agrees with it."""
    before = morphology.setting()
    settings.SEARCH_MORPHOLOGY = setting
    try:
        with transaction.atomic():
            index_cases(get_search_backend())
            outcomes = outcomes_of(archive)
            transaction.set_rollback(True)
        return outcomes
    finally:
        settings.SEARCH_MORPHOLOGY = before


def _row(name: str, number: int, figures: list[Quality]) -> str:
    cells = (f"{one.recall:.3f}   {one.mrr:.3f}  {one.precision:.3f}" for one in figures)
    return f"{name:22}{number:4}" + "".join(f"{cell:>24}" for cell in cells)
