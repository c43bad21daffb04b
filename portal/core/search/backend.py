from wagtail.search.backends.database import SearchBackend  # noqa: F401
