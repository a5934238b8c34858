"""A behavioural suite that a tiny model can pass, for the tests of the gate."""

from lab.behaviour.case import Case
from lab.behaviour.suite import Behaviour

SUITE = [
    Behaviour(
        "praise", lambda _, __: [Case(f"lovely great happy thanks {number}", "positive") for number in range(60)], 0.1, ("en",)
    ),
    Behaviour("odd", lambda _, __: [Case(f"gate {number}", "positive") for number in range(60)], None, ("en",)),
]
