"""How names in kanji are read, in hiragana: what is typed before an input method has turned it into kanji."""

COUNTRIES = {
    "CF": ("ちゅうおうアフリカ",),
    "CN": ("ちゅうごく",),
    "EH": ("にしサハラ",),
    "GB": ("えいこく",),
    "GF": ("ふつりょうギアナ",),
    "GQ": ("せきどうギニア",),
    "HK": ("ほんこん",),
    "JP": ("にほん", "にっぽん"),
    "KP": ("きたちょうせん",),
    "KR": ("かんこく",),
    "MK": ("きたマケドニア",),
    "MP": ("きたマリアナ",),
    "PF": ("ふつりょうポリネシア",),
    "SS": ("みなみスーダン",),
    "TL": ("ひがしティモール",),
    "TW": ("たいわん",),
    "US": ("べいこく",),
    "AU": ("ごうしゅう",),
    "ZA": ("みなみアフリカ",),
}
OTHER_NAMES = {"AU": ("豪州",), "GB": ("英国", "UK"), "US": ("米国", "USA"), "AE": ("UAE",), "KR": ("South Korea",)}
"""Names of countries that are typed as often as the one shown."""

THEMES = {
    "introduction": ("じこしょうかい",),
    "school_life": ("がっこうせいかつ",),
    "food": ("きゅうしょく",),
    "seasons": ("きせつ",),
    "traditional_culture": ("でんとうぶんか",),
    "community": ("ちいき",),
    "play_sports": ("あそび",),
    "music_dance": ("おんがく",),
    "sdgs": ("かんきょう",),
    "disaster": ("ぼうさい",),
    "peace_history": ("へいわ",),
    "steam": ("りか",),
    "business": ("しょうひんかいはつ",),
    "language": ("がいこくご",),
}
EXCHANGE_TYPES = {
    "letter_card": ("てがみ",),
    "video_mail": ("どうが",),
    "artwork": ("さくひん",),
    "joint_project": ("きょうどう",),
    "embassy": ("たいしかん",),
    "guests_in_japan": ("りゅうがくせい",),
    "sister_school": ("しまいこう",),
}
PLACES = {
    "台北": ("たいぺい",),
    "高雄": ("たかお",),
    "台中": ("たいちゅう",),
    "台南": ("たいなん",),
    "北京": ("ぺきん",),
    "上海": ("しゃんはい",),
    "香港": ("ほんこん",),
    "東京": ("とうきょう",),
    "釜山": ("ぷさん",),
}
WORDS = {"きゅうしょく": "給食", "えいご": "英語", "じこしょうかい": "自己紹介", "てがみ": "手紙", "しょどう": "書道"}
"""Common words of the cases by their reading, for what an input method left in kana."""
