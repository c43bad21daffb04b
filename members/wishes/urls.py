from django.urls import path

from members.wishes.views import beginning, mails, printing, reading, steps, typing, withdrawing

urlpatterns = [
    path("wishes/", reading.wish_list, name="wish-list"),
    path("wishes/new/", beginning.wish_create, name="wish-create"),
    path("wishes/new/draft/", typing.new_draft_keep, name="wish-new-draft"),
    path("wishes/new/draft/discard/", typing.new_draft_discard, name="wish-new-draft-discard"),
    path("wishes/<int:pk>/", reading.wish_detail, name="wish-detail"),
    path("wishes/<int:pk>/edit/", steps.wish_edit, name="wish-edit"),
    path("wishes/<int:pk>/steps/<slug:code>/", steps.wish_step, name="wish-step"),
    path("wishes/<int:pk>/steps/<slug:code>/draft/", typing.draft_keep, name="wish-draft"),
    path("wishes/<int:pk>/steps/<slug:code>/draft/discard/", typing.draft_discard, name="wish-draft-discard"),
    path("wishes/<int:pk>/count/", typing.musts_count, name="wish-count"),
    path("wishes/<int:pk>/submit/", steps.wish_submit, name="wish-submit"),
    path("wishes/<int:pk>/withdraw/", withdrawing.wish_withdraw, name="wish-withdraw"),
    path("wishes/<int:pk>/mails/", mails.wish_mails, name="wish-mails"),
    path("wishes/<int:pk>/print/", printing.wish_print, name="wish-print"),
    path("wishes/<int:pk>/print/wish.pdf", printing.wish_pdf, name="wish-print-pdf"),
]
