"""The fixed mix of the search benchmark: rare and common words of every kind a teacher types."""

QUERIES = {
    "two characters": ["台湾", "韓国", "給食", "交流", "英語", "書道", "防災", "平和", "合唱", "落語", "方言", "時差"],
    "three characters": ["小学校", "中学校", "留学生", "大使館", "運動会", "折り紙", "和菓子", "江東区"],
    "four and more": [
        "国際交流",
        "外国語活動",
        "総合的な学習",
        "修学旅行",
        "八王子市",
        "食品ロス",
        "総合的な学習の時間",
    ],
    "kana": ["カード", "オンライン", "オーストラリア", "けん玉", "なわとび", "タブレット", "シンガポール", "ネパール"],
    "Latin": ["zoom", "Zoom", "Teams", "SDGs", "school", "lunch boxes", "video"],
    "widths": ["ｵﾝﾗｲﾝ", "ＺＯＯＭ", "カ－ド", "タブレット端末"],
    "two words": ["台湾 給食", "韓国 オンライン", "小学校 カード交換", "英語 クイズ 歌", "姉妹校 訪問", "3年生 折り紙"],
    "phrases": ["「国際交流」", "“カード交換”", "「一人一台の端末」", '"タイの小学校"'],
    "or, without": ["台湾 OR 韓国", "カード または 手紙", "交流 -台湾", "給食 -お弁当", "-交流"],
    "synonyms": ["ビデオ通話", "テレビ会議", "先生", "調理", "友好校"],
    "inflected": ["送る", "送りました", "話し合い", "取り組み", "学んだ"],
    "one character": ["台", "絵"],
    "facts": ["小学校5年", "高等学校", "稲城市", "インドネシア"],
    "nothing": ["南極大陸", "zzzz"],
}
STOCK = ["台湾", "給食", "落語", "防災", "zoom", "school"]
"""Words that are one token each, so that modelsearch's own compilers find them in our index too."""


def mix() -> list[str]:
    """All queries."""
    return [query for kind in QUERIES.values() for query in kind]
