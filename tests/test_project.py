"""The project as a whole: migrations, catalogues, settings and the checks of Django."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from portal.core.i18n import catalogues
from portal.core.i18n.extract import extract_messages

ROOT = Path(__file__).resolve().parents[1]
LOCALE_DIR = Path(settings.LOCALE_PATHS[0])
PRODUCTION = {
    "SECRET_KEY": "a-secret-of-the-test-that-is-long-enough-for-every-check-of-django-1234567890",
    "ALLOWED_HOSTS": "portal.example.jp",
    "PORTAL_BASE_URL": "https://portal.example.jp",
    "DATABASE_URL": "sqlite:///:memory:",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "EMAIL_URL": "smtp://mail.example.jp:25",
    "DEFAULT_FROM_EMAIL": "concierge@example.jp",
}


def manage(*arguments, environment):
    """Run manage.py with production settings and only these variables."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "portal.settings.production", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_catalogue_is_complete(language):
    catalogue = catalogues.read_catalogue(LOCALE_DIR, language)
    template = extract_messages(ROOT)
    assert catalogues.missing_from(catalogue, template) == []
    assert catalogues.untranslated(catalogue) == []


def test_japanese_catalogue_keeps_the_placeholders():
    def placeholders(texts):
        forms = texts if isinstance(texts, list | tuple) else [texts]
        return set().union(*(re.findall(r"%\(\w+\)[sd]", form) for form in forms))

    # Japanese has one form for one and for many, so it may use what either English form names.
    faults = [
        str(message.id)
        for message in catalogues.read_catalogue(LOCALE_DIR, "ja")
        if message.id and placeholders(message.string) != placeholders(message.id)
    ]
    assert faults == []


@pytest.mark.parametrize("name", sorted(PRODUCTION))
def test_production_names_the_missing_variable(name):
    environment = {key: value for key, value in PRODUCTION.items() if key != name}
    run = manage("check", environment=environment)
    assert run.returncode != 0
    assert name in run.stderr.splitlines()[-1]


def test_production_passes_the_deployment_check():
    run = manage("check", "--deploy", "--fail-level", "WARNING", environment=PRODUCTION)
    assert run.returncode == 0, run.stderr


def test_production_refuses_the_demo_key():
    run = manage("check", environment={**PRODUCTION, "SECRET_KEY": "demo-only-key-" + "0" * 60})
    assert run.returncode != 0
    assert "SECRET_KEY must be a secret" in run.stderr


def test_production_refuses_demo_data():
    run = manage("seed_demo", environment=PRODUCTION)
    assert run.returncode != 0
    assert "Traceback" not in run.stderr
