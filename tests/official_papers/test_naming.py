"""What a union is called on paper."""

import pytest

from bot.official_papers.naming import union_of


@pytest.mark.parametrize(
    ("name", "issuer"),
    [
        ("Trường Tiểu học Sông Xanh", "Công đoàn Trường Tiểu học Sông Xanh"),
        ("Công đoàn cơ sở phường 1", "Công đoàn cơ sở phường 1"),
        ("CĐCS Công ty May", "CĐCS Công ty May"),
        ("Nghiệp đoàn xe ôm", "Nghiệp đoàn xe ôm"),
        ("Tổng Liên đoàn Lao động Việt Nam", "Tổng Liên đoàn Lao động Việt Nam"),
        ("Công ty Cổ phần 1", "Công đoàn Công ty Cổ phần 1"),
    ],
)
def test_the_union_of_a_firm_is_called_after_it(name: str, issuer: str) -> None:
    assert union_of(name) == issuer
