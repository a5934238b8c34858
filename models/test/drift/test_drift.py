"""The report on drift: what river and the domain classifier find, and what the command does with an export."""

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from conftest import WORDS
from lab.cli import main
from lab.drift.embed import Encoder
from lab.drift.measure import accuracy_by_block, change_points, domain_classifier, wilson
from lab.drift.posts import read_export
from lab.export.card import read_card
from lab.export.score import Scorer

START = datetime(2026, 1, 1, tzinfo=UTC)


def row(number: int, **changes) -> dict:
    words = "late lost angry" if number % 2 else "great thanks happy"
    return {
        "created_at": (START + timedelta(hours=number)).isoformat().replace("+00:00", "Z"),
        "lang": "en",
        "text": f"{words} {number % 10}",
        "label": "negative" if number % 2 else "positive",
        "probability": 0.1 if number % 2 else 0.9,
        "model": "m",
        "model_probability": None,
    } | changes


def write(path: Path, rows: list[dict]) -> Path:
    path.write_text("".join(f"{json.dumps(one)}\n" for one in rows), encoding="utf-8")
    return path


def test_a_change_is_found_soon_after_it_happens_and_none_where_there_is_none() -> None:
    chance = np.random.default_rng(1)
    quiet = chance.random(2000)
    assert change_points(quiet) == []
    found = change_points(np.concatenate([quiet[:1000], quiet[1000:] + 0.3]))
    assert 1000 <= found[0] <= 1200
    assert change_points([1.0] * 500) == []


def test_a_change_is_found_beside_a_few_values_that_are_out_of_all_proportion() -> None:
    lengths = np.random.default_rng(3).integers(5, 60, 2000).astype(float)
    lengths[1000:] += 20
    plain = change_points(lengths)
    lengths[[7, 1500]] = 10_000
    assert 1000 <= plain[0] <= 1200
    assert change_points(lengths)[0] == pytest.approx(plain[0], abs=100)


def test_a_rare_event_that_becomes_common_is_a_change() -> None:
    chance = np.random.default_rng(4)
    shares = np.concatenate([chance.random(2000) < 0.002, chance.random(500) < 0.3]).astype(float)
    assert 2000 <= change_points(shares)[0] <= 2300


def test_the_domain_classifier_tells_shifted_embeddings_apart_and_no_others() -> None:
    chance = np.random.default_rng(2)
    early, late = chance.normal(size=(200, 8)), chance.normal(size=(200, 8))
    assert not domain_classifier(early, late).moved
    shifted = domain_classifier(early, late + 0.6)
    assert shifted.moved
    assert shifted.area > 0.8


def test_accuracy_is_estimated_from_probabilities_and_observed_where_people_agree() -> None:
    confidence, right = np.array([0.8, 0.6, 0.9, 0.9]), np.array([1, 0, np.nan, np.nan])
    first, second = accuracy_by_block(confidence, right, 2)
    assert first["estimated"][0] == pytest.approx(0.7)
    assert first["estimated"][2] - first["estimated"][0] == pytest.approx(1.96 * np.sqrt(0.16 + 0.24) / 2)
    assert first["observed"][0] == 0.5
    assert "observed" not in second
    assert wilson(45, 50) == pytest.approx((0.9, 0.7864, 0.9565), abs=5e-4)


def test_the_encoders_output_is_what_the_logit_is_made_of(learned: Path) -> None:
    encoder = Encoder(learned)
    chance = random.Random(1)
    texts = [" ".join(chance.choices([word for group in WORDS.values() for word in group], k=4)) for _ in range(80)]
    embedded = encoder.embed(texts)
    assert embedded.shape == (80, 32)
    logits = Scorer(learned / "model.onnx", Tokenizer.from_file(str(learned / "tokenizer.json"))).logits(texts, quiet=True)
    # 33 numbers that give 80 logits of each label: they are a linear layer on what was taken out.
    fitted = np.linalg.lstsq(np.c_[embedded, np.ones(80)], logits, rcond=None)[0]
    assert np.c_[embedded, np.ones(80)] @ fitted == pytest.approx(logits, abs=1e-3)


def test_the_export_is_read_in_the_order_of_time_with_the_models_own_verdict(tmp_path: Path) -> None:
    ruled = row(1, model_probability=0.2, probability=1.0, label="positive")
    empty = row(3, text="http @user")
    path = write(tmp_path / "export.jsonl", [row(2, label=None), ruled, empty, row(0, label="neutral")])
    posts = read_export(path)
    assert [post.right for post in posts] == [False, False, None]
    assert posts[1].probability == 0.2


def test_the_confidence_of_a_post_is_the_score_of_the_label_that_it_was_given(tmp_path: Path) -> None:
    scores = {"negative": 0.2, "neutral": 0.7, "positive": 0.1}
    path = write(tmp_path / "export.jsonl", [row(0, scores=scores, label="neutral"), row(1, probability=0.1)])
    posts = read_export(path)
    assert [(post.right, post.confidence) for post in posts] == [(True, 0.7), (True, 0.9)]


@pytest.mark.parametrize("bad", ["{", '{"text": "late"}', json.dumps(row(1, probability=2)), "[]"])
def test_a_broken_line_is_named(bad: str, tmp_path: Path, learned: Path, capsys) -> None:
    path = tmp_path / "export.jsonl"
    path.write_text(f"{json.dumps(row(1))}\n{bad}\n", encoding="utf-8")
    assert main(["drift", str(path), "--production", str(learned)]) == 1
    assert "line 2" in capsys.readouterr().err


def test_the_report_says_what_moved_and_shows_it(learned: Path, tmp_path: Path, capsys) -> None:
    model = read_card(learned)["version"]
    quiet = [row(number, model=model) for number in range(300)]
    moved = [
        row(number, model=model, lang="fr", text="retard annulé perdu vol vol", label="negative") for number in range(300, 600)
    ]
    out = tmp_path / "report.html"
    path = write(tmp_path / "export.jsonl", quiet + moved)
    assert main(["drift", str(path), "--production", str(learned), "--out", str(out)]) == 0
    told = capsys.readouterr().out
    assert "share of French: changed at post 3" in told
    assert "area 1.000" in told
    html = out.read_text(encoding="utf-8")
    assert html.count("data:image/png;base64,") == 6
    assert "can be told apart" in html
    assert "http://" not in html and "https://" not in html


def test_too_few_posts_of_the_model_are_refused_with_what_to_do(learned: Path, tmp_path: Path, capsys) -> None:
    path = write(tmp_path / "export.jsonl", [row(number) for number in range(300)])
    assert main(["drift", str(path), "--production", str(learned)]) == 1
    assert "0 posts" in capsys.readouterr().err
    assert main(["drift", str(tmp_path / "none"), "--production", str(learned)]) == 1
    assert "GET /export" in capsys.readouterr().err
