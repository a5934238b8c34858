"""Files made up by chance, with what they must become, built from their pieces and not by reading them."""

import json
import random
from dataclasses import dataclass, field, replace

NAMES = [
    *("verdict_label", "verdict_probability", "verdict_negative", "verdict_neutral", "verdict_positive"),
    *("verdict_certain", "verdict_lang", "verdict_truncated", "verdict_model"),
    *("verdict_topics", "verdict_act", "verdict_needs_answer"),
]
"""The columns that a verdict adds."""
ENCODINGS = {"utf-8": b"", "utf-8-sig": b"\xef\xbb\xbf", "cp1252": b""}
"""As Python names them, with the mark at the beginning."""
LINE_ENDS = [["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r"]]

_COLUMNS = ["id", "note", "2", "1", "note", "Étape", "le texte", " ", "verdict_label", "verdict_model"]
_CELLS = [
    *("", "9223372036854775807", "-0", "1.50", "007", "NaN", "Infinity", "=1+1", "l'avion", "  deux  "),
    *('siège 5"', 'un "vol" parfait', "oui, non", "oui; non", "oui\tnon", "oui|non", "déçu", "\xa0", '"', '""', '"cité"'),
    *("deux\nlignes", "deux\r\nlignes", "deux\rlignes", "fin\n", ",", "\n", "ligne\u2028coupée", "😡", "最悪"),
]
_JSON_NAMES = ["id", "n", "2", "1", "é", "__proto__", "verdict_label", "verdict_certain", 'a\\"b']
_JSON_VALUES = [
    *("9223372036854775807", "1" * 5_000, "-0", "1.0", "1E5", "NaN", "-Infinity", "null", "true", "{}", '"}"', '"\\\\"'),
    *('"NaN, {\\"verdict_label\\": 1}"', '"\\u00e9 \\/"', '[1, [NaN, {"text": "non"}]]', '{"verdict_label": {"a": [1.50]}}'),
    *('"é"', '"ligne\u2028coupée"', '"😡"'),
]
_POSTS = ["", "retard", "déçu", '{"}', 'a "b" \\ c', "a\nb", "ligne\u2028coupée", "😡 encore"]
_BROKEN_JSON = ['{"text":', "[1]", "oops", '{"text":3}', '{"post":"x"}', '{"text":"a","n":1NaN}', '"text"']


@dataclass
class Row:
    """A row as it is written without its line end, before and after; `post` is None where it cannot be read."""

    before: str
    after: str
    post: str | None
    values: list


@dataclass
class RandomFile:
    """A file of rows; `head` (before, after) belongs to CSV."""

    name: str
    encoding: str
    rows: list[Row]
    ends: list[str]
    head: tuple[str, str] = ("", "")
    columns: list[str] = field(default_factory=list)
    delimiter: str = ""

    @property
    def bytes(self) -> bytes:
        """The file."""
        text = self.head[0] + "".join(row.before + end for row, end in zip(self.rows, self.ends, strict=True))
        return ENCODINGS[self.encoding] + text.encode(self.encoding.removesuffix("-sig"))

    @property
    def good(self) -> list[Row]:
        """The rows that can be read."""
        return [row for row in self.rows if row.post is not None]

    def after(self) -> list[bytes]:
        """Each row that can be read as it must come back, with its line end: the last may have had none."""
        default = self.head[0][len(self.head[0].rstrip("\r\n")) :] or "\n"
        written = [row.after + (end or default) for row, end in zip(self.rows, self.ends, strict=True) if row.post is not None]
        return [text.encode(self.encoding.removesuffix("-sig")) for text in written]

    def mended(self, chance: random.Random, cells) -> "RandomFile":
        """The same file with another row in place of one."""
        other = make(self.name, chance, 1, False, cells, like=self).rows[0]
        place = chance.randrange(len(self.rows))
        return replace(self, rows=[*self.rows[:place], other, *self.rows[place + 1 :]])


