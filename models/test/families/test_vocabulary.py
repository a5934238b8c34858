"""Cutting the vocabulary."""

import pytest
from tokenizers import Tokenizer, models
from torch import arange

from lab.families.vocabulary import choose_pieces, cut_tokenizer, cut_words, same_pieces

TEXTS = ["merci great flight", "retard 😡", "ж seen"]


def kept(tokenizer: Tokenizer, size: int) -> set[str]:
    return {tokenizer.id_to_token(number) for number in choose_pieces(tokenizer, [TEXTS], size)}


def test_pieces_in_use_and_single_latin_characters_and_emoji_are_kept(tokenizer: Tokenizer) -> None:
    pieces = kept(tokenizer, 0)
    assert {"<s>", "<pad>", "</s>", "<unk>", "▁merci", "▁retard", "😡", "é", "ß", "👍", "🏽", "\ufe0f", "!"} <= pieces


def test_letters_of_other_scripts_are_kept_only_when_the_texts_use_them(tokenizer: Tokenizer) -> None:
    pieces = kept(tokenizer, 0)
    assert "ж" in pieces
    assert "म" not in pieces


def test_the_rest_is_filled_with_the_most_frequent_french_looking_pieces(tokenizer: Tokenizer) -> None:
    small = len(kept(tokenizer, 0))
    assert kept(tokenizer, small + 1) - kept(tokenizer, 0) == {"▁horrible"}


def test_the_cut_tokenizer_cuts_the_texts_into_the_same_pieces(tokenizer: Tokenizer) -> None:
    keep = choose_pieces(tokenizer, [TEXTS], 0)
    cut = cut_tokenizer(tokenizer, keep)
    assert cut.get_vocab_size() == len(keep)
    assert same_pieces(tokenizer, cut, TEXTS) == 1
    assert cut.encode("merci").ids[0] == 0
    assert cut.encode("merci").ids[-1] == 2
    assert cut.encode("म").ids[-2] == 3


def test_rows_of_the_word_table_follow_their_pieces() -> None:
    assert cut_words(arange(8).view(4, 2), [0, 3]).tolist() == [[0, 1], [6, 7]]


def test_a_tokenizer_of_another_type_is_refused() -> None:
    with pytest.raises(ValueError, match="only Unigram"):
        cut_tokenizer(Tokenizer(models.WordLevel({"a": 0}, unk_token="a")), [0])


def test_pieces_that_the_texts_use_too_seldom_go(tokenizer: Tokenizer) -> None:
    texts = [["merci merci", "retard"]]
    pieces = {tokenizer.id_to_token(number) for number in choose_pieces(tokenizer, texts, 0, least=2)}
    assert "▁merci" in pieces
    assert "▁retard" not in pieces
