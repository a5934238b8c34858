"""Training batches and augmentation."""

import random
from itertools import islice

from tokenizers import Tokenizer

from lab.augment import augment, with_typo, without_accents
from lab.batches import encode, one_pass, training_batches
from lab.examples import Example

POSTS = [Example(f"merci {'great ' * (number % 7)}{number}", number % 2) for number in range(100)]


def test_the_same_seed_gives_the_same_batches(tokenizer: Tokenizer) -> None:
    first, second = (islice(training_batches(POSTS, tokenizer, 8, 96, seed=3), 30) for _ in range(2))
    assert all(one[0].tolist() == other[0].tolist() for one, other in zip(first, second, strict=True))


def test_one_pass_takes_every_post_once(tokenizer: Tokenizer) -> None:
    batches = islice(training_batches(POSTS[:96], tokenizer, 8, 96, seed=3), 12)
    labels = [label for _, _, batch in batches for label in batch.tolist()]
    assert len(labels) == 96
    assert sum(labels) == 48


def test_a_pass_takes_an_example_as_often_as_its_copies_say() -> None:
    examples = [Example("a", 1, 2), Example("b", 0, 0.5), Example("c", 0, 0)]
    passes = [one_pass(examples, random.Random(seed)) for seed in range(200)]
    assert all(order.count(0) == 2 and order.count(2) == 0 for order in passes)
    assert 70 < sum(order.count(1) for order in passes) < 130


def test_posts_of_like_length_stand_together(tokenizer: Tokenizer) -> None:
    batches = list(islice(training_batches(POSTS, tokenizer, 8, 96, seed=3), 12))
    padding = sum((mask == 0).sum().item() for _, mask, _ in batches) / sum(mask.numel() for _, mask, _ in batches)
    assert padding < 0.15


def test_a_long_text_keeps_its_first_pieces_and_its_end_mark(tokenizer: Tokenizer) -> None:
    (ids,) = encode(tokenizer, ["merci " * 300], 128)
    assert len(ids) == 128
    assert (ids[0], ids[-1]) == (0, 2)


def test_augmentation_spares_links_and_handles() -> None:
    for seed in range(300):
        words = augment("@user http Déçu #retard", random.Random(seed)).split(" ")
        assert words[:2] == ["@user", "http"]


def test_a_typing_error_changes_one_long_word_only() -> None:
    for seed in range(100):
        words = with_typo("le vol a du retard #Roissy", random.Random(seed)).split(" ")
        assert words[:4] == ["le", "vol", "a", "du"]
        assert words[4] != "retard"
        assert words[5] == "#Roissy"


def test_accents_can_be_dropped() -> None:
    assert without_accents("déçu à Noël, cœur") == "decu a Noel, cœur"
