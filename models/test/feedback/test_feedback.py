"""From votes to a set: what comes in, with which label, and what is left out and why."""

import csv
import gzip
import json
import random
from pathlib import Path

import pytest
from exports import line, some_lines, text_of, vote, write_export

from lab.cli import main
from lab.data.sets import read_posts
from lab.errors import LabError
from lab.feedback import clusters, label, poison
from lab.feedback.build import build, find_set
from lab.feedback.label import decide
from lab.feedback.near import jaccard
from lab.feedback.rows import ExportRowError
from lab.feedback.rules import Rules
from lab.feedback.workspace import bare, draw


@pytest.fixture
def made(tmp_path: Path, data: Path):
    """Builds a set from lines; returns its report and its rows by id (with `part`)."""

    def build_from(lines: list[dict], rules: Rules = Rules(), **more) -> tuple[dict, dict[str, dict]]:  # noqa: B008
        report = build([write_export(tmp_path / "export.jsonl", lines)], data, tmp_path / "sets", rules, **more)
        return report, rows_of(tmp_path / "sets" / report["version"])

    return build_from


def rows_of(folder: Path) -> dict[str, dict]:
    rows = {}
    for part in ("train", "test"):
        with gzip.open(folder / part / "feedback.csv.gz", "rt", encoding="utf-8", newline="") as stream:
            rows |= {row["id"]: row | {"part": part} for row in csv.DictReader(stream)}
    return rows


UP, DOWN, WRONG, NEITHER = (1, 1, 0), (None, 0, 0), (0, 0, 1), (2, 0, 1)
"""Votes on a positive verdict: 👍, 👎, 👎 with the other side, 👎 with neutral."""


@pytest.mark.parametrize(
    ("review", "votes", "decided"),
    [
        (2, [UP, UP, UP], (2, "reviewed", None)),
        (None, [UP], (1, "approved", None)),
        (None, [DOWN], (None, None, label.UNNAMED)),
        (None, [DOWN, DOWN, WRONG], (0, "corrected", None)),
        (None, [WRONG], (0, "corrected", None)),
        (None, [NEITHER], (2, "corrected", None)),
        (None, [UP, UP], (1, "agreed", None)),
        (None, [WRONG, DOWN, UP], (0, "corrected", None)),
        (None, [UP, UP, UP, DOWN], (1, "agreed", None)),
        (None, [WRONG, WRONG, DOWN, UP, UP], (0, "corrected", None)),
        (None, [UP, UP, NEITHER], (1, "agreed", None)),
        (None, [UP, UP, NEITHER, DOWN], (None, None, label.TIED)),
        (None, [UP, UP, DOWN], (1, "agreed", None)),
        (None, [UP, DOWN, DOWN], (None, None, label.TIED)),
        (None, [UP, DOWN], (None, None, label.TIED)),
        (None, [], (None, None, label.UNHEARD)),
    ],
)
def test_the_label_is_the_reviews_or_that_of_most_votes(review, votes, decided) -> None:
    assert decide(review, 1, votes) == decided


def test_a_thumbs_down_alone_gives_no_label_whatever_the_verdict_and_a_correction_does(made) -> None:
    lines = [
        line(1, text_of(1), [vote("a", False)], "neutral"),
        line(2, text_of(2), [vote("b", False, "negative")], "neutral"),
        line(3, text_of(3), [vote("c")], "neutral"),
        line(4, text_of(4), [vote("d", False, "neutral")], "positive"),
        line(5, text_of(5), [vote("e", False)], "positive"),
    ]
    report, rows = made(lines)
    assert {name: (row["label"], row["block"]) for name, row in rows.items()} == {
        "id-2": ("0", "corrected"),
        "id-3": ("2", "approved"),
        "id-4": ("2", "corrected"),
    }
    assert report["posts"]["out"] == {label.UNNAMED: 2}


def test_a_set_has_a_row_for_each_post_with_label_provenance_and_weight(made, tmp_path: Path) -> None:
    report, rows = made(
        [
            line(1, "Vol parfait, merci", [vote("a"), vote("b", minutes=9)], lang="fr"),
            line(2, "Lost my bag again, great", [vote("a", False, "negative")]),
            line(3, "Boarding at gate 12", [vote("a")], "negative", review="neutral"),
        ]
    )
    assert {name: (row["label"], row["block"], row["weight"], row["lang"]) for name, row in rows.items()} == {
        "id-1": ("1", "agreed", "0.8", "fr"),
        "id-2": ("0", "corrected", "0.6", "en"),
        "id-3": ("2", "reviewed", "1.0", "en"),
    }
    assert report["posts"]["in"] == report["posts"]["read"] == 3
    assert "| corrected | 1 |" in (tmp_path / "sets" / report["version"] / "report.md").read_text(encoding="utf-8")


