"""Settings shared by every environment.

Everything that differs between machines is read from environment variables (see docs/operations.md). This module has
safe defaults only; what production must be given is demanded in `production`.
"""

import zoneinfo
from pathlib import Path

import environ

from members.matching import tzdata_pin
from portal.core.search.server import backend_of

env = environ.Env()

# Lesson times abroad hang on the newest clock rules: use the pinned `tzdata` package, never the system's older copy.
# Nothing starts with an older one, before any model has read a zone.
tzdata_pin.refuse_stale(tzdata_pin.installed())
zoneinfo.reset_tzpath(to=())

ROOT = Path(__file__).resolve().parents[2]
# Everything the portal writes on a disk of its own: database, media, collected static files.
VAR = Path(env.str("PORTAL_VAR", default=str(ROOT / "var")))

DEBUG = False
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "portal.users",
    "portal.core",
    "home",
    "casestudies",
    "newsletter",
    "members.schools",
    "members.partners",
    "members.wishes",
    "members.suggestions",
    "portal.demo",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.api.v2",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "django_filters",
    "django_htmx",
    "django_tasks_db",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "portal.core.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.users.middleware.ShownSecondFactor",
    "members.schools.middleware.IdleTimeout",
    "members.schools.middleware.SecondFactor",
    "members.schools.middleware.PasswordChangeRequired",
    "members.schools.middleware.LookingAtSchool",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "portal.core.middleware.SearchDowntime",
    "portal.core.middleware.SavedMeanwhile",
    "portal.core.content_checks.middleware.ContentRefused",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "portal.core.context_processors.portal",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# SQLite: writers queue instead of failing, readers are never blocked by a writer.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}


def database(default: str) -> dict[str, object]:
    """The database of `DATABASE_URL`, or of `default`, with the options its engine needs."""
    config: dict[str, object] = env.db_url("DATABASE_URL", default=default)
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = dict(SQLITE_OPTIONS)
    else:
        # Decision 0041. What the address itself says (`?options=…`) comes first.
        options = config.setdefault("OPTIONS", {})
        options.setdefault("options", "-c jit=off")  # type: ignore[attr-defined]
        config["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
        config["CONN_HEALTH_CHECKS"] = True
    return config


DATABASES = {"default": database(f"sqlite:///{VAR / 'db.sqlite3'}")}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# People
AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "portal.users.backends.MarkCheckedPasswords",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "members:login"
LOGIN_REDIRECT_URL = "members:dashboard"
LOGOUT_REDIRECT_URL = "members:login"

# Schools share few addresses and an ID can be attacked from outside: the pair of both is locked, never the address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "members.schools.views.login.locked_out"
AXES_HTTP_RESPONSE_CODE = 429
AXES_SENSITIVE_PARAMETERS: list[str] = ["password"]
AXES_USERNAME_CALLABLE = "portal.users.logins.throttled_username"
AXES_CLIENT_IP_CALLABLE = "portal.core.client_address.client_address"
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_ACCESS_FAILURE_LOG_PER_USER_LIMIT = 100
# So many proxies of ours add to X-Forwarded-For; what stands before their entries is not believed.
PROXY_COUNT = env.int("PROXY_COUNT", default=0)

# Computers in a staff room are shared: a session ends after so long without a click, and in any case at night.
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=60)
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Whether the desk opens only with a second factor.
STAFF_SECOND_FACTOR = False
OTP_TOTP_ISSUER = "東京都国際交流コンシェルジュ"
# From this month and day on, accounts that were not renewed for the fiscal year only read.
RENEWAL_CLOSES = env.str("RENEWAL_CLOSES", default="06-01")

# Languages: Japanese first; the same slug in both trees, English under /en/.
LANGUAGE_CODE = "ja"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("ja", "日本語"), ("en", "English")]
# Ours come first: the second folder says in Japanese what the libraries leave in English.
LOCALE_PATHS = [ROOT / "portal" / "locale", ROOT / "portal" / "locale_library"]
TIME_ZONE = "Asia/Tokyo"
USE_I18N = True
USE_TZ = True

# Static files and media
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES: dict[str, dict[str, object]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(VAR / "private"), "base_url": "/cms/originals/"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Work in the background: indexing at once, mail and long work by the worker.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "db": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]},
}

