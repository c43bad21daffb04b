"""Charts drawn by the server, each beside its numbers in words or in a table."""

from collections.abc import Iterator
from typing import Any

from portal.core.charts import comparison_rows, half_disc_mark
from portal.core.styles.samples import Component, Sample, both, long_text
from portal.core.worldmap.figure import Spot, draw_map
from portal.core.worldmap.places import Place


def lead() -> str:
    return both(
        "藍は東京、山吹は相手、常磐は重なりです。色のほかに、形と文字でも分かるようにします。",
        "Indigo is Tokyo, yellow the partner, green what both share. Shape and words say the same.",
    )


def parts() -> list[dict[str, Any]]:
    """Criteria of a match: a strong, a weak and an unknown one."""
    part = {"label": both("テーマ", "Theme"), "value": 0.95, "known": True, "weight_school": 0.4, "weight_partner": 0.2}
    return [
        {**part, "sentence": both("2つのテーマが重なります。", "Two themes are shared.")},
        {
            **part,
            "label": both("言語", "Language"),
            "value": 0.5,
            "sentence": both("相手校では日本語を教えていません。", "They do not teach Japanese."),
        },
        {**part, "label": both("道具", "Tools"), "known": False, "value": 0.5, "sentence": ""},
    ]


def components() -> Iterator[Component]:
    yield from _matching()
    yield from _results()
    yield from _world()


def _matching() -> Iterator[Component]:
    yield _hatch()
    yield _fit_legend()
    yield _fit()
    yield _match_fit()
    yield _match_mark()
    yield _funnel()


def _hatch() -> Component:
    return Component(
        "components/hatch",
        both(
            "「まだ分からない」の網かけです。ページに1度だけ置きます。見えません。",
            "The pattern of unknown values, once a page; not seen itself.",
        ),
        (Sample(both("標準（見えません）", "Default (not seen)"), {}, 'id="hatch"'),),
    )


def _fit_legend() -> Component:
    return Component(
        "components/fit_legend",
        both("棒と印の色の説明です。", "What the colours of bars and marks mean."),
        (Sample(both("標準", "Default"), {}, "重なり"),),
    )


def _fit() -> Component:
    return Component(
        "components/fit",
        both(
            "枠の長さは重み、塗りは重み×値です。弱い項目には縁が付きます。",
            "Frame: weight. Fill: weight × value. Weak ones have an edge.",
        ),
        (
            Sample(
                both("合う・弱い・不明", "Strong, weak, unknown"),
                {"parts": parts(), "level": 3},
                "本校は40点のうち20点、相手校は20点のうち10点。",
            ),
        ),
    )


def _match_fit() -> Component:
    fits = ((0.87, both("よく合う", "Good")), (0.58, both("合う", "Fair")), (0.3, both("一部", "Partly")))
    return Component(
        "components/match_fit",
        both(
            "印と3つの数を必ず並べます。同じ画面で理由を示します。",
            "The mark and its three numbers, with the reasons in view.",
        ),
        tuple(
            Sample(state, {"fit": fit, "fit_school": min(1, fit + 0.01), "fit_partner": fit - 0.01}, "match__fit")
            for fit, state in fits
        ),
    )


def _match_mark() -> Component:
    return Component(
        "components/match_mark",
        both(
            "半円の大きさは各側の合い具合、重なりは両側の合い具合です。",
            "Discs: each side's fit. Overlap: the mutual fit.",
        ),
        (
            Sample(both("重なる", "Overlap"), {"mark": half_disc_mark(0.9, 0.8, 0.85)}, 'class="over"'),
            Sample(both("離れる", "Apart"), {"mark": half_disc_mark(0.4, 0.5, 0)}),
        ),
    )


def _funnel() -> Component:
    return Component(
        "components/funnel",
        both(
            "条件ごとに残る校数です。最後が答えです。", "How many remain after each condition; the last is the answer."
        ),
        (
            Sample(
                both("標準", "Default"),
                {"steps": [(both("すべて", "All"), 412), (long_text(), 96), (both("時差", "Time"), 19)]},
                'class="is-last"',
            ),
            Sample(both("残らない", "None left"), {"steps": [(both("すべて", "All"), 412), (both("時差", "Time"), 0)]}),
        ),
    )


def _results() -> Iterator[Component]:
    rows = [(both("オンライン", "Online"), 3, 2), (both("手紙", "Letters"), 1, 4)]
    chart = {
        "caption": both("交流の種類", "Exchange types"),
        "rows": rows,
        "label_head": both("種類", "Type"),
        "value_head": both("今年度", "This year"),
    }
    yield Component(
        "components/results_chart",
        both("円グラフは使いません。数の横に棒を置きます。", "No slices: bars beside the numbers."),
        (
            Sample(
                both("前年との比較", "With the year before"),
                {**chart, "before_head": both("前年度", "Year before")},
                'width="160.0"',
            ),
            Sample(
                both("前年なし・注記", "Without, with a note"),
                {
                    **chart,
                    "caption": both("交流の種類（見本）", "Exchange types (samples)"),
                    "rows": [row[:2] for row in rows],
                    "note": both("見本の数です。", "Sample figures."),
                },
            ),
        ),
    )
    both_bars, one_bar = comparison_rows([("", 3, 2)])[0], comparison_rows([("", 3)])[0]
    yield Component(
        "components/comparison_bar.svg",
        both("上の表の中の棒です。前年は枠だけです。", "A bar of that table; the year before is a frame only."),
        (
            Sample(both("2本", "Two bars"), {"row": both_bars}, "bar--before"),
            Sample(both("1本", "One bar"), {"row": one_bar}, 'class="bar"'),
        ),
    )


def _world() -> Iterator[Component]:
    places = (
        (both("台湾", "Taiwan"), Place(25.03, 121.57), 9),
        (both("オーストラリア", "Australia"), Place(-33.87, 151.21), 4),
        (both("カナダ", "Canada"), Place(49.28, -123.12), 2),
    )
    spots = [
        Spot(name, place, str(number), both(f"{name}：{number}件", f"{name}: {number}"), "#", number / 9)
        for name, place, number in places
    ]
    head = [both("国・地域", "Country or region"), both("事例", "Case studies")]
    world = draw_map(spots, head, [[name, number] for name, _place, number in places], (1,))
    words = {
        "label": both("事例のある国・地域", "Countries with case studies"),
        "hint": both("帯は東京との時差です。", "Bands: hours from Tokyo."),
        "caption": both("国・地域ごとの事例", "Case studies by country"),
        "note": both("見本の数です。", "Sample figures."),
        "stack": True,
    }
    yield Component(
        "components/world_map",
        both("地図は挿絵です。同じことを下の表が伝えます。", "An illustration; the table under it says the same."),
        (Sample(both("標準", "Default"), {"world": world, **words}, "world__pin"),),
    )
