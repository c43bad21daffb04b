from django.urls import path

from members.suggestions.views import asking, lists, printing, trying, why

urlpatterns = [
    path("matches/", lists.match_list, name="match-list"),
    path("wishes/<int:pk>/matches/", lists.wish_matches, name="wish-matches"),
    path("wishes/<int:pk>/matches/print/", printing.matches_print, name="wish-matches-print"),
    path("wishes/<int:pk>/matches/print/matches.pdf", printing.matches_pdf, name="wish-matches-print-pdf"),
    path("wishes/<int:pk>/why/", why.wish_why, name="wish-why"),
    path("wishes/<int:pk>/musts/", trying.wish_conditions, name="wish-musts"),
    path("wishes/<int:pk>/choices/", asking.wish_choices, name="wish-choices"),
    path("wishes/<int:pk>/matches/<int:partner_pk>/", asking.wish_open, name="wish-open"),
    path("wishes/<int:pk>/matches/<int:partner_pk>/ask/", asking.wish_ask, name="wish-ask"),
    path("wishes/<int:pk>/matches/<int:partner_pk>/decline/", asking.wish_decline, name="wish-decline"),
]
