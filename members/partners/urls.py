"""Addresses of the partner directory."""

from django.urls import path

from .views import compare, detail, directory, searches, shortlist

urlpatterns = [
    path("partners/", directory.partner_list, name="partner-list"),
    path("partners/<int:pk>/", detail.partner_detail, name="partner-detail"),
    path("partners/compare/", compare.partner_compare, name="partner-compare"),
    path("partners/shortlist/", shortlist.shortlist, name="shortlist"),
    path("partners/shortlist/add/", shortlist.shortlist_add, name="shortlist-add"),
    path("partners/shortlist/<int:pk>/note/", shortlist.shortlist_note, name="shortlist-note"),
    path("partners/shortlist/<int:pk>/remove/", shortlist.shortlist_remove, name="shortlist-remove"),
    path("partners/searches/", searches.searches, name="searches"),
    path("partners/searches/save/", searches.search_save, name="search-save"),
    path("partners/searches/<int:pk>/", searches.search_open, name="search-open"),
    path("partners/searches/<int:pk>/mail/", searches.search_alert, name="search-alert"),
    path("partners/searches/<int:pk>/delete/", searches.search_delete, name="search-delete"),
    path("partners/searches/stop/<str:token>/", searches.search_stop, name="search-stop"),
]
