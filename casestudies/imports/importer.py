"""The import of case studies: Japanese pages, drafts unless asked otherwise."""

from collections.abc import Collection, Iterator, Mapping
from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies.pages import PagePermissionPolicy

from casestudies.models import CaseStudyIndexPage, CaseStudyPage
from casestudies.rules import contradictions, days_ahead, obstacles
from casestudies.services.drafts import Before, add_case, before_writing, remove_case, restore_case, save_case
from portal.core.imports.columns import Column, Fault
from portal.core.imports.importer import Importer, Option, Options, Values, Written
from portal.core.imports.kinds import Value, YesNo
from portal.users.models import User

from .columns import COLUMNS, KEY
from .records import CaseRecord, fields_of, find_cases, values_of, written_state

PUBLISH, PUBLISHED = "publish", "published"
_OWN_FIELDS = {field.name for field in CaseStudyPage._meta.get_fields() if hasattr(field, "attname")}
_COLUMN_OF = {"slug" if column.name == KEY else column.name: column.name for column in COLUMNS}


class CaseImporter(Importer[CaseRecord]):
    """A row is a case of the Japanese archive; its code is the last part of the page's address."""

    code = "cases"
    title = _("Import of case studies")
    columns = COLUMNS
    key = KEY
    background_rows = 100
    options = (
        Option(PUBLISH, _("Publish at once"), _("Otherwise drafts are made, which editors look through and publish.")),
    )
    extra_columns = (Column(PUBLISHED, _("published with all changes"), YesNo()),)

    def may_use(self, user: Any) -> bool:
        policy = PagePermissionPolicy()
        if not all(policy.user_has_any_permission(user, [verb]) for verb in ("add", "publish")):
            return False
        archive = _archive()
        if archive is None:
            return True
        allowed = archive.permissions_for_user(user)
        return bool(allowed.can_add_subpage() and allowed.can_publish_subpage())

    def why_closed(self) -> Any:
        return None if _archive() else _("There is no archive of case studies yet. Make that page first.")

    def find(self, keys: Collection[str], *, lock: bool) -> Mapping[str, CaseRecord]:
        return find_cases(_existing_archive(), keys, lock=lock)

    def values(self, record: CaseRecord) -> Values:
        return values_of(record)

    def label(self, values: Values) -> str:
        return str(values.get("title", ""))

    def extra_changes(self, record: CaseRecord, options: Options) -> Mapping[str, tuple[Value, Value]]:
        is_public = record.page.live and not record.page.has_unpublished_changes
        return {PUBLISHED: (False, True)} if options.get(PUBLISH) and not is_public else {}

    def check(self, values: Values, record: CaseRecord | None, options: Options) -> Iterator[Fault]:
        if record is not None and record.is_busy:
            yield Fault(
                KEY, _("An editor has locked this page, or it waits for approval or for its day of publication.")
            )
        case = _filled(values, record)
        try:
            case.clean_fields(exclude=_OWN_FIELDS - _COLUMN_OF.keys())
        except ValidationError as error:
            for name, faults in error.error_dict.items():
                yield Fault(_COLUMN_OF[name], faults[0])
            return
        rules = [contradictions, lambda case: days_ahead(case, timezone.localdate())]
        for rule in [*rules, obstacles] if options.get(PUBLISH) else rules:
            for name in rule(case):
                # The rules speak the active language; the report is read in each.
                message = lazy(lambda rule=rule, name=name: rule(case).get(name, ""), str)()
                yield Fault(_COLUMN_OF.get(name, ""), message)

    def add(self, values: Values, options: Options, actor: User | None) -> Written:
        publish = bool(options.get(PUBLISH))
        case = add_case(_existing_archive(), fields_of(values, None), publish=publish, actor=actor)
        return _written(case, {})

    def change(self, record: CaseRecord, values: Values, options: Options, actor: User | None) -> Written:
        held = values_of(record)
        newest = record.page.get_latest_revision_as_object()
        fields = fields_of({name: value for name, value in values.items() if value != held[name]}, newest)
        publish = bool(options.get(PUBLISH))
        before = before_writing(record.page, newest, fields, publish=publish)
        for name, value in fields.items():
            setattr(newest, name, value)
        case = save_case(newest, publish=publish, actor=actor)
        return _written(case, {**vars(before), PUBLISHED: publish})

    def why_not_undo(self, written: Mapping[str, Written], added: Collection[str]) -> Mapping[str, Any]:
        state = written_state(written)
        translated = set(_translated(added))
        refusals: dict[str, Any] = {}
        for key, one in written.items():
            if key not in state:
                refusals[key] = _("The page has been deleted since.")
            elif state[key] != one.after:
                refusals[key] = _("The page has been edited, published or moved since.")
            elif key in translated:
                refusals[key] = _("The page has been translated since; deleting it would delete the translation.")
        return refusals

    def take_back(self, written: Written, *, added: bool, actor: User | None) -> None:
        case = CaseStudyPage.objects.get(pk=written.object_id)
        if added:
            remove_case(case, actor)
            return
        before = dict(written.before)
        published = before.pop(PUBLISHED)
        restore_case(case, Before(**before), published=published, actor=actor)


def _archive() -> CaseStudyIndexPage | None:
    return CaseStudyIndexPage.objects.filter(locale__language_code="ja").order_by("path").first()


def _existing_archive() -> CaseStudyIndexPage:
    archive = _archive()
    if archive is None:
        raise ValidationError(_("There is no archive of case studies yet. Make that page first."))
    return archive


def _filled(values: Values, record: CaseRecord | None) -> CaseStudyPage:
    """A copy of the newest version with the values of a row, never saved."""
    newest = record.newest if record else None
    case = CaseStudyPage() if newest is None else copy(newest)
    for name, value in fields_of(values, newest).items():
        setattr(case, name, value)
    return case


def _written(case: CaseStudyPage, before: dict[str, Any]) -> Written:
    key = str(case.pk)
    return Written(key, before, written_state([key])[key])


def _translated(keys: Collection[str]) -> Iterator[str]:
    """Those of these cases that have a version in another language."""
    pages = CaseStudyPage.objects.filter(pk__in=list(keys))
    translations = CaseStudyPage.objects.filter(translation_key__in=pages.values("translation_key"))
    with_others = translations.exclude(pk__in=list(keys)).values("translation_key")
    return (str(key) for key in pages.filter(translation_key__in=with_others).values_list("pk", flat=True))
