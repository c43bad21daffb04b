"""When each regular job is due, and who holds it now. The lease lets another worker take over from a killed one."""

from django.db import models


class ScheduledJob(models.Model):
    """One row a registered job."""

    name = models.CharField(max_length=60, primary_key=True)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    last_finished_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        verbose_name = "scheduled job"

    def __str__(self) -> str:
        return self.name
