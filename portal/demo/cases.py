"""A case study's own short notation turned into the tables every other page uses."""

from .content import Table


def case_table(slug: str, table: Table) -> Table:
    """The table of a case page: timetable and voices become streams, the picture carries the name of the case."""
    page = {name: value for name, value in table.items() if name not in {"timetable", "voices"}}
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
    return {"type": "casestudies.CaseStudyPage", "slug": slug, "picture": slug, **page}
