"""Text that a person or a file brings is made safe, read as an id, and matched without surprises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vsmap.model.records import KINDS
from vsmap.model.text import (
    excerpt,
    identifier_for,
    is_id,
    is_plain,
    join_list,
    name_of,
    nearest,
    read_decimal,
    split_list,
    visible,
)

any_text = st.text(st.characters())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Design & analysis", "Design & analysis"),
        ("Prüfung \N{BULLET} 2", "Prüfung \N{BULLET} 2"),
        ("\N{CJK UNIFIED IDEOGRAPH-6E2C}", "\N{CJK UNIFIED IDEOGRAPH-6E2C}"),
        ("a\x1b[31mred", "a\N{SYMBOL FOR ESCAPE}[31mred"),
        ("one\ntwo\x00", "one\N{SYMBOL FOR LINE FEED}two\N{SYMBOL FOR NULL}"),
        ("\x7f\x9b1m", "\N{SYMBOL FOR DELETE}\N{REPLACEMENT CHARACTER}1m"),
        ("abc\N{RIGHT-TO-LEFT OVERRIDE}fed", "abc\N{REPLACEMENT CHARACTER}fed"),
        ("\ud800", "\N{REPLACEMENT CHARACTER}"),
        ("\N{TAG LATIN SMALL LETTER A}", "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_what_could_command_a_terminal_is_made_visible(text: str, shown: str) -> None:
    """Controls, overrides, invisible marks and lone surrogates are replaced, all else stays."""
    assert visible(text) == shown
    assert is_plain(text) == (text == shown)


@given(any_text)
def test_visible_text_is_safe_and_stays_as_it_is(text: str) -> None:
    """No control or surrogate is left, nothing is lost or added, and a second pass changes nothing."""
    shown = visible(text)
    assert len(shown) == len(text)
    assert is_plain(shown)
    assert not any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in shown)
    shown.encode("utf-8")


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | any_text, st.lists))
def test_an_excerpt_is_short_and_safe_whatever_was_found(value: object) -> None:
    """Any value of a file is shown in at most 60 safe characters."""
    assert len(excerpt(value)) <= 60
    assert is_plain(excerpt(value))


def test_a_huge_integer_is_shown_by_its_size() -> None:
    """An integer that Python itself does not print is no crash."""
    assert excerpt(1 << 20_000) == "a number of 20001 bits"
    assert excerpt([1 << 20_000]) == "a list of 1"
    assert excerpt(True) == "true"  # noqa: FBT003 - a value that was found


@pytest.mark.parametrize(
    ("identifier", "name"),
    [("release-board", "Release board"), ("test_env", "Test env"), ("QA", "QA"), ("-", "-"), ("3d", "3d")],
)
def test_an_id_reads_as_words(identifier: str, name: str) -> None:
    """A stage without a name has its id's words."""
    assert name_of(identifier) == name


@pytest.mark.parametrize(
    ("name", "taken", "identifier"),
    [
        ("Design & analysis", [], "design-analysis"),
        ("Prüfung", [], "prufung"),
        ("\N{CJK UNIFIED IDEOGRAPH-6E2C}", [], "stage"),
        ("\N{CJK UNIFIED IDEOGRAPH-6E2C}", ["stage", "stage-2"], "stage-3"),
        ("Test", ["test"], "test-2"),
        ("  --Test--  ", [], "test"),
        ("", [], "stage"),
    ],
)
def test_a_new_id_is_readable_and_free(name: str, taken: list[str], identifier: str) -> None:
    """An id is made of the name's letters, and numbered where it is taken."""
    assert identifier_for(name, taken) == identifier


@given(any_text, st.lists(st.sampled_from(["stage", "a", "a-2", "test"])))
def test_a_new_id_is_always_valid(name: str, taken: list[str]) -> None:
    """Whatever the name, its id may stand in a file and is not among those taken."""
    identifier = identifier_for(name, taken)
    assert is_id(identifier)
    assert identifier not in taken


@pytest.mark.parametrize("text", ["", "a b", "a.b", "é", "a\n", "x" * 201])
def test_an_id_has_letters_digits_dash_and_underscore(text: str) -> None:
    """Anything else is no id."""
    assert not is_id(text)


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("reviw", KINDS, "review"),
        ("Aprove", KINDS, "approve"),
        ("lead-time", ("lead_time", "wait_time"), "lead_time"),
        ("criticalpath", ("all", "critical-path"), "critical-path"),
        ("zzz", KINDS, None),
        ("x" * 300, KINDS, None),
        ("", KINDS, None),
    ],
)
def test_a_misspelt_word_finds_the_nearest(word: str, known: tuple[str, ...], near: str | None) -> None:
    """Capitals and dashes don't matter, and far off is nothing."""
    assert nearest(word, known) == near


@given(st.lists(any_text.filter(lambda text: text.strip() == text and text)))
def test_a_list_on_one_line_reads_back(items: list[str]) -> None:
    """Commas, quotes, backslashes and line ends within an item are no obstacle."""
    assert split_list(join_list(items)) == items


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("Jira, Git", ["Jira", "Git"]),
        (" Jira ,, Git, ", ["Jira", "Git"]),
        ('"Word, Excel", Git', ["Word, Excel", "Git"]),
        ('5" pipe, x', ['5" pipe', "x"]),
        ('"open, x', ['"open', "x"]),
        ("", []),
    ],
)
def test_a_typed_list_reads_as_a_person_means_it(line: str, items: list[str]) -> None:
    """Gaps are skipped, and a stray quote is a letter like any other."""
    assert split_list(line) == items


def test_a_comma_that_may_group_thousands_is_refused() -> None:
    """1,500 is asked about; 1,5 and 0,500 and 12,25 are decimals."""
    assert [read_decimal(text) for text in ("1,5", "0,500", "12,25", "3")] == [1.5, 0.5, 12.25, 3]
    with pytest.raises(ValueError, match=r"is 1,500 1500 or 1\.5\?"):
        read_decimal("1,500")
