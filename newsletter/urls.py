"""Addresses of subscribing and of counted links, inside the language prefix and before the pages of the newsletter."""

from django.urls import path

from newsletter.sending.clicks import go
from newsletter.subscribing.views import asking, confirming, leaving, managing

app_name = "newsletter"
urlpatterns = [
    path("subscribe/", asking.subscribe, name="subscribe"),
    path("subscribe/start/", asking.start, name="start"),
    path("subscribe/sent/", asking.sent, name="sent"),
    path("confirm/<str:token>/", confirming.confirm, name="confirm"),
    path("manage/<str:token>/", managing.manage, name="manage"),
    path("manage/<str:token>/welcome/", managing.welcome, name="welcome"),
    path("manage/<str:token>/leave/", managing.leave_now, name="leave"),
    path("manage/<str:token>/again/", managing.again, name="again"),
    path("manage/<str:token>/data/", managing.data, name="data"),
    path("manage/<str:token>/forget/", managing.forget, name="forget"),
    path("forgotten/", managing.forgotten, name="forgotten"),
    path("unsubscribe/<str:token>/", leaving.unsubscribe, name="unsubscribe"),
    path("go/<str:token>/", go, name="go"),
]
