from django.urls import path

from members.wishes.views import editing, reading, withdrawing

urlpatterns = [
    path("wishes/", reading.wish_list, name="wish-list"),
    path("wishes/new/", editing.wish_create, name="wish-create"),
    path("wishes/<int:pk>/", reading.wish_detail, name="wish-detail"),
    path("wishes/<int:pk>/edit/", editing.wish_edit, name="wish-edit"),
    path("wishes/<int:pk>/submit/", editing.wish_submit, name="wish-submit"),
    path("wishes/<int:pk>/withdraw/", withdrawing.wish_withdraw, name="wish-withdraw"),
]
