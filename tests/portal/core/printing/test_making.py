"""A PDF is made once for all who ask; leases pass from the dead to the living; failures are told, not repeated."""

import datetime

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.core.printing.models import PrintedFile
from portal.core.printing.rendering import PrintingError
from portal.core.printing.services import making
from portal.core.printing.services.making import Outcome, make, obtain


def content(answer) -> bytes:
    with answer.printed.file.open() as file:
        return file.read()


def later(**distance) -> datetime.datetime:
    return timezone.now() + datetime.timedelta(**distance)


def test_the_second_who_asks_gets_what_was_made_for_the_first(notes, press):
    first, second = obtain(notes.printable()), obtain(notes.printable())
    assert (first.outcome, second.outcome) == (Outcome.READY, Outcome.READY)
    assert content(second) == b"%PDF 1"
    assert len(press) == 1


def test_a_changed_thing_is_made_anew_and_the_old_file_goes(notes, press, django_capture_on_commit_callbacks):
    old = obtain(notes.printable()).printed
    notes.pages["1"] = "<p>あたらしいおしらせ</p>"
    with django_capture_on_commit_callbacks(execute=True):
        answer = obtain(notes.printable("second"))
    assert content(answer) == b"%PDF 2"
    assert not old.file.storage.exists(old.file.name)
    assert PrintedFile.objects.count() == 1


def test_a_new_stamp_over_the_same_page_keeps_the_file(notes, press):
    obtain(notes.printable())
    assert content(obtain(notes.printable("second"))) == b"%PDF 1"
    assert len(press) == 1


def test_who_asks_while_somebody_makes_it_is_asked_to_wait(notes, monkeypatch):
    inside = []

    def render(html):
        inside.append(obtain(notes.printable()).outcome)
        return b"PDF"

    monkeypatch.setattr("portal.core.printing.rendering.render_pdf", render)
    assert obtain(notes.printable()).outcome == Outcome.READY
    assert inside == [Outcome.PREPARING]


def test_the_lease_of_a_killed_process_ends(notes, press):
    making._claim(notes.printable(), timezone.now())
    assert obtain(notes.printable()).outcome == Outcome.PREPARING
    PrintedFile.objects.update(leased_until=later(seconds=-1))
    assert obtain(notes.printable()).outcome == Outcome.READY


def test_one_that_was_thought_dead_does_not_overwrite_the_newer(notes, press):
    slow, _answer = making._claim(notes.printable(), timezone.now())
    PrintedFile.objects.update(leased_until=later(seconds=-1))
    newer = obtain(notes.printable())
    assert make(slow.pk, slow.lease).outcome == Outcome.PREPARING
    assert making._store(slow.pk, slow.lease, "other", b"late").outcome == Outcome.PREPARING
    assert content(obtain(notes.printable())) == content(newer) == b"%PDF 1"


def test_a_failure_is_told_and_not_repeated_at_once(notes, monkeypatch, caplog):
    calls = []

    def render(html):
        calls.append(html)
        raise PrintingError("no ink")

    monkeypatch.setattr("portal.core.printing.rendering.render_pdf", render)
    assert obtain(notes.printable()).outcome == Outcome.FAILED
    assert obtain(notes.printable()).outcome == Outcome.FAILED
    assert len(calls) == 1
    assert "no ink" in caplog.text
    PrintedFile.objects.update(failed_at=later(minutes=-6))
    obtain(notes.printable())
    assert len(calls) == 2


def test_what_is_not_there_any_more_is_no_accident(notes, press, caplog):
    del notes.pages["1"]
    assert obtain(notes.printable()).outcome == Outcome.FAILED
    assert caplog.text == ""


def test_only_so_many_are_made_while_people_wait(notes, press, monkeypatch):
    for number in range(making.MOST_AT_ONCE):
        PrintedFile.objects.create(kind="notes", reference=f"busy{number}", leased_until=later(seconds=60))
    assert obtain(notes.printable()).outcome == Outcome.PREPARING
    # What the worker is at takes nobody's place.
    PrintedFile.objects.filter(reference__startswith="busy").update(leased_until=later(minutes=15))
    assert obtain(notes.printable()).outcome == Outcome.READY


class TestTheWorker:
    @pytest.fixture
    def asked(self, notes, press, django_capture_on_commit_callbacks):
        def ask():
            with django_capture_on_commit_callbacks(execute=True):
                return obtain(notes.printable(in_background=True)).outcome

        return ask

    def test_gets_long_work_once(self, asked, press):
        assert [asked(), asked()] == [Outcome.PREPARING, Outcome.PREPARING]
        task = DBTaskResult.objects.get()
        making.make_in_background.call(*task.args_kwargs["args"])
        assert asked() == Outcome.READY
        assert len(press) == 1

    def test_gets_it_again_when_it_was_killed(self, asked, press):
        asked()
        first = DBTaskResult.objects.get()
        PrintedFile.objects.update(leased_until=later(seconds=-1))
        assert asked() == Outcome.PREPARING
        again = DBTaskResult.objects.exclude(pk=first.pk).get()
        # The queue hands out both; the one whose lease has ended does nothing.
        making.make_in_background.call(*first.args_kwargs["args"])
        assert press == []
        making.make_in_background.call(*again.args_kwargs["args"])
        assert asked() == Outcome.READY
