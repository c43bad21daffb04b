"""Names of regions abroad by ISO 3166-2 code, for the regions the portal's partners lie in.

The CLDR data that Babel ships names no regions. A code that is not here is not shown; the city stands alone then.
"""

from django.utils.translation import get_language

REGIONS: dict[str, tuple[str, str]] = {
    "AU-ACT": ("オーストラリア首都特別地域", "Australian Capital Territory"),
    "AU-NSW": ("ニューサウスウェールズ州", "New South Wales"),
    "AU-QLD": ("クイーンズランド州", "Queensland"),
    "AU-SA": ("南オーストラリア州", "South Australia"),
    "AU-TAS": ("タスマニア州", "Tasmania"),
    "AU-VIC": ("ビクトリア州", "Victoria"),
    "AU-WA": ("西オーストラリア州", "Western Australia"),
    "CA-AB": ("アルバータ州", "Alberta"),
    "CA-BC": ("ブリティッシュ・コロンビア州", "British Columbia"),
    "CA-ON": ("オンタリオ州", "Ontario"),
    "CA-QC": ("ケベック州", "Quebec"),
    "CN-BJ": ("北京市", "Beijing"),
    "CN-SH": ("上海市", "Shanghai"),
    "FR-75": ("パリ", "Paris"),
    "FR-75C": ("パリ", "Paris"),
    "FR-IDF": ("イル・ド・フランス地域圏", "Île-de-France"),
    "GB-ENG": ("イングランド", "England"),
    "GB-SCT": ("スコットランド", "Scotland"),
    "GB-WLS": ("ウェールズ", "Wales"),
    "ID-JB": ("西ジャワ州", "West Java"),
    "ID-JK": ("ジャカルタ首都特別州", "Jakarta"),
    "KR-11": ("ソウル特別市", "Seoul"),
    "KR-26": ("釜山広域市", "Busan"),
    "KR-28": ("仁川広域市", "Incheon"),
    "NZ-AUK": ("オークランド地方", "Auckland"),
    "NZ-CAN": ("カンタベリー地方", "Canterbury"),
    "NZ-WGN": ("ウェリントン地方", "Wellington"),
    "TH-10": ("バンコク", "Bangkok"),
    "TH-50": ("チェンマイ県", "Chiang Mai"),
    "TW-KHH": ("高雄市", "Kaohsiung"),
    "TW-NWT": ("新北市", "New Taipei"),
    "TW-TNN": ("台南市", "Tainan"),
    "TW-TPE": ("台北市", "Taipei"),
    "TW-TXG": ("台中市", "Taichung"),
    "US-CA": ("カリフォルニア州", "California"),
    "US-HI": ("ハワイ州", "Hawaii"),
    "US-NY": ("ニューヨーク州", "New York"),
    "US-OR": ("オレゴン州", "Oregon"),
    "US-WA": ("ワシントン州", "Washington"),
    "VN-HN": ("ハノイ市", "Hanoi"),
    "VN-SG": ("ホーチミン市", "Ho Chi Minh City"),
}


def region_name(code: str) -> str:
    """The name of a region in the active language, an empty text for a code without a name."""
    japanese, english = REGIONS.get(code, ("", ""))
    return english if (get_language() or "ja").startswith("en") else japanese
