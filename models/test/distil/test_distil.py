"""Students of fewer layers: what they are asked, what they start from, what they learn, what becomes of them."""

import copy
import json
import random
from pathlib import Path

import numpy as np
import pytest
import torch

from conftest import write_csv
from lab.cli import main
from lab.data.sets import data_file, read_posts
from lab.data.split import dev_figures, train_dev
from lab.distil import lessons as lessons_module
from lab.distil.distil import distil
from lab.distil.layers import choose_layers, harm
from lab.distil.learn import divergence
from lab.distil.lessons import UNKNOWN, Batch, Lessons, Teacher, draw
from lab.distil.settings import DistilError, Distilling
from lab.distil.student import Student
from lab.export.card import read_card
from lab.export.produce import produce
from lab.families.artefact import ArtefactError, read_config
from lab.families.family import FAMILIES, load_artefact
from lab.train.batches import encode, pad
from lab.train.examples import Example
from lab.train.loss import cross_entropy
from lab.train.run_folder import load_run, read_start

TEXTS = ["horrible late flight", "lovely great gate thanks", "flight airport monday", "merci vol", "retard annulé perdu vol"]
TINY = ["--labelled", "1", "--posts", "120", "--crafted", "20", "--batch", "8", "--minutes", "0.05", "--rate", "1e-3"]


@pytest.fixture(scope="module")
def posts() -> list[Example]:
    return [Example(f"{text} {number}", UNKNOWN, "en") for number in range(10) for text in TEXTS]


