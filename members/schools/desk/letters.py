"""ID通知書 at the desk: issuing, the log of batches, printing, withdrawing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn, UserColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton

from members.schools.letters import LANGUAGE, TEMPLATE, context_of, letters_of, printable
from members.schools.models import LetterBatch, OneTimeCode, School
from members.schools.services import issue_credentials, withdraw_batch
from members.schools.services.credentials import volumes
from portal.core.desk.menu import MEMBERS_MENU
from portal.core.desk.pages import DeskPage
from portal.core.desk.spreadsheets import SafeExportMixin
from portal.core.printing.availability import is_available
from portal.core.printing.responses import pdf_response
from portal.core.step_up import ask_first, is_fresh

from .scopes import IssueForm

PERMISSION = "schools.add_letterbatch"
ROWS_A_PAGE = 50
SHOWN_SCHOOLS = 20


class LettersPage(DeskPage):
    """A page about letters, for those only who may issue them."""

    header_icon = "mail"
    permission = PERMISSION
    index = ("letters:index", gettext_lazy("ID letters"))

    @cached_property
    def batch(self) -> LetterBatch:
        return get_object_or_404(LetterBatch.objects.select_related("issued_by"), pk=self.kwargs["pk"])


class BatchListView(LettersPage, BaseListingView):
    """The log: every batch, the newest first, and what became of its letters."""

    paginate_by = ROWS_A_PAGE
    results_template_name = "members/desk/letters_results.html"
    verbose_name_plural = LetterBatch._meta.verbose_name_plural

    def get_page_title(self) -> str:
        return _("ID letters")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Issue letters"), url=reverse("letters:issue"), icon_name="plus")]

    @cached_property
    def columns(self) -> Sequence[Column]:
        return [
            TitleColumn("__str__", label=_("Batch"), get_url=lambda batch: reverse("letters:batch", args=[batch.pk])),
            Column("letters", label=_("Letters")),
            Column("used", label=_("Used")),
            Column("open", label=_("Can still be used")),
            DateColumn("created_at", label=_("Issued")),
            DateColumn("expires_at", label=_("Valid until")),
            UserColumn("issued_by", label=_("By"), blank_display_name=_("command line")),
            Column("remark", label=_("Remark")),
        ]

    def get_base_queryset(self) -> Any:
        is_open = Q(codes__used_at=None, codes__revoked_at=None, codes__expires_at__gt=timezone.now())
        return (
            LetterBatch.objects.select_related("issued_by__wagtail_userprofile")
            .annotate(used=Count("codes", filter=Q(codes__used_at__isnull=False)), open=Count("codes", filter=is_open))
            .order_by("-created_at", "-pk")
        )


class IssueView(LettersPage, View):
    """First shows how many schools and which, then issues."""

    template_name = "members/desk/letters_issue.html"
    page_title = gettext_lazy("Issue letters")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._answer(IssueForm(initial=request.GET.dict()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = IssueForm(request.POST)
        if not form.is_valid():
            return self._answer(form, status=422)
        schools = form.schools()
        number = schools.count()
        if "issue" not in request.POST or not number:
            return self._answer(form, number=number, schools=schools[:SHOWN_SCHOOLS])
        data = form.cleaned_data
        batch = issue_credentials(schools, actor=self.actor, days=data["days"], remark=data["remark"])
        text = ngettext("%(number)d letter is issued.", "%(number)d letters are issued.", batch.letters)
        messages.success(request, text % {"number": batch.letters})
        return redirect("letters:batch", batch.pk)

    def _answer(self, form: IssueForm, status: int = 200, **more: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, **more), status=status)


@dataclass(frozen=True)
class LetterRow:
    """A letter in the list of its batch, and in the list as a file."""

    code: OneTimeCode
    school: School

    @property
    def username(self) -> str:
        return self.code.user.username


class BatchView(LettersPage, SafeExportMixin, View):
    """A batch: its letters one by one, how to print them, and the list as a file. No file holds a code."""

    template_name = "members/desk/letters_batch.html"
    list_export = ["school.code", "school.name", "username", "code.state_label", "code.expires_at", "code.used_at"]
    export_headings = {
        "school.code": gettext_lazy("School code"),
        "school.name": pgettext_lazy("of a person", "School"),
        "username": gettext_lazy("Login ID"),
        "code.state_label": pgettext_lazy("of a letter", "State"),
        "code.expires_at": gettext_lazy("Valid until"),
        "code.used_at": pgettext_lazy("code", "Used on"),
    }

    def get_filename(self) -> str:
        return f"id-letters-{self.batch.pk}"

    def get_page_title(self) -> str:
        return str(self.batch)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        codes = (
            OneTimeCode.objects.filter(batch=self.batch)
            .select_related("user")
            .prefetch_related("user__memberships__school")
            .order_by("pk")
        )
        if self.is_export:
            return self._file(codes) if is_fresh(request) else ask_first(request)
        page = Paginator(codes, ROWS_A_PAGE).get_page(request.GET.get("p"))
        open_letters = OneTimeCode.objects.open().filter(batch=self.batch).count()
        context = self.get_context_data(
            batch=self.batch,
            page_obj=page,
            rows=_rows(page),
            open_letters=open_letters,
            volumes=list(volumes(self.batch)) if open_letters else [],
            has_pdf=is_available(),
        )
        return self.render_to_response(context)

    def _file(self, codes: Iterable[OneTimeCode]) -> HttpResponseBase:
        response: HttpResponseBase = self.as_spreadsheet(_rows(codes), self.request.GET["export"])
        return response


def _rows(codes: Iterable[OneTimeCode]) -> list[LetterRow]:
    return [LetterRow(code, code.user.memberships.all()[0].school) for code in codes]


class PrintView(LettersPage, View):
    """The letters of a volume as a page to print: in Japanese, whatever language the desk uses."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(LANGUAGE):
            letters = letters_of(self.batch, _volume(self.batch, self.kwargs["number"]))
            back = reverse("letters:batch", args=[self.batch.pk])
            return render(request, TEMPLATE, {**context_of(letters, self.batch), "back_url": back})


