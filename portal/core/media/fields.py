"""The file of a picture, which is stored without metadata whatever way it comes in."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from .cleaning import cleaned


class BareImageFile(WagtailImageFieldFile):
    """Cleans what is to be stored: forms, uploads of many files, imports and services all end here."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        content.open()
        bare = cleaned(content.read())
        # Width and height are read anew from what is stored; size and hash were told of what was uploaded.
        self.instance.file_size = len(bare)
        self.instance.file_hash = hashlib.sha1(bare, usedforsecurity=False).hexdigest()
        super().save(name, ContentFile(bare, name=name), save)


class BareImageField(WagtailImageField):
    """For images with `file_size` and `file_hash`, as Wagtail's are. Renditions are made of bare files."""

    attr_class = BareImageFile
