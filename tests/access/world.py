"""Two schools, the desk, and one of everything an address can name."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from home.models import HomePage
from members.partners.links.purposes import UPDATE
from members.partners.links.tokens import token_of
from members.partners.models import Agreement, ShortlistEntry
from members.partners.services import save_search
from members.partners.services.alerts import stop_token
from members.partners.services.links import give_link
from members.schools import services
from members.schools.middleware import SEEN
from members.schools.models import AddressChange, Role
from members.schools.services.cards import card_token, give_out_card
from members.suggestions.models import EventKind, MarkKind
from members.suggestions.services import mark_partner, note
from newsletter.models import Mailing
from newsletter.subscribing.tokens import confirm_url, manage_token, unsubscribe_token
from portal.core.dates import fiscal_year_of
from tests.access.addresses import Address
from tests.factories.applications import ApplicationFactory
from tests.factories.inquiries import InquiryFactory
from tests.factories.partners import PartnerFactory, make_merge
from tests.factories.public_site import make_issue
from tests.factories.schools import MembershipFactory, SchoolFactory, UserFactory
from tests.factories.subscribers import SubscriberFactory, make_delivery
from tests.factories.suggestions import AgreedDateFactory, RequestFactory, RunFactory, SuggestionFactory

ROLES = ("anonymous", "manager", "staff", "reader", "other_school", "editor", "coordinator", "admin")
NOTHING = {"int": 999_999, "text": "nothing", "revision_id_a": "earliest", "revision_id_b": "latest"}


@dataclass
class World:
    """Clients by role, and the values of the holes of an address by the beginning of its route."""

    clients: dict[str, Client]
    values: dict[str, dict[str, Any]]

    def path(self, address: Address) -> str:
        """The address of a thing of the first school, or of nothing where the world has no such thing."""
        fitting = [begin for begin in self.values if address.route.startswith(begin)]
        own = self.values[max(fitting, key=len)] if fitting else {}
        return address.path({hole: own.get(hole, _nothing(address, hole)) for hole in address.holes})


def _nothing(address: Address, hole: str) -> Any:
    if hole in NOTHING:
        return NOTHING[hole]
    return NOTHING["int"] if f"<int:{hole}>" in address.route or hole.endswith(("pk", "_id")) else NOTHING["text"]


def build() -> World:
    """Store the world. Every person has logged in just now."""
    school = SchoolFactory(code="A-1", renewed_for=9999)
    people = {
        "manager": MembershipFactory(school=school, role=Role.MANAGER, is_school_account=True).user,
        "staff": MembershipFactory(school=school, role=Role.STAFF).user,
        "reader": MembershipFactory(school=school, role=Role.READER).user,
        "other_school": MembershipFactory(school__renewed_for=9999, role=Role.MANAGER, is_school_account=True).user,
        "editor": UserFactory(group="Editor"),
        "coordinator": UserFactory(group="Coordinator"),
        "admin": UserFactory(is_superuser=True),
    }
    return World(_clients(people), _things(school, people))


def _clients(people: dict[str, Any]) -> dict[str, Client]:
    """A browser each. Nobody's last click has to be noted for an hour, which would be undone after each question."""
    found = {"anonymous": Client()}
    seen = timezone.now() + datetime.timedelta(hours=1)
    for role, user in people.items():
        found[role] = Client()
        found[role].force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        session = found[role].session
        session[SEEN] = seen.timestamp()
        session.save()
    return found


