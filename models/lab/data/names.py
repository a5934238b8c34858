"""Another airline, place or first name in a post, so that none of them carries a side."""

import random
import re
from functools import cache

from .crafted import slots_of

OTHER_AIRLINES = "Ryanair|Emirates|easyJet|Iberia|Lufthansa|Turkish Airlines|Transavia|Korean Air|Asiana|Allegiant|Air Sénégal"
"""Airlines of the review sites and of the news that the templates do not name."""
ALSO_WORDS = ("Nice", "Rio", "Chicago", "United", "Spirit", "Frontier", "Thai", "Swiss", "Virgin", "Delta", "Copa", "Alaska")
ALSO_WORDS += ("Hawaiian", "Southwest", "Reunion", "Tom", "Kate")
"""Names that are words, or parts of other names, as well: they are put in but not taken out."""
OURS, OURS_SHARE = "Air Paradis", 0.3
SWAPPED = 0.6
"""Probability that the names of a post that has some are swapped."""


def with_other_names(text: str, language: str, chance: random.Random) -> str:
    """The post with each airline, place and first name it has exchanged for another of its kind, the same one throughout."""
    pattern, kinds, lists = _names(language)
    if chance.random() >= SWAPPED or not pattern.search(text):
        return text
    chosen: dict[str, str] = {}

    def other(found: re.Match) -> str:
        name = found.group()
        if name not in chosen:
            kind = kinds[name]
            chosen[name] = OURS if kind == "airline" and chance.random() < OURS_SHARE else chance.choice(lists[kind])
        return chosen[name]

    return pattern.sub(other, text)


@cache
def _names(language: str) -> tuple[re.Pattern, dict[str, str], dict[str, list[str]]]:
    """What finds a name, the kind of each, and the names of each kind."""
    slots = slots_of(language)
    lists = {kind: [name for name in slots[kind] if name[0].isupper()] for kind in ("airline", "place", "name")}
    lists["airline"] += OTHER_AIRLINES.split("|")
    kinds = {name: kind for kind, names in lists.items() for name in names if name not in ALSO_WORDS}
    ordered = sorted(kinds, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)"), kinds, lists
