"""Addresses of the partner directory."""

from django.urls import path

from .views import directory

urlpatterns = [
    path("partners/", directory.partner_list, name="partner-list"),
    path("partners/<int:pk>/", directory.partner_detail, name="partner-detail"),
]
