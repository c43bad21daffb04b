"""The staff's list of words that mean the same."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .synonyms import SynonymTable, split_words, table_of
from .text import key


class SynonymQuerySet(models.QuerySet["Synonym"]):
    def table(self) -> SynonymTable:
        """All groups ready to be asked. One small query each time, so that a change counts at once in every process."""
        return table_of(tuple(self.order_by("pk").values_list("words", flat=True)))


class Synonym(models.Model):
    """One group of words that find one another in every search, for instance ビデオ通話, テレビ会議, video call."""

    words = models.TextField(
        _("words"),
        max_length=500,
        help_text=_(
            "Words that mean the same, one a line or divided by commas. Width, hiragana and katakana, long vowels and "
            "capitals need no entry of their own. A change counts at once."
        ),
    )

    objects = SynonymQuerySet.as_manager()

    class Meta:
        app_label = "core"
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")
        ordering = ("words",)

    def __str__(self) -> str:
        return " = ".join(split_words(self.words))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the group and its words. Raises IntegrityError when another group has one of them already."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            SynonymWord.objects.filter(group=self).delete()
            digests = dict.fromkeys(word_digest(word) for word in split_words(self.words) if key(word))
            SynonymWord.objects.bulk_create([SynonymWord(group=self, digest=digest) for digest in digests])

    def clean(self) -> None:
        """Refuse what could not work: fewer than two words, signs only, a word twice, a word of another group."""
        super().clean()
        problem = next(self._problems(), None)
        if problem is not None:
            raise ValidationError({"words": problem})
        self.words = "\n".join(split_words(self.words))

    def _problems(self) -> Iterator[str]:
        seen: dict[str, str] = {}
        for word in split_words(self.words):
            word_key = key(word)
            if not word_key:
                yield gettext("“%(word)s” has no letter or number to search for.") % {"word": word}
            elif word_key in seen:
                names = {"first": seen[word_key], "second": word}
                yield gettext("The search takes “%(first)s” and “%(second)s” for the same word. Remove one.") % names
            seen[word_key] = word
        if len(seen) < 2:
            yield gettext("Enter at least two words.")
        for other in Synonym.objects.exclude(pk=self.pk):
            for word in split_words(other.words):
                if key(word) in seen:
                    yield gettext("“%(word)s” already belongs to the group “%(group)s”. Add your words there.") % {
                        "word": word,
                        "group": other,
                    }


def word_digest(word: str) -> str:
    """What stands for a word, in any of its spellings, where the length is fixed."""
    return hashlib.sha256(key(word).encode("utf-8", "replace")).hexdigest()


class SynonymWord(models.Model):
    """That a word belongs to a group. A word has one group only, also when two editors save at the same time."""

    group = models.ForeignKey(Synonym, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        app_label = "core"
        verbose_name = "word of a group of synonyms"

    def __str__(self) -> str:
        return self.digest
