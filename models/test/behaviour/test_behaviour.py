"""The behavioural suite: its cases, what counts as a failure, and a run on a tiny model."""

import json
import random
from pathlib import Path

import numpy as np
import pytest

from lab.behaviour import changes
from lab.behaviour.case import Case, SuiteError, filled
from lab.behaviour.run import TOLERANCE, Answers, Seen, fails, interval, run_suite, summary
from lab.behaviour.suite import SUITE, Behaviour
from lab.behaviour.table import table, write_results
from lab.data.text import is_empty, normalise

ALL = [(test, language) for test in SUITE for language in test.languages]
NAMES = [f"{test.name} {language}" for test, language in ALL]


@pytest.mark.parametrize(("test", "language"), ALL, ids=NAMES)
def test_every_test_has_three_hundred_different_cases_and_always_the_same(test: Behaviour, language: str) -> None:
    cases = test.cases_of(language)
    assert len(cases) == len(set(cases)) >= 300
    assert cases == test.cases_of(language)
    assert not any(is_empty(normalise(case.text)) for case in cases)


@pytest.mark.parametrize(("test", "language"), ALL, ids=NAMES)
def test_a_comparison_changes_the_post_and_no_slot_stays_open(test: Behaviour, language: str) -> None:
    for case in test.cases_of(language):
        assert case.changed != case.text
        assert not set("{}§") & set(case.text + (case.changed or ""))
        assert (case.changed is None) == (case.expect in ("positive", "negative", "not negative"))


def test_tests_that_know_both_sides_ask_for_each_as_often() -> None:
    for name in ("sentiment words", "temporal change", "question and yes", "question and no", "code-switching"):
        test = next(test for test in SUITE if test.name == name)
        for language in test.languages:
            expected = [case.expect for case in test.cases_of(language)]
            assert expected.count("positive") == expected.count("negative")


def test_the_bars_are_those_that_were_agreed() -> None:
    bars = {test.name: test.bar for test in SUITE if test.bar is not None}
    assert bars == {
        "sentiment words": 0.02,
        "negated positive": 0.10,
        "negated negative": 0.15,
        "temporal change": 0.15,
        "one typo": 0.05,
        "two typos": 0.05,
        "link or handle added": 0.05,
        "names, places, airlines": 0.03,
    }


def test_a_sentence_that_begins_with_a_slot_gets_a_capital() -> None:
    slots = {"thing": ["the meal"], "when": ["today"]}
    assert filled(["{thing} was cold. {when} too"], slots, random.Random(0), 1) == ["The meal was cold. Today too"]


def test_templates_that_give_too_few_posts_are_named() -> None:
    with pytest.raises(SuiteError, match=r"2 different posts.*'Hello {who}'.*3 wanted"):
        filled(["Hello {who}"], {"who": ["you", "me"]}, random.Random(0), 3)


@pytest.mark.parametrize(
    ("change", "post", "expected"),
    [
        (changes.typo, "late", ["ltae"]),
        (changes.without_accents, "Annulé, ça déçoit", ["Annule, ca decoit"]),
        (changes.casing, "My bag", ["MY BAG", "my bag", "My Bag"]),
    ],
)
def test_a_change_does_what_it_says(change: changes.Change, post: str, expected: list[str]) -> None:
    assert change(post, random.Random(0)) in expected


def test_an_added_link_or_handle_leaves_the_words_as_they_are() -> None:
    changed = changes.link_or_handle("My bag is lost", random.Random(3))
    assert "My bag is lost" in changed
    assert set(normalise(changed).split()) - {"http", "@user"} == {"My", "bag", "is", "lost"}


def at(probability: float) -> Seen:
    """A positive verdict with that probability."""
    return Seen("positive", True, probability)


@pytest.mark.parametrize(
    ("expect", "before", "after", "failed"),
    [
        ("positive", Seen("positive", False, 0.5), None, False),
        ("positive", Seen("neutral", True, 0.9), None, True),
        ("negative", Seen("negative", False, 0.4), None, False),
        ("negative", Seen("neutral", True, 0.1), None, True),
        ("not negative", Seen("negative", False, 0.4), None, False),
        ("not negative", Seen("neutral", True, 0.1), None, False),
        ("not negative", Seen("negative", True, 0.1), None, True),
        ("same", Seen("positive", True, 0.9), Seen("positive", False, 0.5), False),
        ("same", Seen("positive", True, 0.9), Seen("neutral", False, 0.9), True),
        ("not less positive", at(0.9), at(0.9 - TOLERANCE + 0.01), False),
        ("not less positive", at(0.9), at(0.9 - TOLERANCE - 0.01), True),
        ("not more positive", at(0.1), at(0.1 + TOLERANCE - 0.01), False),
        ("not more positive", at(0.1), at(0.1 + TOLERANCE + 0.01), True),
    ],
)
def test_a_case_fails_when_what_it_expects_does_not_hold(expect: str, before: Seen, after: Seen | None, failed: bool) -> None:
    case = Case("one", expect, None if after is None else "two")
    assert fails(case, {"one": before, "two": after or before}) is failed


def test_sides_alone_are_what_a_model_of_two_labels_could_have_said() -> None:
    assert Seen("neutral", True, 0.7).side == Seen("positive", False, 0.7)
    assert Seen("negative", True, 0.2).side == Seen("negative", True, 0.2)
    planned = [(small("vol", "positive", 0.1), "en", [Case("one", "positive")])]
    answers = Answers(planned, {"one": Seen("neutral", True, 0.7)})
    assert answers.outcomes()[0].failed.tolist() == [True]
    assert answers.outcomes(sides_only=True)[0].failed.tolist() == [False]


def test_the_interval_holds_the_share_and_narrows_with_more_cases() -> None:
    few, many = (interval(np.arange(cases) % 10 == 0) for cases in (30, 3_000))
    assert few[0] < many[0] < 0.1 < many[1] < few[1]


def small(sentence: str, expect: str, bar: float) -> Behaviour:
    return Behaviour("small", lambda _, __: [Case(f"{sentence} {number}", expect) for number in range(20)], bar, ("en",))


def test_a_run_judges_the_artefact_and_tells_which_bars_are_met(learned: Path, tmp_path: Path) -> None:
    suite = [small("lovely great happy thanks", "positive", 0.02), small("horrible late angry lost", "positive", 0.02)]
    rows = summary(run_suite(learned, suite, quiet=True))
    assert [(row["failures"], row["met"], len(row["examples"])) for row in rows] == [(0.0, True, 0), (1.0, False, 5)]
    written = json.loads(write_results(tmp_path, "abc", rows).read_text(encoding="utf-8"))
    assert written == {"model": "abc", "rows": rows}
    assert [line.split(" | ")[6] for line in table(rows).splitlines()[2:]] == ["met", "missed"]
