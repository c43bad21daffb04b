"""Findings as errors of the editor's form: at the field, and inside a field of blocks at the very block."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.fields import StreamField

from .findings import Finding, Path, inner_block, place_of

Rest = tuple[Path, Finding]


def errors_by_field(model: type[Any], findings: Sequence[Finding]) -> dict[str, ValidationError]:
    """The error of each field that has findings, by the name of the field."""
    by_field: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_field[finding.path[0] if finding.path else ""].append(finding)
    return {name: _error_of_field(model, name, found) for name, found in by_field.items()}


def _error_of_field(model: type[Any], name: str, findings: list[Finding]) -> ValidationError:
    field = model._meta.get_field(name) if name else None
    if not isinstance(field, StreamField):
        return ValidationError([finding.message for finding in findings])
    error = _nested(field.stream_block, [(finding.path[1:], finding) for finding in findings])
    # What the summary above the form says of the field: Wagtail's own words name no place.
    error.message = " ".join(f"{place_of(model, finding.path)}: {finding.message}" for finding in findings)
    return error


def _nested(block: Any, rests: list[Rest]) -> ValidationError:
    """The error of a block, with those of the blocks inside it."""
    here = [finding.message for rest, finding in rests if not rest]
    inside: dict[str, list[Rest]] = defaultdict(list)
    for rest, finding in rests:
        if rest:
            inside[rest[0]].append((rest[1:], finding))
    errors = {step: _nested(inner_block(block, step), found) for step, found in inside.items()}
    if isinstance(block, blocks.BaseStructBlock):
        return StructBlockValidationError(block_errors=errors, non_block_errors=here)
    by_number = {int(step.partition(":")[0]): error for step, error in errors.items() if ":" in step}
    if isinstance(block, blocks.ListBlock):
        return ListBlockValidationError(block_errors=by_number, non_block_errors=here)
    if isinstance(block, blocks.BaseStreamBlock):
        return StreamBlockValidationError(block_errors=by_number, non_block_errors=here)
    return ValidationError(here)
