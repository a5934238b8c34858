"""Archives are judged as the service judges, row by row kept, part by part resumed, on threads and on Ray."""

import csv
import gzip
import json
import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conftest import some_rows
from lab.archive.part import ArchiveError, Part, Reading
from lab.archive.plan import find_inputs, plan_parts
from lab.archive.run import Summary, on_threads, score
from lab.archive.verdicts import Judge, read_model
from lab.cli import main
from lab.labels import LABELS
from lab.places import GOLDEN, PRODUCTION

ROWS = [*some_rows(50, 7), {"label": 0, "text": "@user http://a.b", "lang": "en"}]
SCORES = ["verdict_negative", "verdict_neutral", "verdict_positive"]
JUDGED = [
    "verdict_label",
    "verdict_probability",
    *SCORES,
    "verdict_certain",
    "verdict_lang",
    "verdict_truncated",
    "verdict_model",
]


def write_csv(path: Path, rows: list[dict] = ROWS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_jsonl(path: Path, rows: list[dict] = ROWS) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="ascii")
    return path


def write_parquet(path: Path, rows: list[dict] = ROWS) -> Path:
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=23)
    return path


def judged(out: Path, limit: int = 10, inputs: list[Path] = (), model: Path = PRODUCTION, workers: int = 2, **how) -> Summary:
    return score(inputs, out, model, Reading(**how), on_threads(workers), limit)


def rows_of(folder: Path) -> list[dict]:
    rows = []
    for path in sorted(folder.glob("part-*")):
        if path.suffix == ".parquet":
            rows += pq.read_table(path).to_pylist()
        elif path.suffix == ".jsonl":
            rows += [json.loads(line) for line in path.read_text().splitlines()]
        else:
            with path.open(encoding="utf-8", newline="") as stream:
                rows += list(csv.DictReader(stream))
    return rows


def test_a_hard_string_gets_the_label_and_the_scores_that_the_service_gives(tmp_path: Path) -> None:
    header, *golden = [json.loads(line) for line in GOLDEN.read_text(encoding="ascii").splitlines()]
    posts = [row["text"] if "text" in row else row["repeat"]["text"] * row["repeat"]["times"] for row in golden]
    rows = [{"text": post, "place": place} for place, post in enumerate(posts)]
    judged(tmp_path / "out", 200, [write_jsonl(tmp_path / "golden.jsonl", rows)])
    found = rows_of(tmp_path / "out" / "golden.jsonl")
    assert [row["text"] for row in found] == posts
    assert {row["verdict_model"] for row in found} == {header["model"], None}
    for row, expected in zip(found, golden, strict=True):
        if expected["probability"] is None:
            assert [row[name] for name in JUDGED] == [None] * len(JUDGED)
            continue
        assert row["verdict_probability"] == pytest.approx(expected["probability"], abs=1e-3), row["text"][:80]
        assert [row[name] for name in SCORES] == pytest.approx(expected["scores"], abs=1e-3), row["text"][:80]
        assert row["verdict_truncated"] == expected["truncated"]
        second, first = sorted(expected["scores"])[1:]
        if first - second > 1e-3:
            assert row["verdict_label"] == LABELS[expected["scores"].index(first)]


def test_a_post_gets_the_same_verdict_in_any_company(learned: Path) -> None:
    judge = Judge(read_model(learned))
    posts = [row["text"] for row in ROWS]
    assert judge.verdicts(posts) == {name: [judge.verdicts([post])[name][0] for post in posts] for name in JUDGED}


@pytest.mark.parametrize("write", [write_csv, write_jsonl, write_parquet])
def test_every_format_keeps_its_columns_and_gives_the_same_verdicts(tmp_path: Path, learned: Path, write) -> None:
    path = write(tmp_path / f"posts.{write.__name__.removeprefix('write_')}")
    done = judged(tmp_path / "out", inputs=[path], model=learned)
    found = rows_of(tmp_path / "out" / path.name)
    assert (done.rows, done.earlier, done.skipped) == (51, 0, 0)
    assert [list(row) for row in found] == [["label", "text", "lang", *JUDGED]] * 51
    assert [str(row["label"]) for row in found] == [str(row["label"]) for row in ROWS]
    assert [row["text"] for row in found] == [row["text"] for row in ROWS]
    verdicts = Judge(read_model(learned)).verdicts([row["text"] for row in ROWS])
    assert [row["verdict_label"] or None for row in found] == verdicts["verdict_label"]
    assert [float(row["verdict_probability"]) for row in found[:50]] == pytest.approx(verdicts["verdict_probability"][:50])
    assert str(found[0]["verdict_certain"]).lower() == str(verdicts["verdict_certain"][0]).lower()