def test_the_same_export_gives_the_same_version_and_the_lab_reads_it(made, tmp_path: Path) -> None:
    first, rows = made(some_lines(60))
    again, _ = made(some_lines(60))
    assert first["version"] == again["version"]
    assert first["version"] != made(some_lines(61))[0]["version"]
    made(some_lines(60))
    folder = find_set(tmp_path / "sets", first["version"])
    read = [post for part in ("train", "test") for post in read_posts(folder / part / "feedback.csv.gz")]
    assert sorted(post.text for post in read) == sorted(row["text"] for row in rows.values())


def test_posts_without_words_or_in_another_language_stay_out(made) -> None:
    report, rows = made([line(1, "@ann http://x.fr", [vote("a")]), line(2, "Доброе утро", [vote("a")], lang="und")])
    assert rows == {}
    assert report["posts"]["out"] == {"neither French nor English": 1, "nothing but links and handles": 1}


def test_of_near_duplicates_the_earliest_stays(made) -> None:
    text = "The crew of this morning's flight to Lyon was wonderful with my kids"
    report, rows = made(
        [
            line(1, text, [vote("a")]),
            line(2, f"{text}!! 😍 http://t.co/x", [vote("b")]),
            line(3, text.upper().replace("LYON", "LYONS"), [vote("c")]),
            line(4, "Something else altogether about the meal", [vote("d")]),
        ]
    )
    assert sorted(rows) == ["id-1", "id-4"]
    assert report["posts"]["out"] == {clusters.DUPLICATE: 2}


def test_posts_of_dev_and_test_sets_stay_out_and_those_of_training_sets_are_not_held_out(made, data: Path) -> None:
    def texts(name: str) -> list[str]:
        return [post.text for post in read_posts(data / f"{name}.csv.gz")]

    learnt = texts("train/xlmt_fr")
    lines = [line(1, texts("dev/sentiment140")[0].upper(), [vote("a")]), line(2, texts("test/fr_translated")[5], [vote("b")])]
    report, rows = made(lines + [line(3 + n, text, [vote(f"v{n}")]) for n, text in enumerate(learnt)], Rules(holdout=1.0))
    assert rows == {}
    assert report["posts"]["out"][clusters.MEASURED] >= 2
    assert report["posts"]["out"][clusters.LEARNT] >= 1


def test_the_same_post_with_both_labels_is_left_out_unless_a_reviewer_spoke(made) -> None:
    one, other = "The seats on this plane are rather narrow", "Your new lounge in Nice opens at noon today"
    report, rows = made(
        [
            line(1, one, [vote("a")]),
            line(2, f"{one}.", [vote("b", False, "negative")]),
            line(3, other, [vote("c")]),
            line(4, f"{other}.", [vote("d", False, "negative")]),
            line(5, f"{other}...", [vote("e")], review="negative"),
        ]
    )
    assert {name: (row["label"], row["block"]) for name, row in rows.items()} == {"id-4": ("0", "reviewed")}
    assert report["posts"]["out"] == {clusters.CONTRADICTED: 3, clusters.DUPLICATE: 1}


def test_no_person_decides_more_than_their_share(made) -> None:
    flood = [line(n, text_of(n), [vote("flooder", False, "negative", minutes=60 * n)]) for n in range(1_000, 1_100)]
    report, rows = made(some_lines(200) + flood)
    ids = {f"id-{n}" for n in range(1_000, 1_100)}
    assert len(ids & set(rows)) == report["people"]["largestDecides"] == 20
    assert report["votes"]["out"] == {poison.SHARE: 80}
    wide, _ = made(some_lines(200) + flood, Rules(person_share=0.2))
    assert wide["people"]["largestDecides"] <= 0.2 * wide["posts"]["in"]
    assert wide["people"]["largestDecides"] > 20


