"""Archives are judged part by part and resumed, on threads and on Ray."""

import errno
import gzip
import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from random_files import NAMES
from small_archive import BAD_CSV, ROWS, judged, rows_of, write_csv, write_jsonl, write_parquet

from conftest import some_rows
from lab.archive.part import ArchiveError, Reading
from lab.archive.plan import find_inputs, plan_parts
from lab.archive.run import on_threads, score
from lab.archive.verdicts import Judge, read_model
from lab.cli import main


@pytest.mark.parametrize("write", [write_csv, write_jsonl, write_parquet])
def test_every_format_keeps_its_columns_and_gives_the_same_verdicts(tmp_path: Path, learned: Path, write) -> None:
    path = write(tmp_path / f"posts.{write.__name__.removeprefix('write_')}")
    done = judged(tmp_path / "out", inputs=[path], model=learned)
    found = rows_of(tmp_path / "out" / path.name)
    assert (done.rows, done.earlier, done.skipped) == (51, 0, 0)
    assert [list(row) for row in found] == [["label", "text", "lang", *NAMES]] * 51
    assert [str(row["label"]) for row in found] == [str(row["label"]) for row in ROWS]
    assert [row["text"] for row in found] == [row["text"] for row in ROWS]
    verdicts = Judge(read_model(learned)).verdicts([row["text"] for row in ROWS])
    assert [row["verdict_label"] or None for row in found] == verdicts["verdict_label"]
    assert [float(row["verdict_probability"]) for row in found[:50]] == pytest.approx(verdicts["verdict_probability"][:50])
    assert str(found[0]["verdict_certain"]).lower() == str(verdicts["verdict_certain"][0]).lower()


def test_a_run_goes_on_with_the_parts_that_are_not_there(tmp_path: Path, learned: Path) -> None:
    path, out = write_csv(tmp_path / "posts.csv"), tmp_path / "out"
    judged(out, inputs=[path], model=learned)
    first = rows_of(out / "posts.csv")
    parts = sorted((out / "posts.csv").iterdir())
    stamps = {part.name: part.stat().st_mtime_ns for part in parts}
    parts[2].unlink()
    (out / "posts.csv" / ".part-000002-0123456789ab.csv.00000000.unfinished").write_text("half a row")
    done = judged(out, inputs=[path], model=learned)
    assert (done.rows, done.earlier) == (10, 41)
    assert rows_of(out / "posts.csv") == first
    assert [p.name for p in sorted((out / "posts.csv").iterdir())] == [p.name for p in parts]
    assert sum(p.stat().st_mtime_ns != stamps[p.name] for p in (out / "posts.csv").iterdir()) == 1


def test_inputs_may_be_added_and_rows_mended_but_the_model_stays(tmp_path: Path, learned: Path, ignorant: Path, capsys) -> None:
    folder, out = tmp_path / "archive", tmp_path / "out"
    (folder / "2026").mkdir(parents=True)
    path = write_csv(folder / "2026" / "january.csv")
    (folder / "notes.txt").write_text("no posts")
    judged(out, inputs=[folder], model=learned)
    with gzip.open(folder / "2026" / "february.jsonl.gz", "wt") as stream:
        stream.write(json.dumps({"text": "merci"}) + "\n")
    done = judged(out, inputs=[folder], model=learned)
    assert (done.rows, done.earlier) == (1, 51)
    assert len(rows_of(out / "archive" / "2026" / "february.jsonl.gz")) == 1
    with pytest.raises(ArchiveError, match="another model"):
        judged(out, inputs=[folder], model=ignorant)
    mended = [*ROWS[:12], {"label": 1, "text": "merci", "lang": "fr"}, *ROWS[13:]]
    write_csv(path, mended)
    done = judged(out, inputs=[folder], model=learned)
    assert (done.rows, done.earlier) == (10, 42)
    assert [row["text"] for row in rows_of(out / "archive" / "2026" / "january.csv")] == [row["text"] for row in mended]
    assert "january.csv has changed since, or is read otherwise: 1 of its parts" in capsys.readouterr().err


def test_inputs_that_cannot_be_judged_are_refused_before_anything_is_written(tmp_path: Path, learned: Path) -> None:
    path = write_csv(tmp_path / "posts.csv")
    (tmp_path / "posts.xlsx").touch()
    (tmp_path / "posts.doc").touch()
    (tmp_path / "book.csv").write_bytes(b"PK\x03\x04 and more")
    (tmp_path / "wide.jsonl").write_bytes('{"text":"é"}'.encode("utf-16"))
    (tmp_path / "bare.csv").write_bytes("id,text\n".encode("utf-16-le"))
    (tmp_path / "half.csv.gz").write_bytes(gzip.compress(b"id,text\n" + b"1,a\n" * 9_000)[:60])
    (tmp_path / "no.parquet").write_text("no")
    pq.write_table(pa.table({"text": [1, 2]}), tmp_path / "numbers.parquet")
    (tmp_path / "empty").mkdir()
    (tmp_path / "other").mkdir()
    write_csv(tmp_path / "other" / "posts.csv")
    cases = [
        ([tmp_path / "absent.csv"], {}, "no such file"),
        ([tmp_path / "posts.xlsx"], {}, "save it in Excel as “CSV UTF-8”"),
        ([tmp_path / "posts.doc"], {}, "no file of a known kind"),
        ([tmp_path / "book.csv"], {}, "Excel workbook"),
        ([tmp_path / "wide.jsonl"], {}, "UTF-16"),
        ([tmp_path / "bare.csv"], {}, "zero bytes, as UTF-16"),
        ([tmp_path / "half.csv.gz"], {}, "is the copy whole"),
        ([tmp_path / "empty"], {}, "holds no files"),
        ([path], {"column": "post"}, "no column 'post', there are: label | text | lang"),
        ([tmp_path / "no.parquet"], {}, "no Parquet file"),
        ([tmp_path / "numbers.parquet"], {}, "holds int64, not text"),
        ([path, tmp_path / "other" / "posts.csv"], {}, "would both go to"),
        ([tmp_path], {}, "lies in the input"),
    ]
    for number, (inputs, how, words) in enumerate(cases):
        with pytest.raises(ArchiveError, match=words):
            judged(tmp_path / f"out{number}", inputs=inputs, model=learned, **how)
    assert not list(tmp_path.rglob("part-*"))
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "thesis.txt").touch()
    with pytest.raises(ArchiveError, match="was not begun by this command"):
        judged(tmp_path / "taken", inputs=[path], model=learned)


