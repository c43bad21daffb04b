"""Pages for what went wrong, in the language of the address."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without a request: when the database is gone, this page still comes."""
    return HttpResponse(loader.get_template("500.html").render(), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long or in a browser without cookies."""
    return render(request, "403.html", {"is_csrf": True}, status=403)


def search_unavailable(request: HttpRequest) -> HttpResponse:
    """The search server does not answer: JSON for programs, a page for people; both say when to return."""
    if request.path_info.startswith("/api/"):
        answer: HttpResponse = JsonResponse({"message": "The search does not answer; try again later."}, status=503)
    else:
        answer = render(request, "503.html", status=503)
    answer["Retry-After"] = "60"
    return answer


def saved_meanwhile(request: HttpRequest, refusal: ValidationError) -> HttpResponse:
    """A form was in order when it was checked, and no more when it was saved a moment later: 409, nothing is changed.

    JSON for the editor that saves by itself, a page for people.
    """
    reasons = " ".join(refusal.messages)
    if not request.accepts("text/html"):
        failure = {"success": False, "error_code": "validation_error", "error_message": reasons}
        return JsonResponse(failure, status=409)
    advice = gettext("Go back in the browser: what you typed is still in the form.")
    return render(request, "409.html", {"text": f"{reasons} {advice}"}, status=409)
