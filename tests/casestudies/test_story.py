"""The parts of a case's story: only those with something to say, in their order, and the voices by side."""

import pytest
from django.utils.translation import override

from casestudies.story import LONG, story_parts, voice_groups
from tests.casestudies.helpers import words
from tests.factories.media import make_image
from tests.factories.public_site import make_case, translated

pytestmark = pytest.mark.django_db

ALL = {
    "background": "<p>きっかけ。</p>",
    "aims": "<p>ねらい。</p>",
    "timetable": [{"type": "row", "value": {"time": "10:40", "activity": "あいさつ"}}],
    "preparation_pupils": "<p>名札を作りました。</p>",
    "materials": "<p>カメラ。</p>",
    "voices": [{"type": "voice", "value": {"speaker": "pupil", "text": "楽しかった。", "detail": "5年"}}],
    "afterwork": "<p>手紙を送りました。</p>",
    "ingenuity": "<p>合図を決めました。</p>",
    "challenges": "<p>時間が足りない。</p>",
}
ANCHORS = ["beginning", "day", "preparation", "materials", "voices", "afterwards", "worked-well", "challenges"]


def voice(speaker, text):
    return {"type": "voice", "value": {"speaker": speaker, "text": text, "detail": ""}}


def anchors(case):
    return [part.anchor for part in story_parts(case)]


def photograph(image):
    return [{"type": "photograph", "value": {"image": image.pk, "caption": "発表の様子"}}]


class TestParts:
    def test_all_of_them_in_their_order(self):
        case = make_case(**ALL, photographs=photograph(make_image()))
        assert anchors(case) == [*ANCHORS, "photographs"]

    def test_none_for_a_case_without_a_story(self):
        assert anchors(make_case()) == []

    @pytest.mark.parametrize(
        ("field", "anchor"),
        [
            ("background", "beginning"),
            ("aims", "beginning"),
            ("preparation_pupils", "preparation"),
            ("timetable", "day"),
            ("voices", "voices"),
            ("challenges", "challenges"),
        ],
    )
    def test_one_field_is_enough_for_its_part(self, field, anchor):
        assert anchors(make_case(**{field: ALL[field]})) == [anchor]

    def test_a_part_of_one_text_carries_it(self):
        parts = {part.anchor: part for part in story_parts(make_case(**ALL))}
        assert parts["materials"].text == "<p>カメラ。</p>"
        assert parts["day"].text == ""

    def test_photographs_without_consent_make_no_part(self):
        assert anchors(make_case(photographs=photograph(make_image(consent="missing")))) == []


class TestVoices:
    def test_by_side_in_the_order_in_which_they_were_entered(self):
        spoken = [voice("partner", "A"), voice("pupil", "B"), voice("teacher", "C"), voice("pupil", "D")]
        groups = voice_groups(make_case(voices=spoken))
        assert [[said["text"] for said in group.voices] for group in groups] == [["B", "D"], ["C"], ["A"]]
        assert [group.theirs for group in groups] == [False, False, True]

    def test_sides_that_said_nothing_are_left_out(self):
        (group,) = voice_groups(make_case(voices=[voice("teacher", "C")]))
        assert str(group.heading) == "教員"
        assert voice_groups(make_case()) == []


class TestThePage:
    def headings(self, anonymous, case):
        from bs4 import BeautifulSoup

        page = BeautifulSoup(anonymous.get(case.url).content, "html.parser")
        return page, {anchor: page.select_one(f"main #{anchor}") for anchor in ANCHORS}

    def test_every_part_has_its_heading_and_a_long_story_begins_with_a_list(self, anonymous):
        page, headings = self.headings(anonymous, make_case(**ALL))
        assert all(heading is not None and words(heading) for heading in headings.values())
        links = [link["href"] for link in page.select("main nav a[href^='#']")]
        assert links == [f"#{anchor}" for anchor in ANCHORS]

    def test_a_short_story_has_no_list(self, anonymous):
        few = {name: ALL[name] for name in ("background", "timetable", "materials")}
        page, _headings = self.headings(anonymous, make_case(**few))
        assert len(few) < LONG
        assert page.select("main nav a[href^='#']") == []

    def test_in_english(self, anonymous):
        case = translated(make_case(**ALL))
        page, _headings = self.headings(anonymous, case)
        with override("en"):
            expected = [str(part.heading) for part in story_parts(case)]
        assert [words(link) for link in page.select("main nav a[href^='#']")] == expected
        assert expected[1] == "How the day went"
