"""Verdicts on archives are those of the service."""

import json
import subprocess
from pathlib import Path

import pytest
from random_files import NAMES

from conftest import some_rows
from lab.archive.verdicts import Judge, read_model
from lab.data.detect_language import LanguageDetector, first_units, read_tables
from lab.data.text import is_empty, normalise
from lab.labels import LABELS
from lab.places import GOLDEN, MODELS, PRODUCTION

SCORES = ["verdict_negative", "verdict_neutral", "verdict_positive"]
NODE = MODELS.parent / "node_modules" / ".bin" / "node"
SERVICE = """
import { text } from 'node:stream/consumers';
const source = process.argv[1];
const { createTokenizer } = await import(source + 'sentiment/inference/tokenise.ts');
const { loadModel } = await import(source + 'sentiment/model/model.ts');
const { detectLanguage } = await import(source + 'sentiment/text/language.ts');
const model = await loadModel(process.argv[2]);
const tokenizer = createTokenizer(model.tokenizer, model.card.maxTokens);
const posts = JSON.parse(await text(process.stdin));
const seen = posts.map((post) => [tokenizer.encode(post).ids, tokenizer.encode(post).truncated, detectLanguage(post)]);
process.stdout.write(JSON.stringify(seen));
"""


@pytest.fixture(scope="module")
def served() -> Judge:
    """The model in service."""
    return Judge(read_model(PRODUCTION))


def golden() -> list[tuple[str, dict]]:
    """The parity file: posts, and what the service must say of each."""
    lines = [json.loads(line) for line in GOLDEN.read_text(encoding="ascii").splitlines()[1:]]
    return [(row["text"] if "text" in row else row["repeat"]["text"] * row["repeat"]["times"], row) for row in lines]


def test_a_hard_string_gets_the_label_and_the_scores_that_the_service_gives(served: Judge) -> None:
    posts = golden()
    found = served.verdicts([post for post, _ in posts])
    for place, (post, expected) in enumerate(posts):
        row = {name: found[name][place] for name in NAMES}
        if expected["probability"] is None:
            assert set(row.values()) == {None}
            continue
        assert row["verdict_probability"] == pytest.approx(expected["probability"], abs=1e-3), post[:80]
        assert [row[name] for name in SCORES] == pytest.approx(expected["scores"], abs=1e-3), post[:80]
        assert row["verdict_truncated"] == expected["truncated"]
        second, first = sorted(expected["scores"])[1:]
        if first - second > 1e-3:
            assert row["verdict_label"] == LABELS[expected["scores"].index(first)]


@pytest.mark.skipif(not NODE.exists(), reason="needs the service's packages: npm ci")
def test_pieces_and_language_are_those_of_the_service_also_where_many_cuts_are_worth_the_same(served: Judge) -> None:
    runs = [
        sign * times
        for sign in ("i", "s", "e", "2", "…", "ha", "😡", "aé")
        for times in (999, 1_000, 1_003, 4_007, 9_999, 12_000)
    ]
    foreign = [
        "Otra vez dos horas de retraso",
        "Der Koffer ist weg",
        "рейс задержан",
        "très ² ½ long",
        "no es ok",
        "ok",
        "10/10 😡",
    ]
    posts = [text for post, _ in golden() if not is_empty(text := normalise(post))] + runs + foreign
    command = [NODE, "--input-type=module", "-e", SERVICE, f"{MODELS.parent.as_uri()}/src/", PRODUCTION]
    told = subprocess.run(command, input=json.dumps(posts), capture_output=True, text=True, check=True)
    languages = LanguageDetector(read_tables())
    for post, (ids, truncated, language) in zip(posts, json.loads(told.stdout), strict=True):
        assert served.pieces(post) == (ids, truncated), post[:80]
        assert languages.detect(post) == language, post[:80]


def test_a_post_gets_the_same_verdict_in_any_company(learned: Path) -> None:
    judge = Judge(read_model(learned))
    posts = [*(row["text"] for row in some_rows(50, 7)), "@user http://a.b"]
    assert judge.verdicts(posts) == {name: [judge.verdicts([post])[name][0] for post in posts] for name in NAMES}


def test_no_verdict_on_a_post_in_another_language_is_certain(served: Judge) -> None:
    posts = ["Perdieron mi maleta otra vez, una vergüenza de compañía", "They lost my bag again, what a disgrace of an airline"]
    found = served.verdicts(posts)
    assert found["verdict_lang"] == ["other", "en"]
    assert found["verdict_certain"] == [False, True]


def test_probabilities_have_four_decimals(served: Judge) -> None:
    found = served.verdicts(["Merci pour tout", "late again"])
    for name in ("verdict_probability", *SCORES):
        assert all(share == round(share, 4) for share in found[name])


def test_a_beginning_is_counted_in_units_of_utf_16_and_never_ends_in_half_a_character() -> None:
    assert [first_units("a😡b", count) for count in (1, 2, 3, 4, 9)] == ["a", "a", "a😡", "a😡b", "a😡b"]
    assert first_units("abc", 2) == "ab"
