"""Spellings that mean the same: the tables and rules behind the two folds of `text.py`.

`PLAIN` maps one character at a time and never changes how a text is cut into characters. The rules of `LOOSE` look at
the neighbours and may change the length, so whatever they touch is indexed in both forms.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

# ァ to ヺ, ー and the iteration marks, with the small letters of Ainu; hiragana is folded into these.
KATAKANA = "\u30a1-\u30fa\u30fc-\u30fe\u31f0-\u31ff"
# Radicals, 々〆〇〻, all blocks of han characters, historic kana.
HAN = "\u2e80-\u2fdf\u3005-\u3007\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Scripts that are cut into bigrams because words are not (or not reliably) divided by spaces.
UNSPACED = f"{KATAKANA}{HAN}\uac00-\ud7a3\U0001b000-\U0001b16f"

VOICED_MARKS = "\u3099\u309a\u309b\u309c\uff9e\uff9f"
_MINUS_LIKE = "-\u2010-\u2015\u2212\u2500~\u301c"

# Old, Taiwanese and name forms of characters that occur in names of schools, places and people.
_HAN_PAIRS = """
臺台 灣湾 國国 學学 縣県 區区 鄉郷 鄕郷 龍竜 廣広 澤沢 濱浜 濵浜 邊辺 邉辺 櫻桜 藝芸 圖図 體体 會会
團団 關関 鐵鉄 驛駅 讀読 寫写 實実 發発 變変 應応 德徳 惠恵 榮栄 豐豊 寶宝 靜静 淸清 舊旧 髙高 﨑崎
嵜崎 齋斎 齊斉 嶋島 嶌島 瀨瀬 瀧滝 眞真 黑黒 綠緑 號号 數数 藏蔵 萬万 與与 樂楽 歷歴 傳伝 聲声 畫画
當当 對対 歸帰 殘残 氣気 禮礼 總総 續続 莊荘 萊莱 觀観 譯訳 讓譲 豫予 轉転 遲遅 醫医 錄録 雜雑 雞鶏
顯顕 驗験 鷗鴎 麥麦 點点 齒歯 兒児 來来 佛仏 假仮 價価 兩両 單単 嚴厳 圓円 壽寿 屆届 峽峡 廳庁 彌弥
戰戦 擧挙 條条 歐欧 溫温 滿満 獎奨 盡尽 祕秘 稱称 經経 緣縁 繪絵 聽聴 舍舎 處処 裝装 覺覚 證証 辭辞
隨随 雙双 靈霊 餘余
"""


def _plain_table() -> dict[int, str | None]:
    table: dict[int, str | None] = {code: chr(code + 0x60) for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
    table |= {ord(pair[0]): pair[1] for pair in _HAN_PAIRS.split()}
    table |= {ord("ヵ"): "カ", ord("ヶ"): "ケ"}
    own_letters = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFKD", chr(code))[0]
        base = own_letters.get(base, base)
        if base != chr(code):
            table[code] = base
    # What NFKC could not join to a letter says nothing: stray (half-)voiced marks and accents.
    table |= dict.fromkeys((*range(0x300, 0x370), 0x3099, 0x309A))
    return table


PLAIN = _plain_table()


class Rule(NamedTuple):
    """A replacement: `pattern` becomes `value` (a text, or a function of the match).

    A match holds one of the characters `needs`; most texts hold none and need not be searched for the pattern.
    """

    pattern: re.Pattern[str]
    value: str | Callable[[re.Match[str]], str]
    needs: str

    def new(self, match: re.Match[str]) -> str:
        """What takes the place of a match."""
        return self.value if isinstance(self.value, str) else self.value(match)


# The signs that are written out in `_MINUS_LIKE`.
_MINUS_SIGNS = "".join(chr(code) for code in range(0x3100) if re.match(f"[{_MINUS_LIKE}]", chr(code)))

# In all patterns that follow, what must stand before a sign is written behind it: a search for the sign alone, which is
# rare, then passes over the rest of the text.

# After PLAIN, before tokens: a dash that stands for ー, the apostrophe of don't.
NEIGHBOURS = (
    Rule(re.compile(rf"[{_MINUS_LIKE}](?<=[{KATAKANA}].)(?=[{KATAKANA}])"), "ー", _MINUS_SIGNS),
    # The ʻokina of Hawaiʻi is a letter to Unicode; nobody types it.
    Rule(re.compile(r"['\u2018\u2019\u02bb\u02bc](?<=[a-z].)(?=[a-z])"), "", "'\u2018\u2019\u02bb\u02bc"),
)

_SOUND_PAIRS = """
ヴァ:バ ヴィ:ビ ヴェ:ベ ヴォ:ボ ヴュ:ビュ ヴ:ブ ヷ:バ ヸ:ビ ヹ:ベ ヺ:ボ ティ:チ テュ:チュ
ディ:ジ デュ:ジュ トゥ:ツ ドゥ:ズ ヂ:ジ ヅ:ズ ウィ:ウイ ウェ:ウエ ウォ:ウオ クァ:クア クヮ:クア クィ:クイ
クェ:クエ クォ:クオ グァ:グア グヮ:グア イェ:イエ ヰ:イ ヱ:エ
"""
SOUNDS: dict[str, str] = dict(pair.split(":") for pair in _SOUND_PAIRS.split())
# Small or rare letters, of which each of these pairs holds one.
_SOUND_SIGNS = "ヴヷヸヹヺヂヅヰヱァィゥェォュヮ"
_LONG = "ー"
_OKURIGANA = """
受ケ?入レ? 取リ?組ミ? 取リ?扱イ? 申シ?込ミ? 申シ?出 打チ?合ワ?セ? 問イ?合ワ?セ? 組ミ?合ワ?セ? 待チ?合ワ?セ?
話シ?合イ? 貸シ?出シ? 締メ?切リ? 引キ?継ギ? 引キ?渡シ? 振リ?返リ? 繰リ?返シ? 読ミ?聞カ?セ? 送リ?迎エ?
手続キ? 支払イ? 呼ビ?掛ケ? 見積モ?リ? 割リ?当テ? 乗リ?換エ? 書キ?込ミ? 飾リ?付ケ? 見送リ?
聞キ?取リ? 折リ?紙 切リ?替エ? 立チ?上ゲ?
"""
OKURIGANA_PATTERNS = _OKURIGANA.split()
_KANA = re.compile(rf"[{KATAKANA}]")
_NUMERAL = "0-9〇一二三四五六七八九十百千数何幾"


def _shortest_okurigana(match: re.Match[str]) -> str:
    return _KANA.sub("", match.group())


LOOSE = (
    # サン・フランシスコ = サンフランシスコ
    Rule(re.compile(rf"[・=\u30a0](?<=[{KATAKANA}].)(?=[{KATAKANA}])"), "", "・=\u30a0"),
    # ヴァイオリン = バイオリン, ティーム = チーム
    Rule(re.compile("|".join(SOUNDS)), lambda match: SOUNDS[match.group()], _SOUND_SIGNS),
    Rule(re.compile("ー{2,}"), "ー", _LONG),
    # エネルギー = エネルギ, but カード stays
    Rule(re.compile(rf"ー(?<=[{KATAKANA}]{{3}}ー)(?![{KATAKANA}])"), "", _LONG),
    # コンピューターゲーム = コンピュータゲーム
    Rule(re.compile(rf"ー(?<=[{KATAKANA}]{{2}}[アカサタナハマヤラワガザダバパャ]ー)"), "", _LONG),
    # 受け入れ = 受入れ = 受入
    Rule(
        re.compile("|".join(OKURIGANA_PATTERNS)),
        _shortest_okurigana,
        "".join({pattern[0]: "" for pattern in OKURIGANA_PATTERNS}),
    ),
    # 3ヶ月 = 3か月 = 3箇月, 霞ヶ関 = 霞が関
    Rule(re.compile(rf"[ケ箇個](?<=[{_NUMERAL}].)(?=[月国所年村条])"), "カ", "ケ箇個"),
    Rule(re.compile(rf"ケ(?<=[{HAN}]ケ)(?=[{HAN}])"), "ガ", "ケ"),
    # countries = country, classes = class, schools = school; news, bus and Paris stay
    Rule(re.compile(r"ies(?<=[a-z]{2}ies)(?![a-z0-9])"), "y", "s"),
    Rule(re.compile(r"es(?:(?<=[a-z]sses)|(?<=[a-z]{2}[sc]hes)|(?<=[a-z]xes))(?![a-z0-9])"), "", "s"),
    Rule(re.compile(r"s(?<=[a-z]{2}[a-hj-rtv-z]s)(?<!\bnews)(?![a-z0-9])"), "", "s"),
)
