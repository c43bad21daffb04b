"""The directory's search: filters, counts and order on the column store. One pass over arrays, whatever the filters.

A partner fits a facet when it has one of the chosen values, and is found when it fits every facet. The count beside a
value says how many would be found with this value alone in its facet, under all other facets.
"""

from .facets import Facet, Sort, View
from .query import DirectoryQuery, parse_query
from .search import DirectorySearch, search_directory

__all__ = ["DirectoryQuery", "DirectorySearch", "Facet", "Sort", "View", "parse_query", "search_directory"]