def test_a_folder_whose_files_are_not_those_of_its_card_is_refused(tmp_path: Path, learned: Path) -> None:
    for name in ("model.json", "model.onnx", "tokenizer.json"):
        (tmp_path / name).write_bytes((learned / name).read_bytes())
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(ArchiveError, match="its card says"):
        read_model(tmp_path)


def test_the_command_tells_what_it_did_and_what_is_wrong(tmp_path: Path, learned: Path, capsys) -> None:
    path = write_csv(tmp_path / "posts.csv")
    arguments = ["score", str(path), "--out", str(tmp_path / "out"), "--production", str(learned)]
    assert main(arguments) == 0
    assert "51 rows in" in capsys.readouterr().out
    assert main([*arguments, "--text-column", "lang"]) == 1
    assert "lab: " in (told := capsys.readouterr().err)
    assert "another column" in told


def test_files_without_rows_are_no_fault_and_are_named_as_such(tmp_path: Path, learned: Path, capsys) -> None:
    for name, content in (("none.csv", ""), ("head.csv", "id,text\n"), ("none.jsonl", ""), ("blank.jsonl", "\n\n")):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text(content)
    assert main(["score", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--production", str(learned)]) == 0
    assert "nothing to judge" in capsys.readouterr().out
    assert not list((tmp_path / "out").rglob("part-*"))


def test_a_full_disk_is_told_in_a_sentence_and_the_same_command_goes_on(tmp_path: Path, learned: Path, monkeypatch) -> None:
    path, out = write_csv(tmp_path / "posts.csv"), tmp_path / "out"
    taken = []

    def sync(part: Path) -> None:
        taken.append(part)
        if len(taken) == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("lab.archive.judge._sync", sync)
    with pytest.raises(ArchiveError, match=r"posts\.csv → .*part-.*run again, what was judged is kept"):
        judged(out, inputs=[path], model=learned, workers=1)
    assert not list(out.rglob("*.unfinished"))
    done = judged(out, inputs=[path], model=learned, workers=1)
    assert done.rows + done.earlier == 51 and done.earlier >= 20
    assert len(rows_of(out / "posts.csv")) == 51


def test_a_run_that_a_person_ends_gives_up_the_parts_in_hand_and_says_how_to_go_on(
    tmp_path: Path, learned: Path, capsys, monkeypatch
) -> None:
    path, out = write_csv(tmp_path / "posts.csv", some_rows(3_000, 4)), tmp_path / "out"
    parts = list(plan_parts({path.name: path}, out, Reading(), 1_000))
    done = on_threads(1)(parts, read_model(learned), Reading(), lambda rows: None)
    next(done)
    done.close()
    assert 1 <= len(list(out.rglob("*part-*"))) < 3

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("lab.archive.run.score", interrupted)
    with pytest.raises(SystemExit, match="130"):
        main(["score", str(path), "--out", str(out)])
    assert "give the same command again" in capsys.readouterr().err


def test_ray_writes_what_threads_write_and_names_a_fault(tmp_path: Path, learned: Path, capsys, monkeypatch) -> None:
    monkeypatch.delenv("RAY_ADDRESS", raising=False)
    from lab.archive.on_ray import on_ray

    rows = some_rows(30, 9)
    write_parquet(tmp_path / "posts.parquet", rows)
    (tmp_path / "posts.csv").write_text(BAD_CSV, encoding="utf-8")
    inputs = [tmp_path / "posts.parquet", tmp_path / "posts.csv"]
    threads = judged(tmp_path / "threads", inputs=inputs, model=learned, skip_bad=True)
    told = capsys.readouterr().err
    on_processes = score(inputs, tmp_path / "ray", learned, Reading(skip_bad=True), on_ray(2), 10)
    assert (on_processes.rows, on_processes.skipped) == (threads.rows, threads.skipped) == (35, 2)
    assert {line for line in told.splitlines() if "skipped" in line} <= set(capsys.readouterr().err.splitlines())
    for name in ("posts.parquet", "posts.csv"):
        assert rows_of(tmp_path / "ray" / name) == rows_of(tmp_path / "threads" / name)
    with pytest.raises(ArchiveError, match="row 2: "):
        score([tmp_path / "posts.csv"], tmp_path / "strict", learned, Reading(), on_ray(1), 10)
    monkeypatch.setenv("RAY_ADDRESS", "127.0.0.1:1")
    with pytest.raises(ArchiveError, match="no such Ray"):
        score([tmp_path / "posts.csv"], tmp_path / "cluster", learned, Reading(), on_ray(1), 10)


def test_a_folder_input_gives_its_files_below_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    path = write_csv(tmp_path / "in" / "deep" / "a.csv")
    write_csv(tmp_path / "in" / "_partial.csv")
    assert find_inputs([tmp_path / "in"], tmp_path / "out") == {"in/deep/a.csv": path.resolve()}
