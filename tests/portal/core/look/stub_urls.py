"""Addresses for the tests of the page frame: the real shape, without the rooms behind it."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from wagtail import urls as wagtail_urls


def empty(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return render(request, "base.html")


def member_page(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return render(request, "members/base.html")


MEMBER_NAMES = {
    "dashboard": "",
    "login": "login/",
    "logout": "logout/",
    "school": "school/",
    "wish-list": "wishes/",
    "partner-list": "partners/",
    "match-list": "matches/",
    "password-change": "account/password/",
}
members = [path(address, member_page, name=name) for name, address in MEMBER_NAMES.items()]

urlpatterns = [
    path("outside/", empty, name="outside"),
    *i18n_patterns(
        path("members/", include((members, "members"))),
        path("search/", empty, name="search"),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
