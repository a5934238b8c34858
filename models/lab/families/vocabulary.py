"""Cuts a Unigram tokenizer (and the word table) to the pieces that French and English posts need."""

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from tokenizers import Tokenizer
from torch import Tensor

FRENCH_LETTERS = set("abcdefghijklmnopqrstuvwxyzàâäæçéèêëîïôöœùûüÿñ")
_WORD_START = "▁"


def choose_pieces(tokenizer: Tokenizer, texts: Iterable[Sequence[str]], size: int, least: int = 1) -> list[int]:
    """Ids of the pieces to keep, ascending (so order and scores stay as they were).

    First the four special pieces, every piece that the `texts` (batches of normalised posts) use `least` times, and every
    single character that is Latin, a mark, a sign or an emoji part; then, up to `size`, the most frequent pieces spelled
    with French letters (a Unigram table is sorted by frequency). `size` gives way when the first part is larger.
    """
    used = Counter(piece for batch in texts for encoded in tokenizer.encode_batch(list(batch)) for piece in encoded.ids)
    pieces = [tokenizer.id_to_token(number) for number in range(tokenizer.get_vocab_size())]
    often = {number for number, count in used.items() if count >= least}
    keep = {0, 1, 2, 3} | often | {number for number, piece in enumerate(pieces) if _is_wanted_character(piece)}
    for number, piece in enumerate(pieces):
        if len(keep) >= size:
            break
        if set(piece.replace(_WORD_START, "").lower()) <= FRENCH_LETTERS:
            keep.add(number)
    return sorted(keep)


def cut_tokenizer(tokenizer: Tokenizer, keep: Sequence[int]) -> Tokenizer:
    """The same tokenizer with only the pieces `keep`; a piece's new id is its place in `keep`."""
    description = json.loads(tokenizer.to_str())
    if description["model"]["type"] != "Unigram":
        raise ValueError(f"tokenizer type {description['model']['type']!r}: only Unigram tokenizers can be cut")
    place = {old: new for new, old in enumerate(keep)}
    model = description["model"]
    model["vocab"] = [model["vocab"][old] for old in keep]
    model["unk_id"] = place[model["unk_id"]]
    special = [token for token in description["added_tokens"] if token["id"] in place]
    description["added_tokens"] = [token | {"id": place[token["id"]]} for token in special]
    return Tokenizer.from_str(json.dumps(description))


def cut_words(table: Tensor, keep: Sequence[int]) -> Tensor:
    """Rows of the word table [pieces, hidden] → [len(keep), hidden]."""
    return table[list(keep)].clone()


def same_pieces(full: Tokenizer, cut: Tokenizer, texts: Sequence[str]) -> float:
    """Share of the texts (0-1) that both tokenizers cut into the same pieces."""
    pairs = zip(full.encode_batch(list(texts)), cut.encode_batch(list(texts)), strict=True)
    return sum(one.tokens == other.tokens for one, other in pairs) / len(texts)


def _is_wanted_character(piece: str) -> bool:
    character = piece.removeprefix(_WORD_START)
    if len(character) != 1:
        return False
    if not unicodedata.category(character).startswith("L"):
        return not unicodedata.category(character).startswith(("M", "N")) or ord(character) < 0x370 or character == "\ufe0f"
    return "LATIN" in unicodedata.name(character, "")
