"""The gate: who comes into models/production, who stays outside, and the way back."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from small_suite import SUITE

from lab.cli import main
from lab.compare.calibrate import Calibration
from lab.compare.evaluate import Judged
from lab.data.sets import Post, sha256
from lab.export.card import FILES, version
from lab.gate import GateError
from lab.gate.compare import sides_line
from lab.gate.install import Places
from lab.gate.limits import file_lines, int8_lines, smaller_line
from lab.gate.line import Line, refusals
from lab.gate.paired import paired_gain
from lab.gate.promote import go_back, promote
from lab.gate.speed import speed_line


class Registry:
    """Remembers what was registered and crowned."""

    def __init__(self) -> None:
        self.registered: list[str] = []
        self.crowned: list[str] = []

    def both(self):
        return self.register, self.crowned.append

    def register(self, folder: Path) -> str:
        self.registered.append(version(folder))
        return str(len(self.registered))


@pytest.fixture
def places(tmp_path: Path, ignorant: Path) -> Places:
    """A folder in service that holds the ignorant model."""
    shutil.copytree(ignorant, tmp_path / "production")
    return Places(tmp_path / "production", tmp_path / "golden.jsonl")


@pytest.fixture
def challenger(tmp_path: Path, learned: Path) -> Path:
    """The model that learned, in a folder that a test may spoil."""
    return Path(shutil.copytree(learned, tmp_path / "challenger"))


def content(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): sha256(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def edit(folder: Path, change) -> None:
    card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    change(card)
    (folder / "model.json").write_text(json.dumps(card), encoding="utf-8")


def test_a_better_challenger_goes_into_service_with_card_and_parity_file(places: Places, challenger: Path, data: Path) -> None:
    before, registry = version(places.production), Registry()
    assert promote(challenger, data, places, registry.both(), suite=SUITE) == version(challenger)
    card = json.loads((places.production / "model.json").read_text(encoding="utf-8"))
    assert card["version"] == version(places.production) == version(challenger)
    assert all(card["files"][name]["sha256"] == sha256(places.production / name) for name in FILES)
    assert [row["test"] for row in card["behaviour"]] == ["praise", "odd"]
    assert sorted(card["calibration"]["error"]) == ["en", "fr"]
    readme = (places.production / "README.md").read_text(encoding="utf-8")
    assert f"| praise | en | 60 | {card['behaviour'][0]['failures']:.1%} |" in readme
    assert "Bars missed: none." in readme
    assert "over all dev and test posts with a side" in readme
    assert json.loads(places.golden.read_text().splitlines()[0]) == {"model": card["version"]}
    assert (registry.registered, registry.crowned) == ([card["version"]], ["1"])
    assert before in (places.production / "cards" / f"{before}.md").read_text(encoding="utf-8")
    assert version(places.previous) == before


def test_going_back_restores_the_previous_model_and_keeps_the_other(places: Places, challenger: Path, data: Path) -> None:
    before, registry = version(places.production), Registry()
    after = promote(challenger, data, places, None, suite=SUITE)
    assert go_back(places, registry.both()) == before == version(places.production)
    assert json.loads(places.golden.read_text().splitlines()[0]) == {"model": before}
    assert (registry.registered, registry.crowned) == ([before], ["1"])
    assert [card.stem for card in (places.production / "cards").iterdir()] == [after]
    assert go_back(places, None) == after == version(places.production)
    assert [card.stem for card in (places.production / "cards").iterdir()] == [before]


def test_a_dry_run_changes_nothing(places: Places, challenger: Path, data: Path, capsys) -> None:
    before = content(places.production.parent)
    promote(challenger, data, places, None, dry_run=True, suite=SUITE)
    assert content(places.production.parent) == before
    assert "**better**" in capsys.readouterr().out


def test_a_worse_challenger_is_refused_with_every_reason_and_nothing_changes(
    tmp_path: Path, learned: Path, ignorant: Path, data: Path
) -> None:
    shutil.copytree(learned, tmp_path / "production")
    places = Places(tmp_path / "production", tmp_path / "golden.jsonl")
    before = content(tmp_path)
    with pytest.raises(GateError, match=r"(?s)refused.*dev/sentiment140: accuracy .* worse.*test/fr_translated"):
        promote(ignorant, data, places, None, suite=SUITE)
    assert content(tmp_path) == before


def test_the_model_in_service_cannot_challenge_itself(places: Places, ignorant: Path, data: Path) -> None:
    with pytest.raises(GateError, match="in service already"):
        promote(ignorant, data, places, None, suite=SUITE)


def test_a_file_that_is_not_its_cards_is_refused_before_measuring(places: Places, challenger: Path, data: Path) -> None:
    with (challenger / "tokenizer_config.json").open("a") as file:
        file.write(" ")
    with pytest.raises(GateError, match=r"tokenizer_config\.json: differs from its card"):
        promote(challenger, data, places, None, suite=SUITE)


def test_a_version_that_is_not_that_of_the_files_is_refused(challenger: Path) -> None:
    lines = file_lines(challenger, json.loads((challenger / "model.json").read_text()) | {"version": "0" * 12})
    assert [line.name for line in lines if not line.holds] == ["version"]


def test_a_folder_that_is_too_large_is_refused(challenger: Path) -> None:
    with (challenger / "more.bin").open("wb") as file:
        file.truncate(45_000_001)
    lines = file_lines(challenger, json.loads((challenger / "model.json").read_text()))
    assert [line.name for line in lines if not line.holds] == ["size"]


@pytest.mark.parametrize(("posts", "int8", "holds"), [(3_000, 0.8471, True), (3_000, 0.8468, False), (200, 0.845, True)])
def test_int8_may_lose_a_third_of_a_point_or_one_post(posts: int, int8: float, holds: bool) -> None:
    entry = {"posts": posts, "float": {"accuracy": 0.85}, "int8": {"accuracy": int8}}
    assert [line.holds for line in int8_lines({"metrics": {"test/a": entry}})] == [holds]


@pytest.mark.parametrize(("changed", "lost", "holds"), [(3, 3, True), (4, 4, True), (5, 5, False), (5, 3, True), (20, 10, False)])
def test_int8_may_lose_what_chance_makes_of_the_posts_that_change_sides(changed: int, lost: int, holds: bool) -> None:
    entry = {"posts": 300, "changed": changed, "float": {"accuracy": 0.85}, "int8": {"accuracy": 0.85 - lost / 300}}
    assert [line.holds for line in int8_lines({"metrics": {"dev/a": entry}})] == [holds]


def test_int8_that_lost_too_much_stays_outside(places: Places, challenger: Path, data: Path) -> None:
    def claim(card: dict) -> None:
        card["metrics"]["dev/sentiment140"]["int8"]["accuracy"] = 0.5

    edit(challenger, claim)
    with pytest.raises(GateError, match="int8 on dev/sentiment140: loses"):
        promote(challenger, data, places, None, suite=SUITE)


@pytest.mark.parametrize(
    ("name", "lost", "holds"),
    [
        ("dev/airline_reviews", 25, False),
        ("dev/sentiment140", 25, True),
        ("dev/sentiment140", 40, False),
        ("dev/airline_reviews", 0, True),
    ],
)
def test_only_where_emoticons_gave_the_labels_a_little_may_be_lost(name: str, lost: int, holds: bool) -> None:
    posts = [Post(f"post {number}", number % 2, "en") for number in range(1_000)]
    right = np.array([[-2, 0, 2] if post.label else [2, 0, -2] for post in posts], float)
    wrong = np.where(np.arange(1_000)[:, None] < lost, -right, right)
    plain = Calibration(1.0, (0, 0, 0))
    line = sides_line(Judged(name, posts, right), Judged(name, posts, wrong), plain, plain)
    assert (line.holds, line.better) == (holds, False)


def test_without_a_gain_beyond_its_interval_nothing_is_promoted() -> None:
    even = [Line("test/a", True, "no worse"), Line("casing (en)", None, "worse")]
    assert refusals(even) == ["nothing is better than the champion's beyond its interval"]
    assert refusals([*even, Line("test/b", True, "better", better=True)]) == []
    assert refusals([*even, Line("size", False, "50 MB"), Line("test/b", True, "", better=True)]) == ["size: 50 MB"]


@pytest.mark.parametrize(("after", "better"), [(950, True), (951, False), (1_200, False)])
def test_a_model_a_twentieth_smaller_is_better_for_that_alone(tmp_path: Path, after: int, better: bool) -> None:
    for name, size in (("champion", 1_000), ("challenger", after)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "model.onnx").write_bytes(bytes(size))
    line = smaller_line(tmp_path / "champion", tmp_path / "challenger")
    assert (line.holds, line.better) == (None, better)


@pytest.mark.parametrize(
    ("ratios", "better"),
    [([1.2] * 9, True), ([0.9] + [1.3] * 8, True), ([1.1, 1.1] + [1.3] * 7, False), ([1.0] * 9, False)],
)
def test_a_model_that_is_faster_in_all_rounds_but_one_is_better_for_that_alone(ratios: list[float], better: bool) -> None:
    line = speed_line(ratios)
    assert (line.holds, line.better) == (None, better)
    assert f"{min(ratios):.2f} to {max(ratios):.2f}" in line.reason


@pytest.mark.parametrize(
    ("won", "lost", "verdict"), [(60, 20, "better"), (20, 60, "worse"), (25, 20, "no worse"), (0, 0, "no worse")]
)
def test_a_gain_counts_when_its_interval_leaves_zero(won: int, lost: int, verdict: str) -> None:
    champion, challenger = np.ones(1_000, bool), np.ones(1_000, bool)
    champion[:won] = False
    challenger[won : won + lost] = False
    gain = paired_gain(champion, challenger)
    assert gain.verdict == verdict
    assert gain.gain == pytest.approx((won - lost) / 1_000)
    assert gain.low <= gain.gain <= gain.high


def test_the_command_says_what_is_missing(tmp_path: Path, places: Places, capsys) -> None:
    common = ["--production", str(places.production), "--golden", str(places.golden), "--no-registry"]
    assert main(["promote", *common]) == 1
    assert "--challenger" in capsys.readouterr().err
    assert main(["promote", "--back", *common]) == 1
    assert "no previous model" in capsys.readouterr().err
    assert main(["promote", "--challenger", str(tmp_path / "none"), *common]) == 1
    assert "model.json: cannot be read" in capsys.readouterr().err


def test_the_command_goes_back(places: Places, learned: Path, capsys) -> None:
    shutil.copytree(learned, places.previous)
    options = ["--production", str(places.production), "--golden", str(places.golden), "--no-registry"]
    assert main(["promote", "--back", *options]) == 0
    assert f"{version(learned)} is in service again" in capsys.readouterr().out