def test_a_burst_of_one_persons_votes_is_set_aside_and_slow_votes_are_not(made) -> None:
    quick = [line(n, text_of(n), [vote("hasty", minutes=n / 10)]) for n in range(30)]
    slow = [line(n, text_of(n), [vote("steady", minutes=n)]) for n in range(100, 119)]
    report, rows = made(quick + slow)
    assert set(rows) == {f"id-{n}" for n in range(100, 119)}
    assert report["votes"]["out"] == {poison.BURST: 30}
    assert report["posts"]["out"] == {label.UNHEARD: 30}


def test_a_crowd_against_the_model_within_minutes_is_set_aside(made) -> None:
    crowd = [line(n, text_of(n), [vote(f"troll-{n}", False, minutes=n / 30)]) for n in range(60)]
    report, rows = made(crowd + some_lines(40, first=100))
    assert len(rows) == 40
    assert report["votes"]["out"] == {poison.CROWD: 60}


def test_a_person_whom_reviewers_contradict_is_not_heard(made) -> None:
    judged = [line(n, text_of(n), [vote("liar", False, minutes=60 * n)], review="positive") for n in range(6)]
    alone = [line(n, text_of(n), [vote("liar", False, minutes=60 * n)]) for n in range(10, 20)]
    report, rows = made(judged + alone)
    assert set(rows) == {f"id-{n}" for n in range(6)}
    assert report["votes"]["peopleOut"] == {poison.CONTRADICTED: 1}


def test_the_hold_out_is_a_tenth_and_stays_the_same_when_the_set_grows(made) -> None:
    _, small = made(some_lines(400))
    _, large = made(some_lines(800))
    assert 20 <= sum(row["part"] == "test" for row in small.values()) <= 65
    assert all(large[name]["part"] == row["part"] for name, row in small.items() if name in large)
    assert len(set(small) & set(large)) > 300


def test_no_near_duplicate_crosses_to_the_hold_out(made) -> None:
    chance = random.Random(3)
    lines = some_lines(150)
    copies = [one | {"id": f"copy-{n}", "text": _slip(one["text"], chance)} for n, one in enumerate(lines)]
    _, rows = made(lines + copies, Rules(holdout=0.5))
    held, learnt = ([row["text"] for row in rows.values() if row["part"] == part] for part in ("test", "train"))
    assert len(held) > 30 < len(learnt)
    assert max(jaccard(bare(one), bare(other)) for one in held for other in learnt) < 0.8


def _slip(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) - 1)
    return text[:at] + text[at + 1 :]


def test_bare_posts_differ_in_words_only() -> None:
    assert bare("@user DÉÇU!!! 12 min de retaaaaard http") == bare("deçu, 45 min de retaard")
    assert bare("👍🏽 👍") == "👍🏽 👍"
    assert bare("") == ""


def test_the_draw_is_even_and_always_the_same() -> None:
    drawn = [draw(f"post {number}") for number in range(2_000)]
    assert drawn[0] == draw("post 0")
    assert 0.08 < sum(value < 0.1 for value in drawn) / len(drawn) < 0.12


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ('{"id": "x", "text": "secret wo', "is not JSON"),
        ("[1]", "is not a JSON object"),
        (json.dumps(line(1, "secret", []) | {"predicted": "great"}), "predicted is none of negative, positive"),
        (json.dumps(line(1, "secret", []) | {"created_at": "yesterday"}), "a time is not like"),
        (json.dumps(line(1, "secret", []) | {"created_at": "2026-11-22T08:00:00"}), "created_at has no time zone"),
        (json.dumps(line(1, "secret", [vote("a") | {"correct": "yes"}])), "correct is not true or false"),
        (json.dumps(line(1, "secret", [vote("a") | {"voter": ""}])), "voter is not a word"),
        (json.dumps(line(1, "secret", [vote("a", False, "meh")])), "label is none of negative, positive, neutral"),
        (json.dumps({k: v for k, v in line(1, "secret", []).items() if k != "votes"}), "votes is missing"),
        (json.dumps(line(1, "secret", []) | {"votes": 3}), "a field has the wrong type"),
        (json.dumps(line(1, "secret", []) | {"text": None}), "text is not a string"),
    ],
)
def test_a_broken_line_is_named_and_left_out_only_when_asked(broken, reason, tmp_path: Path, data: Path) -> None:
    export = write_export(tmp_path / "export.jsonl", some_lines(3))
    export.write_text(export.read_text(encoding="utf-8") + broken + "\n", encoding="utf-8")
    with pytest.raises(ExportRowError, match=rf"export\.jsonl: line 4: .*{reason}") as raised:
        build([export], data, tmp_path / "sets", Rules())
    assert "secret" not in str(raised.value)
    assert list((tmp_path / "sets").iterdir()) == []
    report = build([export], data, tmp_path / "sets", Rules(), skip_bad=True)
    assert report["posts"]["read"] == 3
    assert reason in report["brokenLines"]["shown"][0]


