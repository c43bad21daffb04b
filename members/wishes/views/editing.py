"""Writing a wish: new, as a copy, again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from members.schools.access import SchoolRequest, page_context, writer_required
from members.wishes import services
from members.wishes.forms import WishForm
from members.wishes.forms.choices import as_posted, copied_answers, fresh_answers
from members.wishes.forms.inspiration import case_address, inspired_answers
from members.wishes.lifecycle import StageError
from members.wishes.models import ExchangeWish
from members.wishes.selectors import get_wish_or_404, timetable_of, wishes_of

SUBMIT = "submit"


@writer_required
def wish_create(request: SchoolRequest) -> HttpResponse:
    """A new wish; `?from=<id>` begins with a copy of an earlier one, `?case=…` with what a case study suggests."""
    periods = timetable_of(request.school)
    if request.method == "POST":
        form = WishForm(request.POST, school=request.school, periods=periods, complete=_is_submit(request))
        if form.is_valid():
            return _saved_new(request, form)
    else:
        earlier = _earlier(request)
        answers = copied_answers(earlier) if earlier else fresh_answers(request.school, periods)
        if not earlier:
            answers |= inspired_answers(request.GET, request.school)
        form = WishForm(school=request.school, periods=periods, initial=answers)
    source = case_address(request.GET)
    newest = None if request.GET.get("from") or source else wishes_of(request.school).first()
    return _page(request, form, newest=newest, inspiration=source)


@writer_required
def wish_edit(request: SchoolRequest, pk: int) -> HttpResponse:
    """Change a draft, or a wish that waits for a partner."""
    wish = get_wish_or_404(request.user, pk)
    if not wish.is_editable:
        messages.error(request, _("This wish is closed and cannot be changed. You can copy it."))
        return redirect("members:wish-detail", pk=wish.pk)
    data = request.POST if request.method == "POST" else None
    form = _form(wish, data, complete=_is_submit(request) or wish.is_open)
    if form.is_valid():
        try:
            return _saved(request, wish, form)
        except services.WishChangedError as changed:
            form.tell_stale(changed.wish)
        except StageError:
            form.add_error(None, _("Meanwhile the wish has moved to another stage. Look at it, then save again."))
        except ValidationError as error:
            form.add_error(None, error)
        wish.refresh_from_db()
    return _page(request, form, wish=wish)


@writer_required
def wish_submit(request: SchoolRequest, pk: int) -> HttpResponse:
    """Hand in a draft as it is stored. What is missing is told in the form."""
    wish = get_wish_or_404(request.user, pk)
    if request.method != "POST":
        return redirect("members:wish-detail", pk=wish.pk)
    try:
        services.submit_wish(wish, actor=request.user)
    except StageError:
        messages.error(request, _("This wish has been sent in already, or is closed."))
        return redirect("members:wish-detail", pk=wish.pk)
    except services.IncompleteWishError:
        return _page(request, _form(wish, as_posted(wish), complete=True), wish=wish)
    return _sent_in(request, wish)


def _form(wish: ExchangeWish, data: QueryDict | None, *, complete: bool) -> WishForm:
    return WishForm(
        data,
        school=wish.school,
        periods=timetable_of(wish.school),
        complete=complete,
        # A form writes into its instance even when it is refused; the page around it must show what is stored.
        instance=ExchangeWish.objects.get(pk=wish.pk),
        initial={**copied_answers(wish), "version": wish.version},
    )


def _saved_new(request: SchoolRequest, form: WishForm) -> HttpResponse:
    if _is_submit(request):
        return _sent_in(request, services.hand_in_wish(request.school, form.answers(), actor=request.user))
    wish = services.save_draft(request.school, form.answers(), actor=request.user)
    return _draft_saved(request, wish)


def _saved(request: SchoolRequest, wish: ExchangeWish, form: WishForm) -> HttpResponse:
    answers, version = form.answers(), form.cleaned_data.get("version")
    if wish.is_open:
        services.revise_wish(wish, answers, actor=request.user, version=version)
        messages.success(request, _("Your changes are saved, and the suggestions are up to date."))
        return redirect("members:wish-detail", pk=wish.pk)
    if _is_submit(request):
        done = services.hand_in_wish(wish.school, answers, actor=request.user, wish=wish, version=version)
        return _sent_in(request, done)
    return _draft_saved(
        request, services.save_draft(wish.school, answers, actor=request.user, wish=wish, version=version)
    )


def _draft_saved(request: SchoolRequest, wish: ExchangeWish) -> HttpResponse:
    messages.success(request, _("Draft saved. Carry on whenever you like."))
    return redirect("members:wish-detail", pk=wish.pk)


def _sent_in(request: SchoolRequest, wish: ExchangeWish) -> HttpResponse:
    messages.success(request, _("Your wish is with us. These are the schools that suit it today."))
    return redirect("members:wish-matches", pk=wish.pk)


def _is_submit(request: SchoolRequest) -> bool:
    return request.method == "POST" and request.POST.get("action") == SUBMIT


def _earlier(request: SchoolRequest) -> ExchangeWish | None:
    """The wish to copy, None when the address names none of this school."""
    number = request.GET.get("from", "")
    if not number.isascii() or not number.isdecimal() or len(number) > 18:
        return None
    return wishes_of(request.school).filter(pk=int(number)).prefetch_related("periods").first()


def _page(request: SchoolRequest, form: WishForm, **more: Any) -> HttpResponse:
    context = page_context(request, form=form, **more)
    return render(request, "wishes/wish_form.html", context, status=422 if form.is_bound else 200)
