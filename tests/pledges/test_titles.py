"""Whom a title is given to, as its name says."""

import pytest

from bot.campaigns.usual import TITLES
from bot.pledges.titles import GivenTo, given_to


@pytest.mark.parametrize(
    ("title", "whom"),
    [
        *zip(TITLES, (GivenTo.PEOPLE, GivenTo.PEOPLE, GivenTo.COLLECTIVES, GivenTo.COLLECTIVES, GivenTo.EITHER), strict=True),
        ("CHIẾN SĨ THI ĐUA cấp tỉnh", GivenTo.PEOPLE),
        ("Cờ thi đua của Tổng Liên đoàn", GivenTo.COLLECTIVES),
        ("Bằng khen của Liên đoàn Lao động tỉnh", GivenTo.EITHER),
        ("", GivenTo.EITHER),
    ],
)
def test_a_title_is_given_to_whom_its_name_says(title: str, whom: GivenTo) -> None:
    assert given_to(title) is whom
