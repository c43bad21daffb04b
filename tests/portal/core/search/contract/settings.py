"""A project without Wagtail and the house: modelsearch, the models of its own tests, and the search of the portal."""

import environ

from portal.settings.base import SQLITE_OPTIONS

SECRET_KEY = "the-contract-needs-no-secret"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "modelsearch.test.testapp",
    "tests.portal.core.search.contract.stranger",
    "modelsearch",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
]
DATABASES = {"default": environ.Env().db_url("DATABASE_URL", default="sqlite://:memory:")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = dict(SQLITE_OPTIONS)
# Beside the database of the tests that start these ones.
DATABASES["default"]["TEST"] = {"NAME": f"contract_{DATABASES['default']['NAME']}"}
MODELSEARCH_BACKENDS = {"default": {"BACKEND": "portal.core.search.backend"}}
