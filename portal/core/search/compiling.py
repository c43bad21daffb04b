"""What the query compilers of both databases share: the query is rewritten before it is compiled."""

from typing import Any

from django.db.models import QuerySet

from .columns import index_columns
from .models import Synonym
from .query import rewrite


class RewrittenQuery:
    """To be mixed into a query compiler of modelsearch, before it."""

    queryset: QuerySet[Any]
    query: Any
    fields: list[str] | None
    order_by_relevance: bool
    OPEN_END = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.query = rewrite(self.query, Synonym.objects.table, open_end=self.OPEN_END)

    def check(self) -> None:
        """Any filter and order will do: the queryset itself does the filtering."""

    def columns(self) -> list[str]:
        return index_columns(self.queryset.model, self.fields)
