"""Addresses of the style page under the desk's own; Wagtail lets nobody in who is not of the desk."""

from django.urls import path

from . import views

urlpatterns = [
    path("styles/", views.overview, name="style-page"),
    path("styles/states.css", views.states, name="style-states"),
    path("styles/drawings/", views.drawings, name="style-drawings"),
    path("styles/window/<slug:name>/<int:number>/", views.window, name="style-window"),
    path("styles/<slug:slug>/", views.chapter, name="style-chapter"),
]
