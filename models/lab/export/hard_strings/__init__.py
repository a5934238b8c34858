"""Strings that are hard to clean or to cut into pieces, written for the parity test of the lab and the service."""

from .characters import CHARACTERS
from .emoji import EMOJI
from .masks import MASKS
from .networks import NETWORKS
from .posts_en import POSTS_EN
from .posts_fr import POSTS_FR
from .products import PRODUCTS
from .writing import WRITING

HARD_STRINGS: list[str] = list(dict.fromkeys([*POSTS_FR, *POSTS_EN, *EMOJI, *MASKS, *NETWORKS, *CHARACTERS, *WRITING, *PRODUCTS]))
"""Every string once, in a fixed order."""

REPEATED: list[tuple[str, int]] = [
    ("Vol annulé, aucune réponse du service client ! ", 107),
    ("I waited five hours at the gate and nobody came. ", 103),
    ("é", 5000),
    ("e\u0301", 2500),
    ("😡", 1250),
    ("👩\u200d👩\u200d👧 ", 640),
    ("@airparadis ", 420),
    ("https://air.example/r ", 230),
    ("a", 5000),
    ("!", 5000),
    ("&amp;", 1000),
    ("\u200b\u00a0", 2500),
    ("mot ", 124),
    ("mot ", 125),
    ("mot ", 126),
    ("mot ", 127),
    ("mot ", 128),
]
"""(text, times): long posts, and posts around the window of 128 pieces."""
