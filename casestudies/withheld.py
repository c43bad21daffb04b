"""Names that a school or a partner wishes to keep to itself, in the forms in which a text would give them away."""

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from casestudies.texts import all_texts
from portal.core.municipalities import MUNICIPALITIES

if TYPE_CHECKING:
    from casestudies.models import CaseStudyPage

# 「江東区立」, 「東京都立」 before the name proper; a class letter says 「しおかぜ小」 for 「しおかぜ小学校」.
_FOUNDER = re.compile(r"^(?:東京)?(?:都立|[^立]{1,7}[区市町村]立)")
_SHORT = (
    ("小学校", "小"),
    ("中学校", "中"),
    ("高等学校", "高"),
    ("中等教育学校", "中等"),
    ("特別支援学校", "特支"),
    ("義務教育学校", "義務"),
    ("国民小学", "国小"),
    ("国民中学", "国中"),
)
_KIND = re.compile(
    r"\s+(?:(?:Public|Municipal|National|State|Central|Special|Junior|Senior|Upper|Lower|Elementary|Primary|Middle|"
    r"Secondary|Compulsory|Comprehensive|High|Grammar|International|Girls’?|Boys’?)\s+)*"
    r"(?:Elementary|Primary|Middle|Secondary|High|School|College|Academy|Institute|Gymnasium|Lycée|Collège)\b.*$"
)
_OWNER = re.compile(r"^(?:Tokyo\s+)?Metropolitan\s+")
_LEAST = 2
_LEAST_LETTERS = 4


def withheld_names(case: "CaseStudyPage") -> set[str]:
    """The names this case must not tell: of the school, of the partner, in every language they are recorded in.

    One query where something is withheld, none otherwise.
    """
    if not (case.school_unnamed or case.partner_unnamed):
        return set()
    versions = [case, *case.get_translations()] if case.pk else [case]
    names = set()
    for version in versions:
        if case.school_unnamed:
            names.add(version.school_name)
        if case.partner_unnamed:
            names.add(version.partner_school)
    return {name.strip() for name in names if name.strip()}


def leaks(case: "CaseStudyPage") -> Iterator[tuple[str, str]]:
    """Where a withheld name stands all the same, as (name of the field, the words that give it away)."""
    forms = [form for name in withheld_names(case) for form in _forms(name)]
    if not forms:
        return
    told = set()
    for field, text in all_texts(case):
        for form in forms:
            if field not in told and _stands_in(form, text):
                told.add(field)
                yield field, form


def municipality_leaks(case: "CaseStudyPage") -> list[str]:
    """The fields that name the municipality of an unnamed school. It may be meant otherwise, so this is a hint only."""
    if not case.school_unnamed or case.municipality not in MUNICIPALITIES:
        return []
    name = str(MUNICIPALITIES[case.municipality])
    return sorted({field for field, text in all_texts(case) if _stands_in(name, text)})


def _forms(name: str) -> Iterator[str]:
    """The name and what people say for it: 「しおかぜ小学校」 and 「しおかぜ小」 for 「江東区立しおかぜ小学校」."""
    yield name
    short = _FOUNDER.sub("", name)
    if short != name and len(short) > _LEAST:
        yield short
    for ending, letters in _SHORT:
        stem = short.removesuffix(ending)
        if stem != short and len(stem) >= _LEAST:
            yield stem + letters
            return
    stem = _KIND.sub("", _OWNER.sub("", name.split(",")[0]))
    if stem.isascii() and stem != name and len(stem) >= _LEAST_LETTERS:
        yield stem


def _stands_in(form: str, text: str) -> bool:
    if form.isascii():
        # A name is written with a capital letter, and “Lake” is not “Lakeside”.
        return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None
    return _folded(form) in _folded(text)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
