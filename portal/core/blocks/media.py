from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.api.fields import ImageRenditionField
from wagtail.images.blocks import ImageChooserBlock

from .structs import StructBlock

API_RENDITION = "max-1200x1200|format-webp"


class FigureBlock(StructBlock):
    """A picture with its caption; shown only when its consent allows it."""

    image = ImageChooserBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/figure.html"

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """The caption, and the rendition of a picture that may be shown (else None)."""
        shown = value["image"] and value["image"].is_publishable
        field = ImageRenditionField(API_RENDITION)
        return {
            "image": field.to_representation(value["image"]) if shown else None,
            "caption": value["caption"],
        }


class DocumentsBlock(StructBlock):
    """Files to download, each shown with its type and size."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    documents = blocks.ListBlock(DocumentChooserBlock(label=_("document")), label=_("documents"))

    class Meta:
        icon = "doc-full"
        label = _("Files to download")
        template = "blocks/documents.html"
