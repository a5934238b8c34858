"""What calibration is shown of the sets that were judged."""

import numpy as np

from lab.compare.evaluate import Judged, dev_sets
from lab.data.sets import Post


def judged(name: str, labels: list[int], logit: float = 0.0) -> Judged:
    """A set with these labels, whose posts all have the same logits."""
    posts = [Post(f"post {number}", label, "fr") for number, label in enumerate(labels)]
    return Judged(name, posts, np.full((len(labels), 3), logit, np.float32))


def test_posts_written_for_the_product_are_one_domain_whatever_they_were_written_for() -> None:
    found = dev_sets([judged("dev/own_fr", [0, 1]), judged("dev/read_fr", [2]), judged("dev/topics_fr", [2], logit=1.0)])
    assert [one.labels.tolist() for one in found] == [[0, 1, 2], [2]]
    assert found[0].logits[:, 0].tolist() == [0.0, 0.0, 1.0]


def test_only_dev_sets_are_looked_at_and_those_of_emoticons_are_known() -> None:
    found = dev_sets([judged("test/sts_gold", [0]), judged("dev/sentiment140", [1]), judged("dev/topics_en", [0])])
    assert [(one.labels.tolist(), one.distant) for one in found] == [([1], True), ([0], False)]
