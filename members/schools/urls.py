"""Addresses of the account, the first page and the school's own data."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from .views import account, calendar, dashboard, login, profile

urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("login/", login.Login.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password_change, name="password-change"),
    path("school/", profile.school, name="school"),
    path("school/edit/", profile.school_edit, name="school-edit"),
    path("school/timetable/", profile.school_timetable, name="school-timetable"),
    path("school/calendar/", calendar.school_calendar, name="school-calendar"),
    path("school/calendar/<int:year>/", calendar.school_calendar_edit, name="school-calendar-edit"),
]