# Mail
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"  # for the backend that writes files: the demo's
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="concierge@example.jp")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Seconds until a mail server that does not answer is given up.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=30)

# Newsletter
# Whether somebody else than who released a mailing must approve it.
NEWSLETTER_SECOND_PERSON = env.bool("NEWSLETTER_SECOND_PERSON", default=env.bool("SECOND_PERSON", default=False))
# So many mails a minute at most, all workers together; 0 for as many as the server takes.
NEWSLETTER_PER_MINUTE = env.int("NEWSLETTER_PER_MINUTE", default=600)
# A worker that was killed holds the mails in its hands no longer than this.
NEWSLETTER_LEASE_SECONDS = env.int("NEWSLETTER_LEASE_SECONDS", default=120)
# The sender of the newsletter, and the address to which mail comes back (its local part gets "+" and a key).
NEWSLETTER_FROM_EMAIL = env.str("NEWSLETTER_FROM_EMAIL", default=DEFAULT_FROM_EMAIL)
NEWSLETTER_BOUNCE_EMAIL = env.str("NEWSLETTER_BOUNCE_EMAIL", default="")
# The mailbox of that address, as imaps://user:password@host/INBOX; empty: nobody looks.
NEWSLETTER_BOUNCE_MAILBOX = env.str("NEWSLETTER_BOUNCE_MAILBOX", default="")
# Whether links count how often they are followed. Nobody is remembered, and there are no pictures that tell.
NEWSLETTER_TRACK_CLICKS = env.bool("NEWSLETTER_TRACK_CLICKS", default=False)

# Wagtail
WAGTAIL_SITE_NAME = "東京都国際交流コンシェルジュ"
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_BASE_URL = env.str("PORTAL_BASE_URL", default="http://127.0.0.1:8000")
# Times at which pages go live are Tokyo's for everybody at the desk.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ja", "日本語"), ("en", "English")]
WAGTAILIMAGES_IMAGE_MODEL = "core.PortalImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.PortalDocument"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILEMBEDS_RESPONSIVE_HTML = True
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_WORKFLOW_ENABLED = True
# So long after its last check a page is to be looked at again.
PAGE_CHECK_MONTHS = env.int("PAGE_CHECK_MONTHS", default=12)
# An approval publishes only what the checks of the content let pass.
WAGTAIL_FINISH_WORKFLOW_ACTION = "portal.core.publishing.finishing.publish_approved"
# Whether what an editor writes is published only when somebody else has approved it; takes effect with a migrate.
SECOND_PERSON = env.bool("SECOND_PERSON", default=False)
# Who reviews is a member of a group; an administrator who does joins it, and gets each letter once.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
# Starting a translation makes a draft: nothing goes out that is still in the language of its source.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILADMIN_USER_LOGIN_FORM = "members.schools.forms.login.DeskLoginForm"
# Passwords and addresses are changed on the account page, which asks for a proof and tells the owner.
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# The database searches, or OpenSearch at `SEARCH_URL`; update_index after a change.
WAGTAILSEARCH_BACKENDS = {"default": backend_of(env.str("SEARCH_URL", default=""))}
# Forms of verbs by a dictionary ("sudachi", extra `morph`) or by a rule ("off"); update_index after a change.
SEARCH_MORPHOLOGY = env.str("SEARCH_MORPHOLOGY", default="off")
# The font of cards for other services; where it is empty, one of the system's Japanese fonts.
CARD_FONT = env.str("CARD_FONT", default="")
WAGTAILAPI_LIMIT_MAX = 100
WAGTAILAPI_RICH_TEXT_FORMAT = "html"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Headers
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.core.views.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": [],
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "base-uri": ["'none'"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "img-src": ["'self'"],
        "manifest-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
    },
}
# Wagtail's admin needs inline style and its own scripts; this policy holds under /cms/ only.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": ["'self'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'self'"],
    "img-src": ["'self'", "data:", "blob:"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "connect-src": ["'self'"],
    "object-src": ["'none'"],
}
# Uploaded files run nothing, whatever they contain.
MEDIA_CONTENT_SECURITY_POLICY = "default-src 'none'; sandbox"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"masked": {"()": "portal.core.masking.MaskedPaths"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["masked"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "portal": {"level": "INFO"},
        "axes": {"level": "WARNING"},
        # It warns of every rule of a style sheet that is for screens only.
        "weasyprint": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "ERROR"},
    },
}
