"""All tests that modelsearch has for a backend, with the deviations of ours told one by one (see the README)."""

import tomllib
from collections.abc import Iterator
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

from django.core import serializers
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.test import TestCase
from modelsearch.backends import get_search_backend
from modelsearch.query import MATCH_ALL, Boost, Fuzzy, PlainText
from modelsearch.test.testapp import models
from modelsearch.tests.test_backends import BackendTests

ANIMALS = [("Animal", None), ("Mammal", "Animal"), ("Reptile", "Animal"), ("Dog", "Mammal"), ("Cat", "Mammal")]


def books() -> Iterator[dict[str, Any]]:
    """The objects of `books.toml` as Django's serializer reads them."""
    tables = tomllib.loads(Path(__file__).with_name("books.toml").read_text(encoding="utf-8"))
    for model, table in tables.items():
        for pk, *values in table["rows"]:
            fields = {
                name: None if value == "" else value for name, value in zip(table["columns"], values, strict=True)
            }
            yield {"model": f"searchtests.{model}", "pk": pk, "fields": fields}


class PortalBackendTests(BackendTests, TestCase):
    backend_path = "portal.core.search.backend"
    fixtures: list[str] = []

    @classmethod
    def setUpTestData(cls) -> None:
        if connection.vendor == "postgresql":
            # What a project takes over beside the folder, as the README says.
            with connection.cursor() as cursor:
                cursor.execute(import_module("portal.core.migrations.0010_short_rows").FUNCTION)
        loaded = set()
        for one in serializers.deserialize("python", books()):
            one.save()
            loaded.add(type(one.object))
        # The file names the keys itself, which PostgreSQL's sequences do not see.
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(loaded)):
                cursor.execute(statement)
        # Trees, and what hangs on a meeting.
        for model in (models.MPAnimal, models.NSAnimal):
            for name, parent in ANIMALS:
                add = model.objects.get(name=parent).add_child if parent else model.add_root
                add(name=name)
        meeting = models.Meeting.objects.get(name="Stand-up meeting")
        item = models.AgendaItem.objects.create(meeting=meeting, topic="Sprint")
        models.Speaker.objects.create(agenda_item=item, name="Conan Doyle")
        call_command("rebuild_modelsearch_index", backend_name="default", chunk_size=50, stdout=StringIO())

    def setUp(self) -> None:
        # The index is built once for all tests; what one of them changes is rolled back like the rest of the database.
        self.backend_name = "default"
        self.backend = get_search_backend("default")

    # Any filter and any order may stand before the search; modelsearch wants a FilterField for each.

    def test_filter_on_non_filterable_field(self) -> None:
        found = self.backend.search(MATCH_ALL, models.Author.objects.filter(name__startswith="Isaac"))
        assert [author.name for author in found] == ["Isaac Asimov"]

    test_missing_filter_field = test_filter_on_non_filterable_field

    def test_missing_filter_field_in_related_fields(self) -> None:
        novels = models.Character.objects.filter(novel_as_protagonist__publication_date="1937-09-21")
        assert [one.name for one in self.backend.search(MATCH_ALL, novels)] == ["Bilbo Baggins"]

    def test_missing_related_fields(self) -> None:
        characters = models.Character.objects.filter(novel__authors__name="Isaac Asimov")
        assert {one.name for one in self.backend.search(MATCH_ALL, characters)} == {one.name for one in characters}

    def test_order_by_non_filterable_field(self) -> None:
        authors = models.Author.objects.order_by("name")
        found = self.backend.search(MATCH_ALL, authors, order_by_relevance=False)
        assert [one.name for one in found] == [one.name for one in authors]

    # A word counts by the field it stands in; what a query wants to weigh otherwise is found and not weighed.

    def test_boost(self) -> None:
        for weight in (2.0, 0.5):
            query = PlainText("JavaScript Definitive") | Boost(PlainText("Learning Python"), weight)
            found = self.backend.search(query, models.Book.objects.all())
            assert {one.title for one in found} == {"Learning Python", "JavaScript: The Definitive Guide"}

    # Boosts are told apart in three steps only: 4 and more, any other, none; so of two below 1 neither comes first.

    def test_search_boosting_on_related_fields(self) -> None:
        found = {novel.title for novel in self.backend.search("Bilbo Baggins", models.Novel)}
        hobbits = {"The Hobbit", "The Fellowship of the Ring", "The Two Towers", "The Return of the King"}
        assert found == hobbits

    # Fuzzy is searched like plain text; near words are proposed by `spelling.py` instead.

    def test_fuzzy(self) -> None:
        assert {one.title for one in self.backend.search(Fuzzy("hobbit"), models.Book)} == {"The Hobbit"}
        assert list(self.backend.search(Fuzzy("hobit"), models.Book)) == []

    # `fields` knows the title and the rest.

    def test_fields_other_than_the_title_are_one(self) -> None:
        for fields in (["summary"], ["summary", "title"]):
            found = self.backend.search("tolkien", models.Book, fields=fields)
            assert found.count() == 4
        assert self.backend.search("tolkien", models.Book, fields=["title"]).count() == 0

    # Beyond the suite

    def test_reset_indexes(self) -> None:
        self.backend.reset_indexes()
        assert self.backend.search("JavaScript", models.Book).count() == 0

    def test_an_update_replaces_what_was_indexed(self) -> None:
        book = models.Book.objects.get(title="Programming Rust")
        book.title = "Programming Oxide"
        book.save()
        assert self.backend.search("rust programming", models.Book, fields=["title"]).count() == 1
        assert [one.pk for one in self.backend.search("oxide", models.Book)] == [book.pk]

    def test_slices_are_cut_from_one_order(self) -> None:
        titles = [book.title for book in self.backend.search("the", models.Book)]
        assert len(titles) > 4
        parts = [list(self.backend.search("the", models.Book)[at : at + 2]) for at in range(0, len(titles), 2)]
        assert [book.title for part in parts for book in part] == titles