def _things(school: Any, people: dict[str, Any]) -> dict[str, dict[str, Any]]:
    colleague = MembershipFactory(school=school, role=Role.STAFF)
    partner = PartnerFactory()
    run = RunFactory(wish__school=school)
    SuggestionFactory(run=run, partner=partner)
    request = RequestFactory(wish__school=school)
    mark = mark_partner(run.wish, partner, MarkKind.HIDE, reason="x", by=people["coordinator"])
    batch = services.issue_credentials([SchoolFactory()])
    invitation = services.invite(school, email="new@example.jp", name="若葉", role=Role.STAFF, actor=people["manager"])
    services.ask_for_address(people["manager"], "new@example.jp", actor=people["manager"])
    change = AddressChange.objects.get()
    card = give_out_card(school, "A partner", days=60, actor=people["manager"])
    code = services.desk_code(colleague.user, actor=people["coordinator"])
    home = HomePage.objects.get(locale=Locale.objects.get(language_code="ja"), depth=2)
    link = give_link(partner, UPDATE)
    agreement = Agreement.objects.create(counterpart_ja="協定", counterpart_en="Agreement", signed_on="2020-04-01")
    search = save_search(people["staff"], school, name="Australia", query="country=AU", alert=True)
    return {
        "members/account/logins/": {"pk": people["manager"].logins.get().pk},
        "members/account/mail/": {"pk": change.pk, "secret": change.secret},
        "members/code/": {"pk": code.pk, "secret": code.secret},
        "members/invitation/": {"pk": invitation.pk, "secret": invitation.secret},
        "members/school/": {"code": "basics", "pk": card.pk},
        "p/": {"token": token_of(link), "name": "profile"},
        "cms/partner_links/": {"pk": partner.pk, "link": link.pk},
        "cms/partner_applications/": {"pk": ApplicationFactory().pk},
        "school-card/": {"token": card_token(card)},
        "members/people/": {"pk": colleague.pk},
        "members/people/invitations/": {"pk": invitation.pk},
        "members/partners/": {"pk": partner.pk},
        "members/partners/shortlist/": {"pk": ShortlistEntry.objects.create(school=school, partner=partner).pk},
        "members/partners/searches/": {"pk": search.pk, "token": stop_token(search)},
        "members/school/calendar/": {"year": fiscal_year_of(timezone.localdate())},
        "members/wishes/": {"pk": run.wish_id, "partner_pk": partner.pk, "code": "what"},
        "cms/schools/": {"pk": school.pk, "code": "basics"},
        "cms/memberships/": {"pk": colleague.pk},
        "cms/memberships/code/": {"pk": code.pk},
        "cms/letters/": {"pk": batch.pk, "number": 1},
        "cms/partners/": {"pk": partner.pk, "other": PartnerFactory().pk},
        "cms/partner_merges/": {"pk": make_merge().pk},
        "cms/agreed_dates/": {"pk": AgreedDateFactory().pk},
        "cms/agreements/": {"pk": agreement.pk},
        "cms/inquiries/": {"pk": InquiryFactory().pk},
        "cms/wishes/": {"pk": run.wish_id},
        "cms/match_runs/": {"pk": run.pk},
        "cms/match_runs/wish/": {"pk": run.wish_id, "partner_pk": partner.pk, "mark": mark.pk},
        "cms/desk_marks/": {"pk": mark.pk},
        "cms/match_events/": {"pk": note(EventKind.OPENED, run.wish, partner.pk).pk},
        "cms/partner_requests/": {"pk": request.pk},
        "cms/users/": {"pk": people["staff"].pk},
        "cms/pages/": {"page_id": home.pk, "pk": home.pk},
        "api/v2/pages/": {"pk": home.pk},
        **_newsletter(),
    }


def _newsletter() -> dict[str, dict[str, Any]]:
    """An issue of the newsletter, a mailing that is being prepared, and a reader with their links and a mail."""
    issue = make_issue()
    reader, waiting = SubscriberFactory(), SubscriberFactory(status="pending")
    mailing = Mailing.objects.create(issue_key=issue.translation_key, number=issue.number)
    return {
        "newsletter/confirm/": {"token": confirm_url(waiting).rstrip("/").rpartition("/")[2]},
        "newsletter/manage/": {"token": manage_token(reader.key)},
        "newsletter/unsubscribe/": {"token": unsubscribe_token(reader.key, None)},
        "cms/subscribers/": {"pk": reader.pk},
        "cms/mailings/": {"pk": mailing.pk, "act": "discard"},
        "cms/mailings/of-issue/": {"page": issue.pk},
        "cms/deliveries/": {"pk": make_delivery(reader).pk},
        "cms/newsletter/": {"pk": issue.get_parent().pk},
        "cms/newsletter/issues/": {"pk": issue.pk},
    }
