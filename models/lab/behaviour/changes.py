"""Changes that must not turn a verdict: typos, links and handles, other names and places, letters without case or accents."""

import random
import string
import unicodedata
from collections.abc import Callable

from .case import CASES, Case, fill, filled
from .lexicon import AIRLINES, NAMES, PLACES, SLOTS
from .posts import POSTS
from .sentiment_words import NEGATIVE, POSITIVE

Change = Callable[[str, random.Random], str]
TEMPLATES = {language: POSTS[language] + POSITIVE[language] + NEGATIVE[language] for language in POSTS}


def unchanged_by(change: Change) -> Callable[[str, random.Random], list[Case]]:
    """A test in which `change` is made to posts; posts that it leaves as they are do not count."""

    def cases(language: str, chance: random.Random) -> list[Case]:
        pairs: dict[Case, None] = {}
        while len(pairs) < CASES:
            for post in filled(TEMPLATES[language], SLOTS[language], chance):
                changed = change(post, chance)
                if changed != post and len(pairs) < CASES:
                    pairs[Case(post, "same", changed)] = None
        return list(pairs)

    return cases


def typo(post: str, chance: random.Random) -> str:
    """Two neighbouring letters of a word of four or more swapped, as a quick thumb does."""
    places = [i for i in range(1, len(post) - 2) if post[i - 1 : i + 3].isalpha() and post[i] != post[i + 1]]
    place = chance.choice(places)
    return post[:place] + post[place + 1] + post[place] + post[place + 2 :]


def two_typos(post: str, chance: random.Random) -> str:
    """Two such slips."""
    return typo(typo(post, chance), chance)


def link_or_handle(post: str, chance: random.Random) -> str:
    """A random link or handle before or behind the post."""
    made = "".join(chance.choices(string.ascii_letters + string.digits, k=chance.randint(5, 9)))
    added = chance.choice([f"https://t.co/{made}", f"@{made}", f"www.{made}.com", f"https://t.co/{made} @{made}"])
    return chance.choice([f"{post} {added}", f"{added} {post}"])


def casing(post: str, chance: random.Random) -> str:
    """All in capitals, none at all, or every word with one."""
    return chance.choice([str.upper, str.lower, string.capwords])(post)


def without_accents(post: str, _: random.Random) -> str:
    """é → e, ç → c; œ stays."""
    plain = "".join(letter for letter in unicodedata.normalize("NFD", post) if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", plain)


def other_names(language: str, chance: random.Random) -> list[Case]:
    """The same post about another person, another place or another airline."""
    kinds = {"name": NAMES, "place": PLACES[language], "airline": AIRLINES}
    swappable = [template for template in TEMPLATES[language] if any(f"{{{kind}}}" in template for kind in kinds)]
    pairs: dict[Case, None] = {}
    while len(pairs) < CASES:
        template = chance.choice(swappable)
        kind = chance.choice([kind for kind in kinds if f"{{{kind}}}" in template])
        slots = SLOTS[language] | {kind: ["§"]}
        post = fill(template, slots, chance)
        one, other = chance.sample(kinds[kind], 2)
        pairs[Case(post.replace("§", one), "same", post.replace("§", other))] = None
    return list(pairs)
