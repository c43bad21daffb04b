"""A case study's own short notation turned into the tables every other page uses."""

from .content import Table

_STREAMS = ("timetable", "voices", "photographs", "attachments", "related")


def case_table(slug: str, table: Table) -> Table:
    """The table of a case page: rows become streams, related cases too; the picture carries the name of the case."""
    page = {name: value for name, value in table.items() if name not in _STREAMS}
    page["timetable"] = [
        {"type": "row", "time": row["time"], "activity": {"ja": row["ja"], "en": row["en"]}}
        for row in table["timetable"]
    ]
    page["voices"] = [
        {
            "type": "voice",
            "speaker": one["speaker"],
            "text": {"ja": one["ja"], "en": one["en"]},
            "detail": one["detail"],
        }
        for one in table["voices"]
    ]
    page["photographs"] = [
        {"type": "photograph", "image": one["picture"], "caption": {"ja": one["ja"], "en": one["en"]}}
        for one in table.get("photographs", [])
    ]
    page["attachments"] = [{"type": "attachment", **one} for one in table.get("attachments", [])]
    page["related"] = [{"type": "case", "value": other} for other in table.get("related", [])]
    return {"type": "casestudies.CaseStudyPage", "slug": slug, "picture": slug, **page}
