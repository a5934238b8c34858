"""What is to be judged: finds the inputs, cuts them into parts, and holds a later run to what an earlier one began."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from .formats import FORMATS, format_of
from .judge import UNFINISHED
from .part import FILE_FAULTS, ROWS_A_PART, ArchiveError, Part, Reading
from .text_files import WORKBOOK, WORKBOOKS

NOTE = "score.json"


def find_inputs(inputs: Sequence[Path], out: Path) -> dict[str, Path]:
    """Input files by the folder, below `out`, that their parts go to; a folder gives all its files of a known kind."""
    found: dict[str, Path] = {}
    for given in inputs:
        if given.is_dir():
            if out.resolve().is_relative_to(given.resolve()):
                raise ArchiveError(
                    f"{out}: lies in the input {given}, where its verdicts would be judged next; choose another --out"
                )
            files = sorted(path for path in given.rglob("*") if path.is_file() and format_of(path) and path.name[0] not in "._")
            base = given.resolve().parent
        elif given.is_file() and format_of(given):
            files, base = [given], given.resolve().parent
        else:
            if given.name.lower().endswith(WORKBOOKS) and given.exists():
                raise ArchiveError(f"{given}: {WORKBOOK}")
            kinds = ", ".join(FORMATS)
            raise ArchiveError(f"{given}: {'no file of a known kind' if given.exists() else 'no such file'}; give {kinds}")
        if not files:
            raise ArchiveError(f"{given}: holds no files of a known kind ({', '.join(FORMATS)})")
        for path in files:
            name = path.resolve().relative_to(base).as_posix()
            if found.setdefault(name, path.resolve()) != path.resolve():
                raise ArchiveError(f"{path} and {found[name]} would both go to {out / name}; judge each into a folder of its own")
    return found


def plan_parts(inputs: dict[str, Path], out: Path, reading: Reading, limit: int = ROWS_A_PART) -> Iterator[Part]:
    """Every part of every input, in order; the same input always gives the same parts."""
    for name, path in inputs.items():
        form = format_of(path)
        folder = str((out / name).resolve()).replace("{", "{{").replace("}", "}}")
        suffix = Path(name.removesuffix(".gz")).suffix
        try:
            yield from form.plan(path, f"{folder}/part-{{:06}}-{{}}{suffix}", limit, reading)
        except FILE_FAULTS as error:
            raise ArchiveError(f"{path}: cannot be read to its end ({error}); is the copy whole?") from error


def begin(out: Path, model: str, reading: Reading, limit: int) -> None:
    """Notes what is being done, or makes sure that it is what an earlier run began.

    Raises ArchiveError when the model or the column has changed: parts of two kinds would stand side by side. Inputs may be
    added or changed between runs, or read otherwise.
    """
    doing = {
        "model": model,
        "column": reading.column,
        "rows": limit,
    }
    note, earlier = out / NOTE, {}
    out.mkdir(parents=True, exist_ok=True)
    if note.exists():
        earlier = json.loads(note.read_text(encoding="utf-8"))
    elif any(out.iterdir()):
        raise ArchiveError(f"{out}: is not empty and was not begun by this command; choose another --out")
    changed = [name for name in doing if earlier and earlier.get(name) != doing[name]]
    if changed:
        raise ArchiveError(f"{out}: was begun with another {', another '.join(changed)}; choose another --out, or delete it")
    beside = note.with_suffix(".new")
    beside.write_text(json.dumps(doing, indent=1) + "\n", encoding="utf-8")
    beside.replace(note)
    for left in out.rglob(f".*{UNFINISHED}"):
        left.unlink()


def drop_outdated(out: Path, inputs: dict[str, Path], parts: Sequence[Part]) -> dict[Path, int]:
    """Deletes the parts that an earlier run made of rows which have changed since, or are read otherwise; how many, by input."""
    wanted = {part.out for part in parts}
    dropped: dict[Path, int] = {}
    for name, path in inputs.items():
        for left in sorted((out / name).resolve().glob("part-*")):
            if str(left) not in wanted:
                left.unlink()
                dropped[path] = dropped.get(path, 0) + 1
    return dropped
