"""Addresses of the account, the first page, the people and the school's registration."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from .registration.parts import form_pages
from .views import (
    account,
    calendar,
    cards,
    codes,
    dashboard,
    login,
    newsletter,
    people,
    printing,
    registration,
    renewal,
    security,
)

urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("login/", login.Login.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("code/", codes.enter_code, name="code"),
    path("code/password/", codes.choose_password, name="code-password"),
    path("code/<int:pk>/<slug:secret>/", codes.code_link, name="code-link"),
    path("reset/", codes.reset, name="reset"),
    path("reset/asked/", codes.reset_asked, name="reset-asked"),
    path("invitation/<int:pk>/<slug:secret>/", people.invitation, name="invitation"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password_change, name="password-change"),
    path("account/confirm/", security.confirm, name="confirm"),
    path("account/mail/", security.address_change, name="address-change"),
    path("account/mail/<int:pk>/<slug:secret>/", security.address_confirm, name="address-confirm"),
    path("account/newsletter/", newsletter.newsletter, name="account-newsletter"),
    path("account/logins/", security.logins, name="logins"),
    path("account/logins/<int:pk>/end/", security.login_end, name="login-end"),
    path("looking/stop/", dashboard.looking_stop, name="looking-stop"),
    path("account/stay/", security.stay, name="stay"),
    path("account/second-factor/", security.second_factor_page, name="second-factor"),
    path("account/second-factor/ask/", security.second_factor_ask, name="second-factor-ask"),
    path("account/second-factor/codes/", security.recovery_codes, name="recovery-codes"),
    path("account/second-factor/off/", security.second_factor_off, name="second-factor-off"),
    path("people/", people.people, name="people"),
    path("people/invite/", people.person_invite, name="person-invite"),
    path("people/<int:pk>/", people.person_role, name="person-role"),
    path("people/<int:pk>/end/", people.person_end, name="person-end"),
    path("people/invitations/<int:pk>/withdraw/", people.invitation_withdraw, name="invitation-withdraw"),
    path("renewal/", renewal.renewal, name="renewal"),
    path("school/", registration.overview, name="school"),
    # school/basics/ … school/timetable/: a name of its own each, since a part may also have pages of other rooms.
    *(
        path(f"school/{page.code}/", registration.part_page, {"code": page.code}, name=f"school-{page.code}")
        for page in form_pages()
    ),
    path("school/calendar/", calendar.school_calendar, name="school-calendar"),
    path("school/calendar/<int:year>/", calendar.school_calendar_edit, name="school-calendar-edit"),
    path("school/<slug:code>/confirm/", registration.confirm, name="school-confirm"),
    path("school/<slug:code>/draft/", registration.draft_keep, name="school-draft"),
    path("school/<slug:code>/draft/discard/", registration.draft_discard, name="school-draft-discard"),
    path("school/print/", printing.approval, name="school-print"),
    path("school/print/registration.pdf", printing.approval_pdf, name="school-print-pdf"),
    path("school/card/", cards.card, name="school-card"),
    path("school/card/card.pdf", cards.card_pdf, name="school-card-pdf"),
    path("school/card/links/<int:pk>/revoke/", cards.revoke, name="school-card-revoke"),
]