class PdfView(LettersPage, View):
    """A volume as a PDF."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return pdf_response(request, printable(self.batch, _volume(self.batch, self.kwargs["number"])))


class WithdrawView(LettersPage, View):
    """Asks, then withdraws all codes of the batch that nobody has used."""

    template_name = "members/desk/letters_withdraw.html"
    page_title = gettext_lazy("Withdraw the letters")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        number = OneTimeCode.objects.open().filter(batch=self.batch).count()
        return self.render_to_response(self.get_context_data(batch=self.batch, number=number))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        number = withdraw_batch(self.batch, actor=self.actor)
        text = ngettext("%(number)d letter is withdrawn.", "%(number)d letters are withdrawn.", number)
        messages.success(request, text % {"number": number})
        return redirect("letters:batch", self.batch.pk)


def _volume(batch: LetterBatch, number: int) -> int:
    if number not in volumes(batch):
        raise Http404
    return number


class LettersMenuItem(MenuItem):
    """Shown to those who may issue letters."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


class LettersViewSet(ViewSet):
    """The pages under `/cms/letters/`."""

    icon = "mail"
    menu_label = gettext_lazy("ID letters")
    menu_name = "letters"
    menu_order = 25
    menu_hook = MEMBERS_MENU

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        return LettersMenuItem(
            self.menu_label,
            self.menu_url,
            name=self.menu_name,
            icon_name=self.icon,
            order=self.get_menu_item_order(order),
        )

    def get_urlpatterns(self) -> list[URLPattern]:
        pages: list[tuple[str, str, Any]] = [
            ("", "index", BatchListView),
            ("new/", "issue", IssueView),
            ("<int:pk>/", "batch", BatchView),
            ("<int:pk>/print/<int:number>/", "print", PrintView),
            ("<int:pk>/<int:number>.pdf", "pdf", PdfView),
            ("<int:pk>/withdraw/", "withdraw", WithdrawView),
        ]
        return [path(route, self.construct_view(view), name=name) for route, name, view in pages]


letters_viewset = LettersViewSet("letters", url_prefix="letters")
