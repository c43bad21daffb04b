"""A step of the form of a wish, filled in as a browser does."""

from bs4 import BeautifulSoup
from django.urls import reverse

from tests.members.wishes.test_form import posted


def step_url(wish, code):
    return reverse("members:wish-step", args=[wish.pk, code])


def page_of(answer):
    return BeautifulSoup(answer.content, "html.parser")


def opening_of(browser, address):
    """What a form just opened carries."""
    return page_of(browser.get(address)).select_one("[name=opening]")["value"]


def send(browser, address, opening=None, **values):
    """Post a step as a browser does that has just opened it."""
    data = dict(posted(**values).lists())
    return browser.post(address, {**data, "opening": opening or opening_of(browser, address)})
