"""What the desk's pages about one partner have in common."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from members.partners.models import PartnerSchool
from portal.core.desk.pages import DeskPage

MAY_CHANGE = "partners.change_partnerschool"


class PartnerPage(DeskPage):
    """A page of the desk about one partner, for those who look after the register."""

    header_icon = "globe"
    permission = MAY_CHANGE
    index = ("partners:index", gettext_lazy("Partner schools"))

    @cached_property
    def partner(self) -> PartnerSchool:
        return get_object_or_404(PartnerSchool, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return f"{super().get_page_title()} – {self.partner}"
