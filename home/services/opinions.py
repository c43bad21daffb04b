"""Whether answers help: counted, and nothing else is kept."""

from django.db import transaction
from django.db.models import F

from home.models import FaqEntry, FaqOpinion


@transaction.atomic
def count_opinion(entry: FaqEntry, *, is_helpful: bool) -> None:
    """Count one more opinion. It has no author, so that the history has nothing to tell of it."""
    opinion, _is_new = FaqOpinion.objects.get_or_create(entry=entry)
    name = "helpful" if is_helpful else "unhelpful"
    FaqOpinion.objects.filter(pk=opinion.pk).update(**{name: F(name) + 1})
