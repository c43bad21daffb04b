"""The results of an accessibility test, one row for every criterion of the standard."""

from typing import NamedTuple

from django.http import HttpRequest
from wagtail.models import Page

from home.models import AccessibilityResultsPage
from home.success_criteria import Outcome, SuccessCriterion


class Row(NamedTuple):
    criterion: SuccessCriterion
    outcome: Outcome
    remark: str

    @property
    def applies(self) -> bool | None:
        """Whether there was something to test; None before the test."""
        return None if self.outcome == Outcome.UNTESTED else self.outcome != Outcome.NOT_APPLICABLE


class TestedPage(NamedTuple):
    title: str
    url: str


def rows(page: AccessibilityResultsPage) -> list[Row]:
    """All criteria of levels A and AA in the order of the standard; the last entry of a criterion counts."""
    told = {block.value["criterion"]: block.value for block in page.results}
    found = []
    for criterion in SuccessCriterion:
        value = told.get(criterion.value)
        outcome = Outcome(value["outcome"]) if value and value["outcome"] in Outcome.values else Outcome.UNTESTED
        found.append(Row(criterion, outcome, value["remark"] if value else ""))
    return found


def tested_pages(page: AccessibilityResultsPage, request: HttpRequest) -> list[TestedPage]:
    """The tested pages that are still public, in the editor's order and the language of `page`. Two queries."""
    chosen = [block["value"] for block in page.tested_pages.raw_data if block["type"] == "page"]
    keys = dict(Page.objects.filter(pk__in=chosen).values_list("pk", "translation_key"))
    pages = Page.objects.live().public().filter(locale=page.locale, translation_key__in=keys.values())
    found = {each.translation_key: each for each in pages.select_related("locale")}
    shown = [found[keys[key]] for key in chosen if keys.get(key) in found]
    return [TestedPage(each.title, each.get_url(request) or "") for each in shown]
