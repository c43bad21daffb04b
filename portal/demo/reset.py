"""Taking the demo out again. What people added below its pages or to its schools goes with it.

The drawings and files stay in the library: other pages may use them by now, and seeding again finds them.
"""

from django.db import transaction
from wagtail.models import Page

from home.models import FaqEntry, HomePage
from members.partners.models import Agreement, PartnerSchool
from members.schools.models import School
from portal.core.search.models import Synonym
from portal.users.models import User

from . import content
from .applications import remove_applications
from .faq import entries
from .figures import remove_figures
from .logins import logins
from .models import DemoSeed
from .pages import SECTIONS
from .scale import PREFIX
from .site import synonym_groups
from .subscribers import remove_subscribers


def remove_demo() -> None:
    """Delete all demo content, hand-written and generated; home pages, groups and locales stay."""
    remove_applications()
    remove_subscribers()
    _remove_members()
    _remove_pages()
    _remove_rest()
    DemoSeed.objects.all().delete()


@transaction.atomic
def _remove_members() -> None:
    tables = content.read("partners")
    School.objects.filter(code__in=[table["code"] for table in content.read("schools")["schools"]]).delete()
    School.objects.filter(code__startswith=PREFIX).delete()
    PartnerSchool.objects.filter(code__in=[table["code"] for table in tables["partners"]]).delete()
    PartnerSchool.objects.filter(code__startswith=PREFIX).delete()
    for agreement in tables["agreements"]:
        Agreement.objects.filter(country=agreement["country"], region=agreement["region"]).delete()
    User.objects.filter(username__in=[login.username for login in logins()]).delete()


@transaction.atomic
def _remove_pages() -> None:
    tables = [*(content.read(name) for name in SECTIONS), *content.read("policies")["pages"]]
    slugs = [table["slug"] for table in tables]
    for home in HomePage.objects.filter(depth=2):
        for page in Page.objects.child_of(home).filter(slug__in=slugs):
            page.refresh_from_db()
            page.delete()
        home.refresh_from_db()
        home.hero_title = home.hero_lead = home.summary = ""
        home.flow = []
        home.save_revision().publish()


@transaction.atomic
def _remove_rest() -> None:
    remove_figures()
    FaqEntry.objects.filter(translation_key__in=[key for key, _table in entries()]).delete()
    for group in Synonym.objects.filter(words__in=synonym_groups()):
        group.delete()
