"""The words of what is typed as a sentence: 台湾の学校と給食の話をする is 台湾, 学校, 給食, 話 (pure, no dictionary).

Particles and verbs that say nothing alone are left out, okurigana stay with their word: 水を調べた is 水, 調べた.
Text without kanji, katakana or letters beside its hiragana cannot be taken apart.
"""

import re
import unicodedata
from collections.abc import Iterator

from .variants import HAN, KATAKANA

MAX_PARTS = 8
"""So many words of one sentence are looked for."""
SPARES_A_WORD = 4
"""A sentence of so many words may lack one of them: nobody remembers a whole sentence right."""

_HIRAGANA = "ぁ-ゖゝゞ"
_COUNTED = "[0-9〇一二三四五六七八九十百千数何幾]+[かが][月国所年村条]"
_CHARACTERS = rf"[{HAN}{KATAKANA}・]+|[^\W{_HIRAGANA}{HAN}{KATAKANA}_]+"
_PIECE = re.compile(rf"(?P<kana>[{_HIRAGANA}]+)|{_COUNTED}|{_CHARACTERS}")
_PARTICLES = (
    "についての|について|においての|における|において|としての|として|によって|による|にとって|に対する|に対して|"
    "からの|までの|への|との|での|よりも|より|から|まで|には|にも|では|でも|とは|とも|だけ|など|という|"
    "の|を|に|が|は|へ|と|で|も|や|か|な"
)
_EMPTY = (
    "する|した|して|します|しました|しよう|したい|される|された|させる|できる|できた|できて|できます|できない|"
    "ある|あった|あって|ない|なかった|いる|いた|いない|なる|なった|くる|くれる|もらう|もらった|ください|ほしい|"
    "こと|もの|とき|ため|ところ|よう|どう|どの|どんな|なに|なぜ|この|その|あの|それ|これ|です|でした|ます|ですか|ますか"
)
_AFTER_WORD = re.compile(f"(?:{_PARTICLES})(?:{_PARTICLES}|{_EMPTY})*")
_AFTER_NOUN = re.compile(f"(?:{_PARTICLES}|{_EMPTY})+")
# What okurigana never begin with, so that what follows belongs to the next word: 台湾のけん玉.
_SURE = re.compile(f"(?:の|を|へ|との|での|への|からの|までの)(?:{_EMPTY})*(?:{_PARTICLES})?")
# 話し合い, 受け入れ: the first verb of two ends in one of these.
_JOINING = re.compile("[ぁ-ん]?[いきしちにひみりぎじびえけせねべめれげぜ]")
_SHORTEST_WORD = 2


def _okurigana(kana: str, base: str) -> tuple[str, str] | None:
    """Okurigana and the rest, where the kana after a word end in what says nothing; None where nothing of it does."""
    empty = _AFTER_NOUN if len(base) >= _SHORTEST_WORD else _AFTER_WORD
    for at in range(len(kana)):
        pattern = empty if at == 0 else _AFTER_WORD
        if pattern.fullmatch(kana, at):
            return kana[:at], kana[at:]
    return None


def _words(pieces: list[tuple[str, bool]]) -> Iterator[str]:
    """The words of pieces that follow one another without a gap, each a text and whether it is hiragana."""
    word = ""
    for at, (piece, is_kana) in enumerate(pieces):
        if not is_kana:
            word += piece
            continue
        is_last = at == len(pieces) - 1
        split = _okurigana(piece, word) if word else None
        sure = _SURE.match(piece) if word else None
        if split:
            yield word + split[0]
            word = ""
        elif sure:
            yield word
            word = piece[sure.end() :]
        elif not word or (not is_last and _JOINING.fullmatch(piece)):
            word += piece
        else:
            yield word + piece
            word = ""
    yield word


def parts_of(text: str) -> tuple[str, ...]:
    """The words of a text that reads like a sentence, at most `MAX_PARTS`.

    Empty when there are not two of them, and for names like 霞が関 of single characters.
    """
    text = unicodedata.normalize("NFKC", text)
    found: dict[str, None] = {}
    pieces: list[tuple[str, bool]] = []
    end = 0
    kana_between = False
    for match in _PIECE.finditer(text):
        if match.start() > end:
            found |= dict.fromkeys(_words(pieces))
            pieces = []
        pieces.append((match.group(), match["kana"] is not None))
        kana_between = kana_between or (match["kana"] is not None and len(pieces) > 1)
        end = match.end()
    found |= dict.fromkeys(_words(pieces))
    words = [word for word in found if word]
    is_sentence = kana_between and len(words) > 1 and max(map(len, words)) >= _SHORTEST_WORD
    return tuple(words[:MAX_PARTS]) if is_sentence else ()


def repetitions(words: int) -> int:
    """How often each word of a sentence stands in the query that lets it lack any one of them (`query.py`)."""
    return (words - 1).bit_length() if words >= SPARES_A_WORD else 1
