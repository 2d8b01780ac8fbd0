"""Which names may be two writings of one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.units.roster.likeness import Names, bare
from bot.vietnamese.folding import fold


def like(name: str, *others: str) -> str | None:
    names: Names[str] = Names()
    for each in others:
        names.add(bare(fold(each)), each)
    return names.like(bare(fold(name)))


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("TH Ngọc Lâm", "Trường Tiểu học Ngọc Lâm"),
        ("CĐCS Trường TH Ngọc Lâm", "Tiểu học Ngọc Lâm"),
        ("MN Hoa Mai", "Trường Mầm non Hoa Mai"),
        ("Cty CP May Sông Xanh", "Công ty Cổ phần May Sông Xanh"),
        ("Công ty TNHH MTV Minh Tâm", "Cty TNHH Minh Tâm"),
        ("BV Đa khoa Sông Xanh", "Bệnh viện Đa khoa Sông Xanh"),
        ("HTX Nông sản Bến Tre Xanh", "Hợp tác xã Nông sản Bến Tre Xanh"),
        ("Truong Tieu hoc Ngoc Lam", "Trường Tiểu học Ngọc Lâm"),
        ("Trường Tiểu học Hoà Bình", "Trường Tiểu học Hòa Bình"),
        ("Trường Tiểu học NgọcLâm", "Trường Tiểu học Ngọc Lâm"),
        ("Trường Tiểu học Nguyễn Trãi", "Trường Tiểu học Nguyễn Trãii"),
        ("Trường Tiểu học Nguyễn Trãi", "Trường Tiểu học Nguyễn Tãri"),
        ("Trường Tiểu học số 1", "TH số 1"),
    ],
)
def test_two_writings(name: str, other: str) -> None:
    assert like(name, "Trường Đồi Thông", other) == other
    assert like(other, "Trường Đồi Thông", name) == name


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Tiểu học số 1", "Tiểu học số 2"),
        ("Tiểu học Thanh Am A", "Tiểu học Thanh Am B"),
        ("Trường THCS Ngọc Lâm", "Trường THPT Ngọc Lâm"),
        ("Trường Tiểu học Ngọc Lâm", "Trường Mầm non Ngọc Lâm"),
        ("Trường Tiểu học Ngọc Lâm", "Trường Tiểu học Ngọc Lan"),
        ("Công ty TNHH Minh Tâm", "Công ty Cổ phần Minh Tâm"),
        ("Công ty TNHH Minh Tâm", "Công ty TNHH Bình Tâm"),
        ("Xí nghiệp 22", "Xí nghiệp 2"),
        ("Khối II", "Khối III"),
    ],
)
def test_two_units(name: str, other: str) -> None:
    assert like(name, other) is None
    assert like(other, name) is None


@given(st.lists(st.text(alphabet="abcdeghiklmnopqrstuvxy 12", min_size=1, max_size=25), min_size=2, max_size=8))
def test_a_name_is_always_like_itself_and_likeness_is_mutual(names: list[str]) -> None:
    first, *others = names
    assert like(first, first) == first
    assert all((like(first, other) is None) == (like(other, first) is None) for other in others)
