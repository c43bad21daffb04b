"""The desk's report on pages to be checked, its action on several of them, and its number on the first page."""
