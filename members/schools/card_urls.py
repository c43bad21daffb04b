"""The address under which a partner sees a school's card. It has no language: the card has two."""

from django.urls import path

from .views.cards import shared_card, shared_card_pdf

app_name = "school_card"
urlpatterns = [
    path("<str:token>/", shared_card, name="card"),
    path("<str:token>/card.pdf", shared_card_pdf, name="pdf"),
]
