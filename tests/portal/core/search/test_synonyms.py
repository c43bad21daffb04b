"""Groups of equal words: the table, the rules of the model, the admin."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from portal.core.models import Synonym
from portal.core.search.synonyms import SynonymTable, split_words


def test_words_are_divided_by_lines_and_commas_of_any_kind() -> None:
    assert split_words("ビデオ通話、テレビ会議\r\n video call , Google Meet，ｶｲｷﾞ､ \n\n") == [
        "ビデオ通話",
        "テレビ会議",
        "video call",
        "Google Meet",
        "ｶｲｷﾞ",
    ]


def test_a_table_is_asked_in_any_spelling() -> None:
    table = SynonymTable(["ビデオ通話、テレビ会議、Google Meet", "先生、教師、教員"])
    assert table.others("ﾋﾞﾃﾞｵ通話") == ["テレビ会議", "Google Meet"]
    assert table.others("google  meets") == ["ビデオ通話", "テレビ会議"]
    assert table.others("きょうし") == []
    assert table.others("教師") == ["先生", "教員"]
    assert table.others("%") == []
    assert "googlemeet" in table
    assert "通話" not in table


def test_a_word_of_two_groups_counts_for_the_first() -> None:
    table = SynonymTable(["先生、教師", "教師、教員"])
    assert table.others("教師") == ["先生"]
    assert table.others("教員") == ["教師"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("先生", "at least two words"),
        ("先生、先生", "for the same word"),
        ("コンピューター、ｺﾝﾋﾟｭｰﾀ", "for the same word"),
        ("先生、！？", "no letter or number"),
        ("、、", "at least two words"),
        ("講師、教師", "already belongs to the group “先生 = 教師”"),
        ("講師、きょう師、ｾﾝｾｲ、先生", "already belongs"),
        ("教師、講師", "already belongs"),  # a chain: 先生 = 教師 = 講師
        ("教師、先生", "already belongs"),  # a circle
        ("コンピューター、コンピュータ", "for the same word"),
        ("ヴァイオリン、バイオリン", "for the same word"),
        ("country、Countries", "for the same word"),
        ("取り組み、取組", "for the same word"),
    ],
)
def test_what_could_not_work_is_refused_beside_the_field(words: str, message: str) -> None:
    Synonym.objects.create(words="先生\n教師")
    with override("en"), pytest.raises(ValidationError) as refused:
        Synonym(words=words).full_clean()
    assert list(refused.value.message_dict) == ["words"]
    assert message in " ".join(refused.value.messages)


@pytest.mark.django_db
def test_a_group_may_be_saved_again_and_its_words_are_set_line_by_line() -> None:
    group = Synonym.objects.create(words="先生、教師")
    group.words = "先生、 教師、教員"
    group.full_clean()
    group.save()
    assert group.words == "先生\n教師\n教員"
    assert str(group) == "先生 = 教師 = 教員"


@pytest.mark.django_db
def test_no_word_gets_into_two_groups_past_the_rules_either() -> None:
    group = Synonym.objects.create(words="先生、教師")
    for words in ("ｾﾝｾｲ、先生", "講師、教師"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Synonym.objects.create(words=words)
    group.words = "先生、講師"
    group.save()
    other = Synonym.objects.create(words="教師、教員")
    other.words = "教師、講師"
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()
    group.delete()
    other.save()
    assert Synonym.objects.table().others("教師") == ["講師"]


@pytest.mark.django_db
def test_a_word_may_be_long_whatever_it_folds_to() -> None:
    Synonym.objects.create(words="\ufdfa" * 200 + "、長い言葉")
    assert len(Synonym.objects.table().others("長い言葉")) == 1


@pytest.fixture
def admin_client(db: None) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("root", password="x" * 12))
    return client


def test_staff_lists_searches_and_edits_groups(admin_client: Client) -> None:
    Synonym.objects.create(words="先生\n教師")
    listing = reverse(Synonym.snippet_viewset.get_url_name("list"))
    assert "先生 = 教師" in admin_client.get(listing).content.decode()
    assert "先生 = 教師" in admin_client.get(listing, {"q": "教師"}).content.decode()
    assert "先生 = 教師" not in admin_client.get(listing, {"q": "生徒"}).content.decode()
    add = reverse(Synonym.snippet_viewset.get_url_name("add"))
    refused = admin_client.post(add, {"words": "教師、講師"})
    assert refused.status_code == 200
    assert "先生 = 教師" in refused.content.decode()
    assert admin_client.post(add, {"words": "ビデオ通話、テレビ会議"}).status_code == 302
    assert Synonym.objects.filter(words="ビデオ通話\nテレビ会議").exists()


@pytest.mark.parametrize("edits", [False, True])
def test_of_two_editors_at_once_the_second_is_told(edits: bool, admin_client: Client, monkeypatch) -> None:
    """The first one's group is stored between the check and the saving of the second one's."""
    own = Synonym.objects.create(words="教員、教諭") if edits else None
    check = Synonym.clean
    checks = 0

    def clean(group: Synonym) -> None:
        nonlocal checks
        checks += 1
        # In one connection the other one's group goes with our failed transaction, so it is stored once more.
        Synonym.objects.get_or_create(words="先生\n教師")
        check(group)

    def clean_too_early(group: Synonym) -> None:
        if checks:
            return clean(group)
        with monkeypatch.context() as patch:
            patch.setattr(Synonym, "_problems", lambda group: iter(()))
            return clean(group)

    monkeypatch.setattr(Synonym, "clean", clean_too_early)
    url = reverse(Synonym.snippet_viewset.get_url_name("edit" if own else "add"), args=[own.pk] if own else [])
    response = admin_client.post(url, {"words": "教師、講師"})
    assert checks == 2
    assert response.status_code == 200
    assert "先生 = 教師" in response.content.decode()
    assert Synonym.objects.table().others("講師") == []
    assert admin_client.post(url, {"words": "助手、講師"}).status_code == 302