def make(name: str, chance: random.Random, rows: int, untidy: bool, cells, like: RandomFile | None = None) -> RandomFile:
    """A file of the kind that `name` tells. `cells(post)` gives a verdict's values as they stand in it (texts for CSV)."""
    encoding = like.encoding if like else chance.choice(list(ENCODINGS))
    line_ends = chance.choice(LINE_ENDS)
    ends = [chance.choice(line_ends) for _ in range(rows)]
    if rows and chance.random() < 0.3:
        ends[-1] = ""
    if name.endswith(".jsonl"):
        made = [_json_row(chance, encoding, untidy, cells) for _ in range(rows)]
        return RandomFile(name, encoding, made, ends)
    delimiter = like.delimiter if like else chance.choice(",;\t|")
    columns = like.columns if like else _columns(chance, encoding)
    made = [_csv_row(chance, encoding, columns, delimiter, untidy, cells) for _ in range(rows)]
    if like:
        return RandomFile(name, encoding, made, ends)
    quoted = [_quoted(column, delimiter, False, chance) for column in columns]
    end, sep = chance.choice(line_ends), f"sep={delimiter}\r\n" if chance.random() < 0.1 else ""
    head = (sep + delimiter.join(quoted) + end, sep + delimiter.join([*_kept(quoted, columns), *NAMES]) + end)
    return RandomFile(name, encoding, made, ends, head, columns, delimiter)


def _columns(chance: random.Random, encoding: str) -> list[str]:
    columns = chance.choices(_COLUMNS, k=chance.randrange(1, 5))
    columns.insert(chance.randrange(len(columns) + 1), "text")
    return columns


def _kept(fields: list, columns: list[str]) -> list:
    return [value for value, column in zip(fields, columns, strict=True) if column not in NAMES]


def _csv_row(chance: random.Random, encoding: str, columns: list[str], delimiter: str, untidy: bool, cells) -> Row:
    if untidy and chance.random() < 0.03:
        few = [["x"] * (len(columns) - 1)] if len(columns) > 2 else []
        broken = [[*"x" * len(columns), "y"], *few, ['"cité" deux fois', *"x" * (len(columns) - 1)]]
        open_quote = [*"x" * (len(columns) - 1), f'"jamais fermé{delimiter} dit-il']
        return Row(delimiter.join(chance.choice([*broken, open_quote])), "", None, [])
    # Beside an open quote, only values that leave no doubt where their row ends.
    doubtful = [value for value in _CELLS if value[:1] in ("\n", *",;\t|") or value.endswith("\n") or value.count('"') % 2]
    values = [chance.choice([v for v in _CELLS if _fits(v, encoding) and not (untidy and v in doubtful)]) for _ in columns]
    fields = [_quoted(value, delimiter, len(columns) == 1, chance) for value in values]
    post = values[columns.index("text")]
    after = delimiter.join([*_kept(fields, columns), *cells(post)])
    return Row(delimiter.join(fields), after, post, [*_kept(values, columns), *cells(post)])


def _quoted(value: str, delimiter: str, alone: bool, chance: random.Random) -> str:
    must = delimiter in value or value.startswith('"') or "\n" in value or "\r" in value or (alone and not value.strip())
    return '"' + value.replace('"', '""') + '"' if must or chance.random() < 0.2 else value


def _json_row(chance: random.Random, encoding: str, untidy: bool, cells) -> Row:
    if untidy and chance.random() < 0.03:
        return Row(chance.choice(_BROKEN_JSON), "", None, [])
    post = chance.choice([post for post in _POSTS if _fits(post, encoding)])
    values = [value for value in _JSON_VALUES if _fits(value, encoding)]
    members = [(chance.choice(_JSON_NAMES), chance.choice(values)) for _ in range(chance.randrange(5))]
    members.insert(chance.randrange(len(members) + 1), ("text", json.dumps(post, ensure_ascii=False)))
    written = [(name, _spaced(chance, f'"{name}"') + ":" + _spaced(chance, value)) for name, value in members]
    before = ",".join(text for _, text in written)
    verdict = [f"{json.dumps(name)}:{json.dumps(value)}" for name, value in zip(NAMES, cells(post), strict=True)]
    after = ",".join([*(text for name, text in written if name not in NAMES), *verdict])
    left, right = _spaced(chance, "|").split("|")
    told = [(name, value) for name, value in members if name not in NAMES]
    told += [(name, json.dumps(value)) for name, value in zip(NAMES, cells(post), strict=True)]
    values = [[read_json(f'"{name}"'), read_json(value)] for name, value in told]
    return Row(f"{left}{{{before}}}{right}", f"{left}{{{after}}}{right}", post, values)


def read_json(text: str) -> object:
    """With objects as lists of members, and numbers as they are written."""
    pairs = {"object_pairs_hook": lambda members: [list(member) for member in members]}
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=str, **pairs)


def _spaced(chance: random.Random, text: str) -> str:
    left, right = chance.choices(["", "", "", " ", "\t "], k=2)
    return left + text + right


def _fits(value: str, encoding: str) -> bool:
    try:
        value.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
