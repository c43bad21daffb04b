"""The 62 municipalities of Tokyo by JIS code, with reading and area.

豊島区 and 利島村 are both "Toshima" in Latin letters, so nothing is ever addressed by romanised name.
"""

from typing import NamedTuple

from django.utils.translation import get_language

from .vocabulary import Area


class Municipality(NamedTuple):
    code: str
    name: str
    kana: str
    name_en: str
    area: Area

    def __str__(self) -> str:
        """The name in the active language."""
        return self.name_en if (get_language() or "").startswith("en") else self.name


_ROWS = (
    Municipality("13101", "千代田区", "ちよだく", "Chiyoda City", Area.WARDS),
    Municipality("13102", "中央区", "ちゅうおうく", "Chuo City", Area.WARDS),
    Municipality("13103", "港区", "みなとく", "Minato City", Area.WARDS),
    Municipality("13104", "新宿区", "しんじゅくく", "Shinjuku City", Area.WARDS),
    Municipality("13105", "文京区", "ぶんきょうく", "Bunkyo City", Area.WARDS),
    Municipality("13106", "台東区", "たいとうく", "Taito City", Area.WARDS),
    Municipality("13107", "墨田区", "すみだく", "Sumida City", Area.WARDS),
    Municipality("13108", "江東区", "こうとうく", "Koto City", Area.WARDS),
    Municipality("13109", "品川区", "しながわく", "Shinagawa City", Area.WARDS),
    Municipality("13110", "目黒区", "めぐろく", "Meguro City", Area.WARDS),
    Municipality("13111", "大田区", "おおたく", "Ota City", Area.WARDS),
    Municipality("13112", "世田谷区", "せたがやく", "Setagaya City", Area.WARDS),
    Municipality("13113", "渋谷区", "しぶやく", "Shibuya City", Area.WARDS),
    Municipality("13114", "中野区", "なかのく", "Nakano City", Area.WARDS),
    Municipality("13115", "杉並区", "すぎなみく", "Suginami City", Area.WARDS),
    Municipality("13116", "豊島区", "としまく", "Toshima City", Area.WARDS),
    Municipality("13117", "北区", "きたく", "Kita City", Area.WARDS),
    Municipality("13118", "荒川区", "あらかわく", "Arakawa City", Area.WARDS),
    Municipality("13119", "板橋区", "いたばしく", "Itabashi City", Area.WARDS),
    Municipality("13120", "練馬区", "ねりまく", "Nerima City", Area.WARDS),
    Municipality("13121", "足立区", "あだちく", "Adachi City", Area.WARDS),
    Municipality("13122", "葛飾区", "かつしかく", "Katsushika City", Area.WARDS),
    Municipality("13123", "江戸川区", "えどがわく", "Edogawa City", Area.WARDS),
    Municipality("13201", "八王子市", "はちおうじし", "Hachioji City", Area.TAMA),
    Municipality("13202", "立川市", "たちかわし", "Tachikawa City", Area.TAMA),
    Municipality("13203", "武蔵野市", "むさしのし", "Musashino City", Area.TAMA),
    Municipality("13204", "三鷹市", "みたかし", "Mitaka City", Area.TAMA),
    Municipality("13205", "青梅市", "おうめし", "Ome City", Area.TAMA),
    Municipality("13206", "府中市", "ふちゅうし", "Fuchu City", Area.TAMA),
    Municipality("13207", "昭島市", "あきしまし", "Akishima City", Area.TAMA),
    Municipality("13208", "調布市", "ちょうふし", "Chofu City", Area.TAMA),
    Municipality("13209", "町田市", "まちだし", "Machida City", Area.TAMA),
    Municipality("13210", "小金井市", "こがねいし", "Koganei City", Area.TAMA),
    Municipality("13211", "小平市", "こだいらし", "Kodaira City", Area.TAMA),
    Municipality("13212", "日野市", "ひのし", "Hino City", Area.TAMA),
    Municipality("13213", "東村山市", "ひがしむらやまし", "Higashimurayama City", Area.TAMA),
    Municipality("13214", "国分寺市", "こくぶんじし", "Kokubunji City", Area.TAMA),
    Municipality("13215", "国立市", "くにたちし", "Kunitachi City", Area.TAMA),
    Municipality("13218", "福生市", "ふっさし", "Fussa City", Area.TAMA),
    Municipality("13219", "狛江市", "こまえし", "Komae City", Area.TAMA),
    Municipality("13220", "東大和市", "ひがしやまとし", "Higashiyamato City", Area.TAMA),
    Municipality("13221", "清瀬市", "きよせし", "Kiyose City", Area.TAMA),
    Municipality("13222", "東久留米市", "ひがしくるめし", "Higashikurume City", Area.TAMA),
    Municipality("13223", "武蔵村山市", "むさしむらやまし", "Musashimurayama City", Area.TAMA),
    Municipality("13224", "多摩市", "たまし", "Tama City", Area.TAMA),
    Municipality("13225", "稲城市", "いなぎし", "Inagi City", Area.TAMA),
    Municipality("13227", "羽村市", "はむらし", "Hamura City", Area.TAMA),
    Municipality("13228", "あきる野市", "あきるのし", "Akiruno City", Area.TAMA),
    Municipality("13229", "西東京市", "にしとうきょうし", "Nishitokyo City", Area.TAMA),
    Municipality("13303", "瑞穂町", "みずほまち", "Mizuho Town", Area.TAMA),
    Municipality("13305", "日の出町", "ひのでまち", "Hinode Town", Area.TAMA),
    Municipality("13307", "檜原村", "ひのはらむら", "Hinohara Village", Area.TAMA),
    Municipality("13308", "奥多摩町", "おくたままち", "Okutama Town", Area.TAMA),
    Municipality("13361", "大島町", "おおしままち", "Oshima Town", Area.ISLANDS),
    Municipality("13362", "利島村", "としまむら", "Toshima Village", Area.ISLANDS),
    Municipality("13363", "新島村", "にいじまむら", "Niijima Village", Area.ISLANDS),
    Municipality("13364", "神津島村", "こうづしまむら", "Kozushima Village", Area.ISLANDS),
    Municipality("13381", "三宅村", "みやけむら", "Miyake Village", Area.ISLANDS),
    Municipality("13382", "御蔵島村", "みくらじまむら", "Mikurajima Village", Area.ISLANDS),
    Municipality("13401", "八丈町", "はちじょうまち", "Hachijo Town", Area.ISLANDS),
    Municipality("13402", "青ヶ島村", "あおがしまむら", "Aogashima Village", Area.ISLANDS),
    Municipality("13421", "小笠原村", "おがさわらむら", "Ogasawara Village", Area.ISLANDS),
)

MUNICIPALITIES: dict[str, Municipality] = {row.code: row for row in _ROWS}


def municipality_choices() -> list[tuple[str, str]]:
    """Choices for forms and filters, in the order of the codes: wards, cities, towns, islands."""
    return [(code, str(row)) for code, row in MUNICIPALITIES.items()]
