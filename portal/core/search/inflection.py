"""Other forms of a typed verb or adjective, by its okurigana (pure, without a dictionary).

The kanji before the okurigana say which word it is, the first kana after them which form: 送った is looked for as 送ら,
送り, 送る, 送れ, 送ろ and 送っ, all of them pairs of characters the index has anyway. Where the ending leaves open
which verb it is (送る or 送う), all are looked for; those that do not exist are in no text. Forms that end like a
particle (泳が, 飲も, 立と) are left out: they would be found after every noun.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from .variants import HAN, KATAKANA

MAX_FORMS = 20
"""Forms one word is looked for in."""

# By the last kana of the dictionary form: what may follow the stem.
_GODAN = {
    "う": "わいうえおっ",
    "く": "かきくけこい",
    "ぐ": "ぎぐげごい",
    "す": "さしすせそ",
    "つ": "たちつてっ",
    "ぬ": "なぬねん",
    "ぶ": "ばびぶべぼん",
    "む": "まみむめん",
    "る": "らりるれろっ",
}
_ICHIDAN = "るたてまなられず"
_ADJECTIVE = "いかくけさそ"

_ROWS = (
    "わいうえお",
    "かきくけこ",
    "がぎぐげご",
    "さしすせそ",
    "たちつてと",
    "なにぬねの",
    "ばびぶべぼ",
    "まみむめも",
    "らりるれろ",
)
_DICTIONARY_KANA = {kana: row[2] for row in _ROWS for kana in row}
_A, _I, _U, _E, _O = ("".join(row[at] for row in _ROWS) for at in range(5))

_AFTER_I = (
    "ます|ました|ません(?:でした)?|ましょう|まして|たい|たく|たかった|ながら|"
    "そう|すぎ[るた]|やす[いく]|にく[いく]|つつ|に"
)
_AFTER_A = "ない|なかった|なく|なくて|なければ|ず|ずに|ぬ"
_TE = "[てで][ぁ-ん]{0,8}"
_AFTER_STEM = f"る|た|たら|たり|よう|ろ|れば|べき|{_TE}|{_AFTER_I}|{_AFTER_A}"
_PASSIVE = f"(?:{_AFTER_STEM})"

_ENDINGS = (
    # Forms that name the row of their verb.
    (re.compile(f"(?P<row>[{_A}])(?:{_AFTER_A}|(?:れ|せ|され|せられ){_PASSIVE})"), ""),
    (re.compile(f"(?P<row>[{_I}])(?:{_AFTER_I})?"), ""),
    (re.compile(f"(?P<row>[{_U}])"), ""),
    (re.compile(f"(?P<row>[{_E}])ば"), ""),
    (re.compile(f"(?P<row>[{_O}])う"), ""),
    # Forms that several rows have in common.
    (re.compile(f"っ(?:た|たら|たり|{_TE})"), "るうつ"),
    (re.compile(f"い(?:た|たら|たり|{_TE})"), "く"),
    (re.compile(f"い(?:だ|だら|だり|{_TE})"), "ぐ"),
    (re.compile(f"ん(?:だ|だら|だり|{_TE})"), "むぶぬ"),
    (re.compile(f"し(?:た|たら|たり|{_TE})|する|すれば"), "す"),
)
_ICHIDAN_ENDING = re.compile(f"[{_I}{_E}じぢぜで](?=(?:られ|させ)?(?:{_AFTER_STEM})$)|[{_E}ぜで]$")
_SINGLE_ENDING = re.compile(f"(?:られ|させ)?(?:{_AFTER_STEM})")
_ADJECTIVE_ENDING = re.compile(
    "い|かった|ければ|さ|そう|く(?:て|な[いるっり][ぁ-ん]{0,3}|す[るぎ][ぁ-ん]{0,2}|し[ぁ-ん]{0,2})?"
)
_SURU = re.compile(
    f"する|すれば|するべき|すべき|し(?:た|たら|たり|よう|{_TE}|{_AFTER_I}|{_AFTER_A})|(?:され|させ|でき)(?:{_AFTER_STEM})"
)
_OKURIGANA = re.compile(
    rf"(?P<honorific>[おご](?=[{HAN}]))?(?P<base>.*[{HAN}{KATAKANA}])(?P<okurigana>[ぁ-ん]{{1,14}})", re.DOTALL
)
_NOUN = re.compile(rf".*(?:[{HAN}]{{2}}|[{KATAKANA}]{{2}})", re.DOTALL)
# お送りします is 送り
_HUMBLE = re.compile(f"(?<=[{_I}])(?:し|する|いた|くだ|にな).*")
_LONGEST_LEAD = 3
# The few verbs of these kinds; taken by the rule, every noun would be one.
_TSU_VERBS = frozenset("持立待打勝育放保断絶撃討建")
_NU_VERBS = frozenset("死")
_BARE_ICHIDAN = frozenset("見着寝出得経居煮似射来観診視")
_BARE_ADJECTIVES = frozenset(
    "高安広狭長短多早速遅近遠重軽深浅強弱暑熱寒若古良善悪黒白赤青甘辛苦厚薄太細暗鈍無痛固堅硬丸緩濃淡憎尊怖偉旨臭眠賢低鋭渋清"
)

_TAIL = re.compile(
    "(?:ラレ|サレ|サセ|セラレ|レ|セ)?"
    "(?:マシタ|マス|マセン|マショウ|マシテ|タリ|タラ|タイ|タク|タカッタ|タ|テ|(?<=[ンイ])(?:ダリ|ダラ|ダ|デ)|ナイ|ナカッタ|ナク|"
    "(?<=カ)ッタ|(?<=ク)テ|(?<=[レケ])バ|(?<=ケ)レバ|ズ|(?<=[ケセテネベメレエキシチニビミリイ])ル)?"
)
_SURU_TAIL = re.compile(rf"(?:スル|シ(?=[タテマナヨズ])|サレ|サセ|デキ)?{_TAIL.pattern}")


class Kind(Enum):
    """How a word is inflected."""

    GODAN = "godan"
    ICHIDAN = "ichidan"
    ADJECTIVE = "adjective"
    SURU = "suru"


class Lexeme(NamedTuple):
    """A word by the form a dictionary names it; of a verb with する the noun alone."""

    name: str
    kind: Kind
    lemma: str = ""
    """What an index with lemmas holds for all its forms."""

    def forms(self) -> Iterator[str]:
        """The shortest beginnings that tell all its forms from other words."""
        stem, last = self.name[:-1], self.name[-1:]
        if self.kind is Kind.SURU:
            yield self.name
        elif self.kind is Kind.ADJECTIVE:
            yield from (stem + kana for kana in _ADJECTIVE)
        elif self.kind is Kind.GODAN:
            # 行く is the one verb of its row with 行った.
            kana = _GODAN.get(last, last)
            yield from (stem + one for one in (kana.replace("い", "っ") if self.name.endswith("行く") else kana))
        elif re.search(f"[{HAN}]$", stem):
            yield from (stem + kana for kana in _ICHIDAN)
        else:
            yield stem

    def tail(self) -> str:
        """The pattern of what may belong to the form, after one of `forms`, in a folded text."""
        return (_SURU_TAIL if self.kind is Kind.SURU else _TAIL).pattern


def lexemes(text: str) -> list[Lexeme]:
    """The verbs and adjectives a text may be a form of, or end with; empty for anything else, nouns for instance."""
    match = _OKURIGANA.fullmatch(unicodedata.normalize("NFKC", text))
    if match is None:
        return []
    base, okurigana = match.group("base", "okurigana")
    if match["honorific"]:
        okurigana = _HUMBLE.sub("", okurigana)
    if _NOUN.fullmatch(base) and _SURU.fullmatch(okurigana):
        return [Lexeme(base, Kind.SURU)]
    if not re.search(f"[{HAN}]$", base):
        return []
    if base[-1] in _BARE_ICHIDAN and _SINGLE_ENDING.fullmatch(okurigana):
        return [Lexeme(f"{base}る", Kind.ICHIDAN)]
    found: list[Lexeme] = []
    for lead in range(min(_LONGEST_LEAD, len(okurigana) - 1) + 1):
        stem, ending = base + okurigana[:lead], okurigana[lead:]
        if _ADJECTIVE_ENDING.fullmatch(ending) and (lead or stem[-1] in _BARE_ADJECTIVES):
            adjective = Lexeme(f"{stem}い", Kind.ADJECTIVE)
            if stem.endswith("し") and ending != "そう":
                return [adjective]
            found.append(adjective)
        found += _verbs(stem, ending)
    return list(dict.fromkeys(found))


def _verbs(stem: str, ending: str) -> Iterator[Lexeme]:
    ichidan = _ICHIDAN_ENDING.match(ending)
    if ichidan:
        yield Lexeme(f"{stem}{ichidan.group()}る", Kind.ICHIDAN)
    for pattern, rows in _ENDINGS:
        match = pattern.fullmatch(ending)
        if not match:
            continue
        if rows.startswith("る") and stem.endswith("行"):
            rows = "うく"
        for kana in rows or _DICTIONARY_KANA[match["row"]]:
            if (kana != "つ" or stem[-1] in _TSU_VERBS) and (kana != "ぬ" or stem[-1] in _NU_VERBS):
                yield Lexeme(stem + kana, Kind.GODAN)


def forms_of(words: list[Lexeme]) -> dict[str, str]:
    """The forms to look for with the pattern of what may follow each in a folded text; at most `MAX_FORMS`.

    What begins with another of them is left out.
    """
    found = {form: word.tail() for word in words for form in word.forms()}
    kept = [form for form in found if not any(form != other and form.startswith(other) for other in found)]
    return {form: found[form] for form in kept[:MAX_FORMS]}
