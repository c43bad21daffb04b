import json
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

TIMETABLE = [{"type": "row", "value": {"time": "10:40", "activity": "あいさつと音声の確認"}}]
VOICES = [{"type": "voice", "value": {"speaker": "partner", "text": "当番をしてみたいです。", "detail": "5年"}}]
STORY = {
    "background": "<p>食べ物の言い方を使う場がほしいという相談でした。</p>",
    "preparation_teachers": "<p>クイズの台紙を作りました。</p><ul><li>ヒントは三つ</li></ul>",
    "challenges": "<p>質問の時間が3分しか残りませんでした。</p>",
    "timetable": json.dumps(TIMETABLE),
    "voices": json.dumps(VOICES),
}
SECRETS = ("かくれが", "利島", "秘境")
WITHHELD = {
    "school_name": "かくれが小学校",
    "school_unnamed": True,
    "municipality": "13362",
    "partner_school": "秘境国民小学",
    "partner_unnamed": True,
}


@pytest.fixture
def shown(anonymous: Client) -> Callable[[str], Any]:
    """A page by its address as soup, the response kept on `.response`."""

    def get(path: str) -> BeautifulSoup:
        response = anonymous.get(path)
        assert response.status_code == 200, path
        soup = BeautifulSoup(response.content, "html.parser")
        soup.response = response
        return soup

    return get
