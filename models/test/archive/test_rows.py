"""Rows come back as they went in, and those that cannot be read are named."""

import csv
import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from random_files import NAMES
from small_archive import BAD_CSV, judged, part_of, rows_of

from lab.archive.part import ArchiveError, Part, Reading
from lab.archive.plan import plan_parts


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


def test_an_encoding_that_is_named_after_a_malformed_row_is_the_way_out(tmp_path: Path, learned: Path) -> None:
    (tmp_path / "a.csv").write_bytes("id,text\n1,late\n2,angry\n3,annulé\n".encode("cp1252"))
    with pytest.raises(ArchiveError, match=r"row 3: .*--encoding \(Excel: cp1252\)"):
        judged(tmp_path / "out", 2, [tmp_path / "a.csv"], learned, workers=1)
    done = judged(tmp_path / "out", 2, [tmp_path / "a.csv"], learned, encoding="cp1252")
    parts = sorted((tmp_path / "out" / "a.csv").iterdir())
    assert (done.rows, len(parts)) == (3, 2)
    assert "3,annulé,".encode("cp1252") in parts[1].read_bytes()


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


def test_a_parquet_column_keeps_its_type_and_an_older_verdict_is_replaced(tmp_path: Path, learned: Path) -> None:
    table = pa.table({"text": ["lovely flight", "lost"], "n": pa.array([1, 2], pa.int16()), "verdict_label": ["x", "y"]})
    pq.write_table(table, tmp_path / "a.parquet")
    judged(tmp_path / "out", inputs=[tmp_path / "a.parquet"], model=learned)
    schema = pq.read_schema(part_of(tmp_path / "out" / "a.parquet"))
    assert schema.names == ["text", "n", *NAMES]
    assert schema.field("n").type == pa.int16()
    assert rows_of(tmp_path / "out" / "a.parquet")[0]["verdict_label"] in ("negative", "neutral", "positive")


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
    found = part_of(tmp_path / "jsonl" / "a.jsonl").read_bytes().split(b"\n")
    assert [line.startswith(own[:-1] + b',"verdict_label":') for line, own in zip(found, lines, strict=False)] == [True, True]
    judged(tmp_path / "again", 10, [tmp_path / "jsonl" / "a.jsonl"], learned)
    (again,) = (tmp_path / "again").rglob("part-*/part-*")
    assert again.read_bytes().split(b"\n") == found


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
    found = pq.ParquetFile(part_of(tmp_path / "out" / "a.parquet")).read()
    assert done.skipped == 1
    assert found.schema.names[:3] == ["x", "text", "x"]
    assert found.column(0).to_pylist() == [2**63 - 1, 2]
