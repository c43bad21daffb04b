"""Addresses that partners open without an account. They have no language: each link has its own."""

from django.urls import path

from .views import doors, registering

app_name = "partner_links"
urlpatterns = [
    path("register/", registering.register, name="register"),
    path("register/sent/", registering.sent, name="register-sent"),
    path("again/", doors.again, name="again"),
    path("again/sent/", doors.again_sent, name="again-sent"),
    path("<str:token>/", doors.page, name="page"),
    path("<str:token>/<slug:name>/", doors.page, name="page-named"),
]