def test_what_a_new_export_no_longer_has_is_gone_from_earlier_sets_too(tmp_path: Path, data: Path, made) -> None:
    earlier, _ = made(some_lines(10))
    forgotten = [one for one in some_lines(10) if one["id"] != "id-4"]
    later, rows = made(forgotten)
    assert "id-4" not in rows
    folder = tmp_path / "sets" / earlier["version"]
    assert sorted(path.name for path in folder.iterdir()) == ["report.json", "report.md"]
    with pytest.raises(LabError, match="only its report is left"):
        find_set(tmp_path / "sets", earlier["version"])
    with pytest.raises(LabError, match=f"no feedback set 000; there are: {later['version']}"):
        find_set(tmp_path / "sets", "000")
    kept, _ = made(some_lines(12), keep_earlier=True)
    assert find_set(tmp_path / "sets", later["version"]) and find_set(tmp_path / "sets", kept["version"])


def test_exports_that_overlap_count_a_prediction_once_as_the_last_one_says(tmp_path: Path, data: Path) -> None:
    old = write_export(tmp_path / "old.jsonl", some_lines(5))
    changed = some_lines(5)[:1]
    changed[0]["votes"] = [vote("voter-0", False, "negative")]
    new = write_export(tmp_path / "new.jsonl", changed)
    report = build([old, new], data, tmp_path / "sets", Rules())
    rows = rows_of(tmp_path / "sets" / report["version"])
    assert len(rows) == report["votes"]["read"] == 5
    assert (rows["id-0"]["label"], rows["id-0"]["block"]) == ("0", "corrected")


def test_reports_name_no_post_and_no_person(made, tmp_path: Path) -> None:
    report, _ = made(some_lines(20))
    told = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "sets" / report["version"]).glob("report.*"))
    assert "voter-" not in told
    assert text_of(3) not in told


def test_the_command_builds_a_set_and_says_what_is_wrong(tmp_path: Path, data: Path, capsys) -> None:
    export = write_export(tmp_path / "export.jsonl", some_lines(30))
    places = ["--data", str(data), "--sets", str(tmp_path / "sets")]
    assert main(["feedback", str(export), *places]) == 0
    assert "of 30 posts" in capsys.readouterr().out
    assert main(["feedback", str(tmp_path / "none.jsonl"), *places]) == 1
    assert "no such file; fetch one with GET /export" in capsys.readouterr().err


def test_what_people_say_of_topics_is_kept_as_training_rows(tmp_path: Path, data: Path) -> None:
    lines = [
        line(1, text_of(1), [vote("a")], topics=["refund", "baggage"]),
        line(2, text_of(2), [vote("b")], topics=[]),
        line(3, text_of(3), [vote("c")], topics=None),
        line(4, text_of(4), [vote("d")]),
        line(5, text_of(5), [vote("e")], lang="fr", topics=["delay"]),
    ]
    report = build([write_export(tmp_path / "e.jsonl", lines)], data, tmp_path / "sets", Rules(holdout=0))
    folder = tmp_path / "sets" / report["version"] / "topics"
    assert (folder / "train_en.csv").read_text(encoding="utf-8").splitlines() == [
        "text,topics,act,needs_answer",
        f"{text_of(1)},baggage|refund,,",
        f"{text_of(2)},,,",
    ]
    assert (folder / "train_fr.csv").read_text(encoding="utf-8").splitlines()[1:] == [f"{text_of(5)},delay,,"]
    assert report["posts"]["topics"] == 3


@pytest.mark.parametrize("topics", ["baggage", [3], ["Lost bags"]])
def test_topics_that_are_no_names_make_a_broken_line(tmp_path: Path, data: Path, topics: object) -> None:
    export = write_export(tmp_path / "e.jsonl", [line(1, text_of(1), [vote("a")], topics=topics)])
    with pytest.raises(ExportRowError, match="topics is not a list of names"):
        build([export], data, tmp_path / "sets", Rules())
