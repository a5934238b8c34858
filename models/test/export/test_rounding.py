"""Rounding of int8 weights with the errors carried on."""

import torch

from lab.export.export import without_padding
from lab.export.rounding import rounded
from lab.train.batches import pad


def layer(seed: int = 0) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """A weight [24, 40], inputs [500, 40] that go together, and a scale for few steps."""
    generator = torch.Generator().manual_seed(seed)
    weight = torch.randn(24, 40, generator=generator)
    inputs = torch.randn(500, 8, generator=generator) @ torch.randn(8, 40, generator=generator)
    return weight, inputs, weight.abs().amax(1) / 8


def test_the_products_on_such_inputs_are_nearer_than_with_the_nearest_steps() -> None:
    weight, inputs, scale = layer()
    steps = rounded(weight, (inputs.T @ inputs).double(), scale, 8)
    nearest = (weight / scale[:, None]).round()

    def error(some: torch.Tensor) -> float:
        return float((inputs @ (some * scale[:, None] - weight).T).square().mean())

    assert error(steps.float()) < 0.3 * error(nearest)


def test_the_columns_may_come_in_any_order() -> None:
    weight, inputs, scale = layer(3)
    order = torch.randperm(40, generator=torch.Generator().manual_seed(0))
    steps = rounded(weight, (inputs.T @ inputs).double(), scale, 8)
    others = rounded(weight[:, order], (inputs[:, order].T @ inputs[:, order]).double(), scale, 8)
    assert torch.equal(steps[:, order], others)


def test_no_step_is_beyond_the_limit() -> None:
    weight, inputs, scale = layer(1)
    steps = rounded(4 * weight, (inputs.T @ inputs).double(), scale, 8)
    assert (steps.min(), steps.max()) == (-8, 8)


def test_inputs_that_never_come_leave_the_nearest_steps() -> None:
    weight, inputs, scale = layer(2)
    inputs[:, 30:] = 0
    steps = rounded(weight, (inputs.T @ inputs).double(), scale, 8)
    assert torch.equal(steps[:, 30:].float(), (weight / scale[:, None]).round()[:, 30:])


def test_posts_are_dealt_out_again_without_padding() -> None:
    batches = without_padding([pad([[0, 7, 2], [0, 7, 8, 9, 2]]), pad([[0, 5, 2]])])
    assert sorted(ids.tolist() for ids, _ in batches) == [[[0, 7, 2], [0, 5, 2]], [[0, 7, 8, 9, 2]]]
    assert all(mask.all() for _, mask in batches)