@pytest.fixture(scope="module")
def distilled(learned: Path, data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that taught students of one and of two layers from the command line."""
    run = tmp_path_factory.mktemp("distilled")
    places = ["--data", str(data), "--teacher", str(learned), "--run", str(run), "--threads", "1", "--no-track"]
    assert main(["distil", *places, "--depths", "1 2", *TINY]) == 0
    return run


def test_the_deepest_student_is_a_family_that_answers_from_its_files(distilled: Path, data: Path) -> None:
    artefact, examples = load_artefact(distilled / "exported"), train_dev(data)
    assert read_config(distilled / "exported")["family"] == "distilled"
    assert dev_figures(artefact.logits([post.text for post in examples.dev_posts]), examples.dev)["auc"] > 0.9


def test_each_depth_is_a_run_that_can_be_exported_for_the_gate(
    distilled: Path, data: Path, learned: Path, tmp_path: Path
) -> None:
    looks = (distilled / "depth-1" / "log.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(looks[-1])["dev/read_en"]["accuracy"] > 0.5
    card = produce(distilled / "depth-1", data, tmp_path)
    assert len(load_run(distilled / "depth-1")[0].encoder.layers) == 1
    assert card["base"]["distilled"]["teacher"] == read_card(learned)["version"]
    assert "student of" in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert card["training"]["mix"] == read_card(learned)["training"]["mix"]


def test_a_run_that_has_ended_is_not_taught_again(distilled: Path, data: Path, learned: Path) -> None:
    before = load_run(distilled / "depth-2")[0].head.weight
    places = ["--data", str(data), "--teacher", str(learned), "--run", str(distilled), "--threads", "1", "--no-track"]
    assert main(["distil", *places, "--minutes", "99"]) == 0
    assert torch.equal(load_run(distilled / "depth-2")[0].head.weight, before)


@pytest.fixture(scope="module")
def continued(distilled: Path, data: Path, learned: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that went on from `distilled` with its first exit alone."""
    run = tmp_path_factory.mktemp("continued")
    places = ["--data", str(data), "--teacher", str(learned), "--run", str(run), "--threads", "1", "--no-track"]
    assert main(["distil", *places, "--start", str(distilled), "--depths", "1", *TINY, "--mix", "train/sentiment140=2"]) == 0
    return run


def test_a_student_goes_on_from_an_earlier_run_and_says_so(continued: Path, distilled: Path, data: Path, tmp_path: Path) -> None:
    card = produce(continued / "depth-1", data, tmp_path)
    assert card["base"]["distilled"]["mix"] == "train/sentiment140=2"
    assert card["base"]["distilled"]["start"] == read_start(distilled / "depth-1")["base"]["distilled"]
    looks = (continued / "depth-1" / "log.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(looks[-1])["dev/read_en"]["accuracy"] > 0.5


def test_lessons_of_the_earlier_run_come_first_and_are_not_made_again(
    learned: Path, posts: list[Example], distilled: Path, tmp_path: Path
) -> None:
    lessons = Lessons(posts, Teacher(learned, 1), tmp_path, Distilling(batch=8), distilled / "lessons")
    assert lessons.count == 2
    kept = [batch.ids.tolist() for batch in lessons.batches(0, random.Random(1))]
    theirs = Lessons([], Teacher(learned, 1), distilled / "lessons", Distilling(batch=8))
    assert kept == [batch.ids.tolist() for batch in theirs.batches(0, random.Random(1))]
    assert sum(len(batch.ids) for batch in lessons.batches(1, random.Random(1))) == len(posts)
    assert [path.name for path in tmp_path.iterdir()] == ["0001.npz"]


def test_a_student_without_its_last_layers_says_what_its_earlier_exit_said(learned: Path) -> None:
    teacher, tokenizer = load_run(learned.parent / "run")
    whole = Student(teacher, [0, 1], [1, 2])
    ids, mask = pad(encode(tokenizer, TEXTS, 128))
    with torch.no_grad():
        before = whole(ids, mask)[0][0]
        short = whole.ending_at([1])
        torch.testing.assert_close(short(ids, mask)[0], [before])
    assert len(short.encoder.layers) == 1


def test_a_run_to_go_on_from_that_is_none_or_lacks_a_depth_is_refused(
    continued: Path, data: Path, learned: Path, tmp_path: Path
) -> None:
    places = {"teacher": str(learned), "posts": 10, "labelled": 1.0, "crafted": 0}
    with pytest.raises(DistilError, match=r"no student\.pt in it"):
        distil(data, tmp_path / "one", Distilling(**places, depths="1", start=str(tmp_path)))
    with pytest.raises(DistilError, match="the run in --start has 1"):
        distil(data, tmp_path / "two", Distilling(**places, depths="2", start=str(continued)))


def test_two_posts_in_one_are_labelled_by_the_teacher_alone(data: Path) -> None:
    labelled = [Example("lovely gate", (0.0, 0.0, 1.0), "en"), Example("vol perdu", (1.0, 0.0, 0.0), "fr")]
    drawn = draw(labelled, data, Distilling(posts=60, labelled=1, joined=0.5))
    joined = [post for post in drawn if len(post.text.split()) == 4]
    assert 15 < len(joined) < 45
    assert all((post.target == UNKNOWN) == (post in joined) for post in drawn)
    assert {"lovely gate vol perdu", "vol perdu lovely gate"} <= {post.text for post in joined}


def test_the_teacher_is_asked_once_about_a_lesson(learned: Path, posts: list[Example], tmp_path: Path) -> None:
    teacher, settings = Teacher(learned, 1), Distilling(batch=8)
    first = list(Lessons(posts, teacher, tmp_path, settings).batches(0, random.Random(1)))
    teacher.session = None
    again = list(Lessons(posts, teacher, tmp_path, settings).batches(0, random.Random(1)))
    assert [batch.ids.tolist() for batch in first] == [batch.ids.tolist() for batch in again]
    assert sum(len(batch.ids) for batch in first) == len(posts)


def test_a_batch_holds_what_the_teacher_says_of_its_posts(learned: Path, posts: list[Example], tmp_path: Path) -> None:
    teacher = Teacher(learned, 1)
    for batch in Lessons(posts, teacher, tmp_path, Distilling(batch=16)).batches(0, random.Random(1)):
        rows = [ids[: mask.sum()].tolist() for ids, mask in zip(batch.ids, batch.mask, strict=True)]
        logits, states = teacher.answers(rows)
        np.testing.assert_allclose(batch.logits.numpy(), logits, atol=0.3)  # in other batches int8 steps are others
        np.testing.assert_allclose(batch.states[batch.mask.bool()].numpy(), states, atol=0.5)
        assert not batch.states[~batch.mask.bool()].any()


def test_pools_give_their_shares_without_posts_that_are_held_out(data: Path, tmp_path: Path) -> None:
    held = read_posts(data_file(data, "dev/read_en"))[0].text
    rows = [{"text": f"un vol {number}", "lang": "fr"} for number in range(40)]
    write_csv(tmp_path / "large.csv.gz", [{"text": held, "lang": "en"}, {"text": "...", "lang": "en"}, *rows])
    write_csv(tmp_path / "small.csv.gz", [{"text": f"a flight {number}", "lang": "en"} for number in range(40)])
    labelled = [Example("lovely gate", (0.0, 0.0, 1.0), "en")]
    settings = Distilling(posts=40, labelled=0.25, pools="large=2 small=1", pool_folder=str(tmp_path))
    drawn = draw(labelled, data, settings)
    assert [sum(part in post.text for post in drawn) for part in ("lovely", "un vol", "a flight")] == [10, 20, 10]
    assert all(post.target == UNKNOWN for post in drawn if "lovely" not in post.text)
    every = draw(labelled, data, Distilling(posts=50, labelled=0, pools="large=1", pool_folder=str(tmp_path)))
    assert sorted(post.text for post in every) == sorted(row["text"] for row in rows)


def test_an_exit_says_what_the_model_of_that_depth_says(learned: Path) -> None:
    teacher, tokenizer = load_run(learned.parent / "run")
    student = Student(teacher, [0, 1], [1, 2])
    ids, mask = pad(encode(tokenizer, TEXTS, 128))
    with torch.no_grad():
        exits, _ = student(ids, mask)
        torch.testing.assert_close(exits[0], student.at(1)(ids, mask))
        torch.testing.assert_close(exits[1], teacher(ids, mask))


def test_the_layer_that_does_least_goes_first(learned: Path) -> None:
    teacher, tokenizer = load_run(learned.parent / "run")
    idle = copy.deepcopy(teacher.encoder.layers[1])
    for linear in (idle.attended, idle.outer):
        torch.nn.init.zeros_(linear.weight)
        torch.nn.init.zeros_(linear.bias)
    teacher.encoder.layers.insert(1, idle)
    ids, mask = pad(encode(tokenizer, TEXTS, 128))
    with torch.no_grad():
        batches = [(ids, mask, teacher(ids, mask))]
    assert choose_layers(teacher, 2, batches) == [0, 2]
    assert harm(teacher, [0, 2], batches) < harm(teacher, [0, 1], batches)


def test_who_says_what_the_teacher_says_has_nothing_to_learn_and_no_label_teaches_nothing() -> None:
    logits, none = torch.tensor([[2.0, 0.0, -1.0], [0.5, 0.1, 0.3]]), torch.zeros(2, 3)
    batch = Batch(none, none, logits, none, torch.tensor([UNKNOWN, UNKNOWN]), torch.tensor([False, False]))
    assert divergence(logits, batch, 2.0).item() == pytest.approx(0, abs=1e-6)
    assert divergence(logits.flip(1), batch, 2.0).item() > 0.1
    assert cross_entropy(logits, batch.targets, batch.pairs).item() == 0


@pytest.mark.parametrize("depths", ["", "four", "0 4"])
def test_depths_that_are_none_are_refused(depths: str) -> None:
    with pytest.raises(DistilError, match="use numbers of layers"):
        Distilling(depths=depths).exits()


def test_a_student_deeper_than_its_teacher_and_a_missing_pool_are_refused(
    learned: Path, data: Path, tmp_path: Path, capsys, monkeypatch
) -> None:
    places = ["distil", "--data", str(data), "--teacher", str(learned), "--no-track"]
    assert main([*places, "--run", str(tmp_path / "deep"), "--depths", "9", *TINY]) == 1
    assert "the teacher has 2 layers" in capsys.readouterr().err
    monkeypatch.setattr(lessons_module, "LESSON", 8)
    assert main([*places, "--run", str(tmp_path / "pools"), "--depths", "1", "--posts", "8"]) == 1
    assert "no such pool" in capsys.readouterr().err


def test_exporting_what_was_never_distilled_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ArtefactError, match="distil first"):
        FAMILIES["distilled"].export(tmp_path, tmp_path / "out")
