"""What the demo remembers of itself."""

from django.db import models


class DemoSeed(models.Model):
    """One row a finished seeding: the digest of the content that is in place. A second run finds it and stops."""

    digest = models.CharField(max_length=64, unique=True)
    seeded_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "demo seed"

    def __str__(self) -> str:
        return self.digest