def test_a_parquet_column_keeps_its_type_and_an_older_verdict_is_replaced(tmp_path: Path, learned: Path) -> None:
    table = pa.table({"text": ["lovely flight", "lost"], "n": pa.array([1, 2], pa.int16()), "verdict_label": ["x", "y"]})
    pq.write_table(table, tmp_path / "a.parquet")
    judged(tmp_path / "out", inputs=[tmp_path / "a.parquet"], model=learned)
    schema = pq.read_schema(tmp_path / "out" / "a.parquet" / "part-000000.parquet")
    assert schema.names == ["text", "n", *JUDGED]
    assert schema.field("n").type == pa.int16()
    assert rows_of(tmp_path / "out" / "a.parquet")[0]["verdict_label"] in ("negative", "neutral", "positive")


def test_a_run_goes_on_with_the_parts_that_are_not_there(tmp_path: Path, learned: Path) -> None:
    path, out = write_csv(tmp_path / "posts.csv"), tmp_path / "out"
    judged(out, inputs=[path], model=learned)
    first = rows_of(out / "posts.csv")
    parts = sorted((out / "posts.csv").iterdir())
    stamps = {part.name: part.stat().st_mtime_ns for part in parts}
    parts[2].unlink()
    (out / "posts.csv" / ".part-000002.csv.00000000.unfinished").write_text("half a row")
    done = judged(out, inputs=[path], model=learned)
    assert (done.rows, done.earlier) == (10, 41)
    assert rows_of(out / "posts.csv") == first
    assert [p.name for p in sorted((out / "posts.csv").iterdir())] == [p.name for p in parts]
    assert sum(p.stat().st_mtime_ns != stamps[p.name] for p in (out / "posts.csv").iterdir()) == 1


def test_inputs_may_be_added_but_not_changed(tmp_path: Path, learned: Path, ignorant: Path) -> None:
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
    write_csv(path, ROWS[:5])
    with pytest.raises(ArchiveError, match=r"another archive/2026/january\.csv"):
        judged(out, inputs=[folder], model=learned)


BAD_CSV = 'id,text\n1,fine\n2,one,two\n4,"two\nlines"\n3,"never closed\n5,last\n'


def test_malformed_csv_rows_are_named_and_skipped_only_on_request(tmp_path: Path, learned: Path, capsys) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(BAD_CSV.encode() + b"6,\xff\n")
    with pytest.raises(ArchiveError, match=r"bad\.csv: row 2: \(line 3\) 3 fields where the header has 2.*--skip-bad"):
        judged(tmp_path / "out", inputs=[path], model=learned)
    assert not list((tmp_path / "out" / "bad.csv").iterdir())
    done = judged(tmp_path / "out", inputs=[path], model=learned, skip_bad=True)
    told = capsys.readouterr().err
    assert done.skipped == 3
    assert [row["id"] for row in rows_of(tmp_path / "out" / "bad.csv")] == ["1", "4", "5"]
    for words in ("row 2: (line 3)", "row 4: (line 6) broken CSV", "row 6: (line 8) not UTF-8"):
        assert words in told


def test_malformed_json_lines_and_posts_that_are_missing_in_parquet_are_named(tmp_path: Path, learned: Path, capsys) -> None:
    (tmp_path / "bad.jsonl").write_text('{"text":"fine"}\n\n{"text":\n[1]\n{"text":5}\n{"text":"' + "x" * 1_000_000 + '"}\n')
    pq.write_table(pa.table({"text": ["fine", None, "last"]}), tmp_path / "bad.parquet")
    inputs = [tmp_path / "bad.jsonl", tmp_path / "bad.parquet"]
    done = judged(tmp_path / "out", 2, inputs, learned, skip_bad=True)
    told = capsys.readouterr().err
    assert done.skipped == 5
    for words in ("row 2: (line 3) no JSON", "row 3: (line 4) no JSON object", "row 4: (line 5) no text under 'text'"):
        assert f"bad.jsonl: {words}" in told
    assert "bad.jsonl: row 5: (line 6) longer than 1,000,000 bytes" in told
    assert "bad.parquet: row 2: no text in 'text'" in told
    assert len(rows_of(tmp_path / "out" / "bad.parquet")) == 2


def test_parts_of_any_size_hold_the_rows_of_the_whole_file(tmp_path: Path) -> None:
    chance = random.Random(5)
    cells = ["a", 'say ""hi""', "x\ny", "é\r\n,", "", "😡"]
    for limit in (1, 2, 3, 7, 100):
        rows = [["id", "text"]] + [[str(n), chance.choice(cells)] for n in range(40)]
        path = tmp_path / f"{limit}.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        parts = list(plan_parts({path.name: path}, tmp_path, Reading(), limit))
        assert [part.row for part in parts] == list(range(1, 41, limit))
        assert [row for part in parts for row in texts_of(part)] == [row[1] for row in rows[1:]]


