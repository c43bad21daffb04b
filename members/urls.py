"""All addresses of the members' area; each room brings its own."""

from members.partners.urls import urlpatterns as partners
from members.schools.urls import urlpatterns as schools
from members.suggestions.urls import urlpatterns as suggestions
from members.wishes.urls import urlpatterns as wishes

app_name = "members"
urlpatterns = [*schools, *partners, *wishes, *suggestions]
