"""Import of a list: each reader with a consent, duplicates merged, nobody brought back, all or nothing, undone."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from newsletter.models import Subscriber, SubscriberEvent
from newsletter.subscribing.services.forgetting import forget
from newsletter.subscribing.services.leaving import Way, leave
from portal.core.imports.models import ImportJob, ImportRow
from portal.core.imports.services import start_undoing, work
from tests.factories.subscribers import SubscriberFactory, make_delivery
from tests.portal.core.imports.builders import csv_bytes, xlsx_bytes

pytestmark = pytest.mark.django_db
HEAD = ["email", "language", "school_types", "topics", "consented_on", "consent_note"]
NOTE = "説明会の申込書"


def row(email="a@example.jp", language="", types="", topics="", day="", note=NOTE):
    return [email, language, types, topics, day, note]


@pytest.fixture
def bring(tmp_path):
    """Runs the command with these rows; its lines."""

    def run(*rows, options=(), content=None, name="list.csv"):
        path = tmp_path / name
        path.write_bytes(content or csv_bytes([HEAD, *rows]))
        out = io.StringIO()
        try:
            call_command("import_subscribers", str(path), "--locale=en", *options, stdout=out)
        except CommandError as refused:
            return [*out.getvalue().splitlines(), str(refused)]
        return out.getvalue().splitlines()

    return run


def test_readers_are_entered_with_their_consent(bring, mailoutbox):
    lines = bring(
        row("ａ＠Example.jp", "en", "high;小学校", "cases；イベント・マッチング", "2025-05-12"), row("b@example.jp")
    )
    assert lines[0] == "Added: 2 rows"
    one, other = Subscriber.objects.order_by("email")
    assert (one.email, one.status, one.source, one.consent_note) == ("a@example.jp", "confirmed", "import", NOTE)
    assert (one.language, one.school_types, one.topics) == ("en", ["elementary", "high"], ["cases", "events"])
    assert timezone.localtime(one.consented_at).date() == datetime.date(2025, 5, 12)
    assert (other.language, other.school_type_mask, other.topic_mask) == ("ja", 0, 0)
    assert list(SubscriberEvent.objects.values_list("kind", "balance")) == [("imported", 1)] * 2
    assert mailoutbox == []


def test_a_workbook(bring):
    assert bring(content=xlsx_bytes([HEAD, row()]), name="list.xlsx")[0] == "Added: 1 row"


def test_a_dry_run_writes_nothing(bring):
    assert bring(row(), options=["--dry-run"])[0] == "Added: 1 row"
    assert not Subscriber.objects.exists()
    assert not ImportJob.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (row("みどり@example.jp"), "Row 3, email"),
        (row("b@example.jp", note=""), "Row 3, consent_note"),
        (row("b@example.jp", language="fr"), "Row 3, language"),
        (row("b@example.jp", topics="何か"), "Row 3, topics"),
        (row("b@example.jp", day="2999-01-01"), "Row 3, consented_on"),
        (row(""), "Row 3, email"),
        (row("example"), "Row 3, email"),
    ],
)
def test_all_or_nothing(bring, wrong, place):
    lines = bring(row(), wrong)
    assert lines[0].startswith(place)
    assert lines[-1] == "Nothing has been written."
    assert not Subscriber.objects.exists()


def test_without_the_column_of_the_consent_nothing_is_read(bring):
    lines = bring(content=csv_bytes([["email"], ["a@example.jp"]]))
    assert "consent_note" in lines[0]
    assert not Subscriber.objects.exists()


def test_further_rows_of_an_address_are_passed_over(bring):
    lines = bring(row("a@example.jp", "en"), row("A@example.jp", "ja"), row("ａ@example.jp"))
    assert "Row 3, email (E-mail): Row 2 has the same; only that one counts." in lines[0]
    assert {"Added: 1 row", "Unchanged: 2 rows"} <= set(lines)
    assert Subscriber.objects.get().language == "en"


@pytest.mark.parametrize("state", ["confirmed", "unsubscribed", "suspended"])
def test_a_list_brings_nobody_back_and_changes_no_choice(bring, state):
    one = SubscriberFactory(email="a@example.jp", status=state)
    before = Subscriber.objects.values().get(pk=one.pk)
    lines = bring(row("A@example.jp", "en", "high"), row("b@example.jp"))
    assert lines[0].startswith("Warning: Row 2, email")
    assert {"Added: 1 row", "Unchanged: 1 row"} <= set(lines)
    assert Subscriber.objects.values().get(pk=one.pk) == before


def test_whoever_had_asked_is_confirmed_by_the_list(bring):
    one = SubscriberFactory(email="a@example.jp", status="pending", consent_note="フォーム")
    assert "Changed: 1 row" in bring(row("a@example.jp", "en"))
    one.refresh_from_db()
    assert (one.status, one.source, one.consent_note, one.language) == ("confirmed", "import", NOTE, "en")
    undo()
    one.refresh_from_db()
    assert (one.status, one.source, one.consent_note, one.language) == ("pending", "form", "フォーム", "ja")


def undo():
    job = ImportJob.objects.latest("pk")
    start_undoing(job, None)
    work(job.pk)
    job.refresh_from_db()
    return job.state


class TestTakingBack:
    def test_everything(self, bring):
        bring(row(), row("b@example.jp"))
        assert undo() == "undone"
        assert not Subscriber.objects.exists()
        assert sum(SubscriberEvent.objects.values_list("balance", flat=True)) == 0

    def test_not_what_somebody_has_worked_on(self, bring):
        bring(row(), row("b@example.jp"))
        leave(Subscriber.objects.earliest("pk").key, Way.LINK)
        assert undo() == "applied"

    def test_not_who_got_the_newsletter(self, bring):
        bring(row())
        make_delivery(Subscriber.objects.get())
        assert undo() == "applied"

    def test_a_person_who_was_forgotten_stands_in_no_import(self, bring):
        bring(row("a@example.jp"), row("b@example.jp"), row("A@example.jp"))
        job = ImportJob.objects.get()
        assert job.file
        forget(Subscriber.objects.get(email="a@example.jp"), source="manage")
        job.refresh_from_db()
        assert not job.file
        kept = str(list(ImportRow.objects.values()))
        assert "a@example.jp" not in kept
        assert "b@example.jp" in kept
        assert undo() == "undone"
        assert not Subscriber.objects.exists()


def test_thousands(bring, django_assert_max_num_queries):
    rows = [row(f"reader{number}@example.jp") for number in range(2_500)]
    with django_assert_max_num_queries(120):
        assert bring(*rows)[0] == "Added: 2500 rows"
    assert Subscriber.objects.receiving().count() == 2_500