def texts_of(part: Part) -> list[str]:
    from lab.archive import csv_rows

    return [text for _, texts in csv_rows.read(part, 3, Reading(), pytest.fail) for text in texts]


def test_inputs_that_cannot_be_judged_are_refused_before_anything_is_written(tmp_path: Path, learned: Path) -> None:
    path = write_csv(tmp_path / "posts.csv")
    (tmp_path / "posts.xlsx").touch()
    (tmp_path / "no.parquet").write_text("no")
    pq.write_table(pa.table({"text": [1, 2]}), tmp_path / "numbers.parquet")
    (tmp_path / "empty").mkdir()
    (tmp_path / "other").mkdir()
    write_csv(tmp_path / "other" / "posts.csv")
    cases = [
        ([tmp_path / "absent.csv"], {}, "no such file"),
        ([tmp_path / "posts.xlsx"], {}, "no file of a known kind"),
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


def test_text_files_come_back_byte_by_byte_with_the_verdict_behind_each_row(tmp_path: Path, learned: Path) -> None:
    rows = [b'007;"a;b";1,50\r\n', b'9223372036854775807;d\xe9\xe7u 5";\n', b'1;"x\r\n""y""";NaN']
    (tmp_path / "a.csv").write_bytes(b"id;text;id\r\n" + b"".join(rows))
    judged(tmp_path / "csv", 2, [tmp_path / "a.csv"], learned, encoding="cp1252")
    parts = [path.read_bytes() for path in sorted((tmp_path / "csv" / "a.csv").iterdir())]
    assert all(part.startswith(b"id;text;id;verdict_label;") for part in parts)
    out = b"".join(part.split(b"\r\n", 1)[1] for part in parts)
    for row in rows:
        assert row.rstrip(b"\r\n") + b";" in out
    lines = [b'{"id":9223372036854775807,"n":NaN,"text":"a","x":1.0}', '{"text":"\u2028é", "text":"b" }'.encode()]
    (tmp_path / "a.jsonl").write_bytes(b"\r\n".join(lines))
    judged(tmp_path / "jsonl", 10, [tmp_path / "a.jsonl"], learned)
    found = (tmp_path / "jsonl" / "a.jsonl" / "part-000000.jsonl").read_bytes().split(b"\n")
    assert [line.startswith(own[:-1] + b',"verdict_label":') for line, own in zip(found, lines, strict=False)] == [True, True]
    judged(tmp_path / "again", 10, [tmp_path / "jsonl" / "a.jsonl"], learned)
    assert (tmp_path / "again" / "a.jsonl" / "part-000000.jsonl" / "part-000000.jsonl").read_bytes().split(b"\n") == found


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        (['"open', "b", "c"], ["b", "c"]),
        (['"open', '"b, c"', "d"], ["b, c", "d"]),
        (['say "hi', "b", 'inch 5"', '"c"'], ['say "hi', "b", 'inch 5"', "c"]),
        (['"open', "b", '",c"', "d"], ["b", ",c", "d"]),
    ],
)
def test_an_open_quote_costs_its_row(tmp_path: Path, learned: Path, rows: list[str], kept: list[str]) -> None:
    (tmp_path / "a.csv").write_text("id,text\n" + "".join(f"{n},{row}\n" for n, row in enumerate(rows)))
    done = judged(tmp_path / "out", inputs=[tmp_path / "a.csv"], model=learned, skip_bad=True)
    assert [row["text"] for row in rows_of(tmp_path / "out" / "a.csv")][-len(kept) :] == kept
    assert done.skipped == len(rows) - len(rows_of(tmp_path / "out" / "a.csv"))


def test_string_views_nulls_and_columns_of_one_name_are_kept(tmp_path: Path, learned: Path) -> None:
    posts = pa.array(["fine", None, "last"]).cast(pa.string_view())
    table = pa.Table.from_arrays([pa.array([2**63 - 1, 1, 2]), posts, pa.array([1.5, 2, float("nan")])], ["x", "text", "x"])
    pq.write_table(table, tmp_path / "a.parquet")
    done = judged(tmp_path / "out", inputs=[tmp_path / "a.parquet"], model=learned, skip_bad=True)
    found = pq.ParquetFile(tmp_path / "out" / "a.parquet" / "part-000000.parquet").read()
    assert done.skipped == 1
    assert found.schema.names[:3] == ["x", "text", "x"]
    assert found.column(0).to_pylist() == [2**63 - 1, 2]
