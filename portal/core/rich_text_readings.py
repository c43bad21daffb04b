"""Readings of kanji in rich text: a button of the editor, and how they are kept: as the element of HTML."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail_localize import strings

FEATURE = "ruby"
_TYPE = "RUBY"


class _Ruby(InlineEntityElementHandler):
    """`<ruby>`: its words become an entity, whose reading the handlers of its inner elements find."""

    mutability = "MUTABLE"


class _Cut:
    """An element inside `<ruby>`, whose text is no text of the paragraph: the reading, or a bracket around it."""

    def __init__(self, is_reading: bool) -> None:
        self._is_reading = is_reading
        self._begins = 0

    def handle_starttag(self, name: str, attrs: Any, state: Any, contentstate: Any) -> None:
        self._begins = len(state.current_block.text)

    def handle_endtag(self, name: str, state: Any, contentstate: Any) -> None:
        block = state.current_block
        if self._is_reading and state.current_entity_ranges:
            key = state.current_entity_ranges[-1].key
            contentstate.entity_map[key].data["reading"] = block.text[self._begins :]
        block.text = block.text[: self._begins]


def _element(props: dict[str, Any]) -> Any:
    make = DOM.create_element
    before, after = make("rp", {}, "（"), make("rp", {}, "）")
    return make("ruby", {}, props["children"], before, make("rt", {}, props.get("reading", "")), after)


def allow_in_translations() -> None:
    """Let the translation library take a reading as part of its sentence; else it would cut the sentence there."""
    strings.INLINE_TAGS.extend(tag for tag in ("ruby", "rt", "rp") if tag not in strings.INLINE_TAGS)


def register(features: FeatureRegistry) -> None:
    """Make the feature known; a rich text offers it when its list of features names `ruby`."""
    button = {
        "type": _TYPE,
        "label": "ルビ",
        "description": _("Reading of kanji"),
        "question": _("The reading of the selected words in hiragana. Left empty, it is taken away."),
        "attributes": ["reading"],
    }
    features.register_editor_plugin("draftail", FEATURE, EntityFeature(button, js=["js/desk/ruby.js"]))
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {"ruby": _Ruby(_TYPE), "rt": _Cut(is_reading=True), "rp": _Cut(is_reading=False)},
            "to_database_format": {"entity_decorators": {_TYPE: _element}},
        },
    )
