"""IRIs are readable, valid, made of content, and different for different things."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.iri import BASE, content_hash, mint


@pytest.mark.parametrize(
    ("name", "segment"),
    [
        ("东篱食品园", "东篱食品园"),
        ("“十四五”规划（草案）", "“十四五”规划（草案）"),
        ("a b", "a%20b"),
        ("a/b?c#d%e", "a%2Fb%3Fc%23d%25e"),
        ("..", "%2E%2E"),
        ("\u202e反", "%E2%80%AE反"),
        ("é", "é"),
        ("<script>", "%3Cscript%3E"),
    ],
)
def test_chinese_stays_and_what_is_unsafe_is_encoded(name, segment):
    assert mint("park", "青禾县", name) == f"{BASE}park/青禾县/{segment}"


def test_a_long_name_is_cut_but_stays_its_own():
    one, other = mint("goal", "目" * 200 + "一"), mint("goal", "目" * 200 + "二")
    assert one != other
    assert len(one) < 150


def test_an_empty_name_is_refused():
    with pytest.raises(ValueError, match="empty name"):
        mint("park", "青禾县", "")


@given(st.text(min_size=1, max_size=30))
def test_every_name_gives_a_valid_iri(name):
    assert NamedNode(mint("park", name)).value.count("/") == f"{BASE}park/".count("/")


@given(
    st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=3),
    st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=3),
)
def test_different_names_give_different_iris(one, other):
    same = [unicodedata.normalize("NFC", part) for part in one] == [
        unicodedata.normalize("NFC", part) for part in other
    ]
    assert (mint("park", *one) == mint("park", *other)) == same


def test_hash_tells_where_a_part_ends():
    assert content_hash("ab", "c") != content_hash("a", "bc")
    assert content_hash("ab", "c") == content_hash("ab", "c")
