import pytest
from django.db import transaction

from portal.core.versions import bump_version, current_version


@pytest.mark.django_db
def test_version_grows_with_each_change():
    assert current_version("partners") == 0
    bump_version("partners")
    first = current_version("partners")
    bump_version("other")
    assert current_version("partners") == first > 0
    bump_version("partners")
    assert current_version("partners") > first


@pytest.mark.django_db(transaction=True)
def test_version_is_taken_back_with_the_change():
    class Undone(Exception):
        pass

    with pytest.raises(Undone), transaction.atomic():
        bump_version("partners")
        undone = current_version("partners")
        raise Undone
    assert current_version("partners") == 0
    bump_version("partners")
    assert current_version("partners") != undone
