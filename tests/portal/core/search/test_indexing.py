"""How objects get into the index: in batches, in their own language, and out of it again."""

import threading

import pytest
from django.db import connection
from django.utils import translation
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from casestudies.models import CaseStudyPage
from home.models import StandardPage
from portal.core.search.indexing import texts_by_weight, write_in_batches
from portal.core.search.selectors import WordSearch
from tests.factories.public_site import make_case


def found(query: str) -> set[int]:
    return set(WordSearch(StandardPage, query).keys().tolist())


class TestBatches:
    def test_all_are_written_in_their_order(self):
        written: list[list[int]] = []
        write_in_batches(range(7), lambda some: [number * 10 for number in some], written.append, 3)
        assert written == [[0, 10, 20], [30, 40, 50], [60]]

    def test_a_batch_is_written_while_the_next_is_prepared(self):
        second = threading.Event()

        def prepare(some):
            if some[0] == 1:
                second.set()
            return some

        # Would wait for ever if the next one were prepared afterwards only.
        write_in_batches(range(2), prepare, lambda some: second.wait(60) or pytest.fail("nothing was prepared"), 1)

    def test_one_batch_is_written_by_the_caller(self):
        threads: list[int] = []
        write_in_batches(range(3), list, lambda _some: threads.append(threading.get_ident()), 3)
        assert threads == [threading.get_ident()]

    @pytest.mark.parametrize("broken", range(4))
    def test_an_error_is_told_and_ends_it(self, broken):
        written: list[int] = []

        def write(some):
            if some[0] == broken:
                raise ValueError(broken)
            written.append(some[0])

        with pytest.raises(ValueError, match=str(broken)):
            write_in_batches(range(4), list, write, 1)
        assert written == list(range(broken))


@pytest.mark.django_db
class TestBulk:
    def test_more_than_a_batch_is_found_and_written_again_only_where_it_changed(self, add_page):
        pages = [add_page(f"給食 {number}") for number in range(5)]
        IndexEntry.objects.all().delete()
        assert found("給食") == set()
        backend = get_search_backend()
        backend.add_bulk(StandardPage, pages * 30)
        assert found("給食") == {page.pk for page in pages}
        pages[0].title = "書道"
        backend.add_bulk(StandardPage, pages)
        assert found("給食") == {page.pk for page in pages[1:]}
        assert found("書道") == {pages[0].pk}

    def test_what_is_deleted_twice_leaves_the_rest_alone(self, add_page):
        gone, stays = add_page("けん玉の会"), add_page("けん玉の日")
        entries = IndexEntry.objects.filter(object_id=str(gone.pk))
        # Django deletes the row of the full-text table of SQLite first, and the entry's trigger does it again.
        entries.delete()
        assert found("けん玉") == {stays.pk}
        get_search_backend().add(gone)
        gone.delete()
        stays.title = "折り紙の日"
        stays.save()
        assert found("けん玉") == set()
        assert found("折り紙") == {stays.pk}
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                table = "wagtailsearch_indexentry_fts"
                cursor.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")  # noqa: S608


@pytest.mark.django_db
class TestLanguage:
    """Labels are indexed in the words of the page, whatever language the editor works in."""

    @pytest.mark.parametrize("editor", ["ja", "en"])
    def test_a_case_has_its_own(self, editor):
        case = make_case(
            voices=[("voice", {"speaker": "teacher", "text": "よい時間でした。", "detail": ""})],
        )
        with translation.override(editor):
            text = "\n".join(texts_by_weight(case).values())
        assert "教員" in text
        assert "Teacher" not in text

    def test_bulk_reads_the_languages_with_the_pages(self, django_assert_num_queries, add_page):
        for number in range(3):
            add_page(f"題 {number}")
        with django_assert_num_queries(1):
            assert len([page.locale.language_code for page in StandardPage.get_indexed_objects()]) >= 3


@pytest.mark.django_db
def test_a_code_that_is_no_choice_any_more_is_not_found():
    case = make_case(voices=[("voice", {"speaker": "ghost", "text": "声", "detail": ""})])
    assert "ghost" not in "\n".join(texts_by_weight(CaseStudyPage.objects.get(pk=case.pk)).values())
