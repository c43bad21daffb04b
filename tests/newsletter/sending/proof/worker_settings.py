"""The settings of workers that are killed: those of the tests, with a real mail server on loopback."""

import os

from portal.settings.test import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ.get("WORKER_MAIL_PORT", "25"))
EMAIL_TIMEOUT = 10
NEWSLETTER_PER_MINUTE = 0
NEWSLETTER_LEASE_SECONDS = int(os.environ.get("WORKER_LEASE", "1"))
