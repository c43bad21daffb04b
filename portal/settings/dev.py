"""A developer's machine and `make demo`: no variable needed, yet everything behaves as in production unless DEBUG=1."""

from .base import *  # noqa: F403
from .base import STORAGES, VAR, env

DEBUG = env.bool("DEBUG", default=False)
# Signs sessions of the demo only; production demands its own.
SECRET_KEY = env.str("SECRET_KEY", default="demo-only-key-that-production-never-accepts-0123456789")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
# Nothing leaves the machine: each mail becomes a file.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
WAGTAILADMIN_BASE_URL = env.str("PORTAL_BASE_URL", default=f"http://127.0.0.1:{env.str('PORT', default='') or 8000}")
INTERNAL_IPS = ["127.0.0.1"]
DEMO_ALLOWED = True
VAR.mkdir(parents=True, exist_ok=True)

if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_AUTOREFRESH = True
    WHITENOISE_USE_FINDERS = True
