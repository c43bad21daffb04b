from django.http import HttpRequest, JsonResponse


def unknown_address(request: HttpRequest, rest: str) -> JsonResponse:
    """Below /api/ what is not there is told in JSON, too."""
    return JsonResponse({"message": "Not found. The addresses are listed in docs/api.md."}, status=404)
