from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock


class FigureBlock(blocks.StructBlock):
    """A picture with its caption; shown only when its consent allows it."""

    image = ImageChooserBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "blocks/figure.html"


class DocumentsBlock(blocks.StructBlock):
    """Files to download, each shown with its type and size."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    documents = blocks.ListBlock(DocumentChooserBlock(label=_("document")), label=_("documents"))

    class Meta:
        icon = "doc-full"
        label = _("Files to download")
        template = "blocks/documents.html"
