"""Training batches and augmentation."""

import random
from itertools import islice

import numpy as np
from tokenizers import Tokenizer

from lab.data.augment import augment, with_typo, without_accents
from lab.data.names import with_other_names
from lab.train.batches import encode, one_pass, training_batches
from lab.train.examples import Example, one_hot

POSTS = [Example(f"merci {'great ' * (number % 7)}{number}", one_hot(number % 2), "en") for number in range(100)]


def test_the_same_seed_gives_the_same_batches(tokenizer: Tokenizer) -> None:
    first, second = (islice(training_batches(POSTS, tokenizer, 8, 96, seed=3), 30) for _ in range(2))
    assert all(one[0].tolist() == other[0].tolist() for one, other in zip(first, second, strict=True))


def test_one_pass_takes_every_post_once(tokenizer: Tokenizer) -> None:
    batches = islice(training_batches(POSTS[:96], tokenizer, 8, 96, seed=3), 12)
    targets = [target for _, _, batch, _ in batches for target in batch.tolist()]
    assert len(targets) == 96
    assert np.sum(targets, axis=0).tolist() == [48, 0, 48]


def test_a_pass_takes_an_example_as_often_as_its_copies_say() -> None:
    examples = [Example(text, one_hot(1), "en", copies=copies) for text, copies in (("a", 2), ("b", 0.5), ("c", 0))]
    passes = [one_pass(examples, random.Random(seed)) for seed in range(200)]
    assert all(order.count(0) == 2 and order.count(2) == 0 for order in passes)
    assert 70 < sum(order.count(1) for order in passes) < 130


def test_posts_of_like_length_stand_together(tokenizer: Tokenizer) -> None:
    batches = list(islice(training_batches(POSTS, tokenizer, 8, 96, seed=3), 12))
    padding = sum((mask == 0).sum().item() for _, mask, *_ in batches) / sum(mask.numel() for _, mask, *_ in batches)
    assert padding < 0.15


def test_a_long_text_keeps_its_first_pieces_and_its_end_mark(tokenizer: Tokenizer) -> None:
    (ids,) = encode(tokenizer, ["merci " * 300], 128)
    assert len(ids) == 128
    assert (ids[0], ids[-1]) == (0, 2)


def test_augmentation_spares_links_and_handles() -> None:
    for seed in range(300):
        words = augment("@user http Déçu #retard", "fr", random.Random(seed)).split(" ")
        assert words[:2] == ["@user", "http"]


def test_a_typing_error_changes_one_long_word_only() -> None:
    for seed in range(100):
        words = with_typo("le vol a du retard #Roissy", random.Random(seed)).split(" ")
        assert words[:4] == ["le", "vol", "a", "du"]
        assert words[4] != "retard"
        assert words[5] == "#Roissy"


def test_accents_can_be_dropped() -> None:
    assert without_accents("déçu à Noël, cœur") == "decu a Noel, cœur"


def test_the_names_of_a_post_are_exchanged_for_others_of_their_kind() -> None:
    post = "Merci Ryanair, Camille à Bordeaux a été adorable. Bravo Ryanair"
    found = {with_other_names(post, "fr", random.Random(seed)) for seed in range(200)}
    assert post in found
    changed = [text for text in found if text != post]
    assert len(changed) > 50
    assert all(text.endswith(text[len("Merci ") : text.index(", ")]) for text in changed)
    assert any("Air Paradis" in text for text in changed)


def test_a_word_that_is_also_a_name_stays() -> None:
    assert {with_other_names("Nice crew, thanks", "en", random.Random(seed)) for seed in range(50)} == {"Nice crew, thanks"}
