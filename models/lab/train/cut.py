"""Cuts a run's vocabulary to the pieces that its posts need: a smaller model, which says the same of nearly every post."""

from collections.abc import Sequence
from pathlib import Path

from torch.nn import Embedding

from ..families.vocabulary import choose_pieces, cut_tokenizer, cut_words
from .run_folder import last_note, load_run, read_start, write_made


def cut(source: Path, texts: Sequence[str], least: int, out: Path) -> int:
    """Writes a run like `source` with the pieces that the normalised `texts` use at least `least` times, and single characters.

    A word with a piece that is gone is spelled with shorter ones. Returns the number of pieces.
    """
    model, tokenizer = load_run(source)
    keep = choose_pieces(tokenizer, [texts], 0, least)
    model.encoder.words = Embedding.from_pretrained(cut_words(model.encoder.words.weight.detach(), keep))
    origin = read_start(source)
    described = origin | {
        "shape": origin["shape"] | {"pieces": len(keep)},
        "cut": {"least": least, "from": origin["shape"]["pieces"], "trained": last_note(source)},
    }
    write_made(out, described, source, model, cut_tokenizer(tokenizer, keep))
    return len(keep)
