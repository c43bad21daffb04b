"""Addresses of the account, the first page and the school's registration."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from .registration.parts import form_pages
from .views import account, cards, dashboard, login, printing, registration

urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("login/", login.Login.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password_change, name="password-change"),
    path("school/", registration.overview, name="school"),
    # school/basics/ … school/timetable/: a name of its own each, since a part may also have pages of other rooms.
    *(
        path(f"school/{page.code}/", registration.part_page, {"code": page.code}, name=f"school-{page.code}")
        for page in form_pages()
    ),
    path("school/<slug:code>/confirm/", registration.confirm, name="school-confirm"),
    path("school/<slug:code>/draft/", registration.draft_keep, name="school-draft"),
    path("school/<slug:code>/draft/discard/", registration.draft_discard, name="school-draft-discard"),
    path("school/print/", printing.approval, name="school-print"),
    path("school/print/registration.pdf", printing.approval_pdf, name="school-print-pdf"),
    path("school/card/", cards.card, name="school-card"),
    path("school/card/card.pdf", cards.card_pdf, name="school-card-pdf"),
    path("school/card/links/<int:pk>/revoke/", cards.revoke, name="school-card-revoke"),
]
