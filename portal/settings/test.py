"""The test suite: fast hashing, mail in memory, files in a folder that is thrown away. `DATABASE_URL` is respected."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import STORAGES, database

SECRET_KEY = "test-only-key-0123456789-abcdefghijklmnopqrstuvwxyz"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DATABASES = {"default": database("sqlite://:memory:")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEMO_ALLOWED = True

VAR = Path(tempfile.mkdtemp(prefix="portal-test-"))
MEDIA_ROOT = VAR / "media"
STATIC_ROOT = VAR / "static"
STORAGES["private"]["OPTIONS"] = {"location": str(VAR / "private"), "base_url": "/cms/originals/"}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
