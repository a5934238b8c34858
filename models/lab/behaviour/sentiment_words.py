"""Short posts whose side one word carries, and the same with an intensifier before it."""

import random

from .case import CASES, Case, fill, filled
from .lexicon import SLOTS

POSITIVE = {
    "en": [
        "{person} on my flight to {place} was {kind}",
        "{thing} was {good} {when}",
        "What a {good} trip to {place} with Air Paradis",
        "I have to say, {thing} was {good}.",
        "@AirParadis I loved the flight to {place}, thank you!",
        "{good} service on board {when}, {person} could not have been more {kind}",
        "So happy with {thing} {when}",
        "I really enjoyed flying with you to {place} {when}",
    ],
    "fr": [
        "{il} sur le vol pour {place} était {gentil}",
        "{le} était {bon} {quand}",
        "{la} était vraiment {bonne}",
        "J'ai adoré mon voyage à {place} avec Air Paradis",
        "@AirParadis {elle} a été {gentille} {quand}, merci à elle",
        "Très contente de mon vol pour {place} {quand} !",
        "Franchement {bon}, {le} {quand}",
        "Merci Air Paradis, {il} était {gentil} avec ma fille",
    ],
}
NEGATIVE = {
    "en": [
        "{person} on the way back from {place} was {unkind}",
        "{thing} was {bad} {when}",
        "What a {bad} trip to {place} with Air Paradis",
        "Honestly, {thing} has become {bad}.",
        "@AirParadis I hated every minute of the flight to {place}",
        "{bad} service {when}, and {person} was {unkind}",
        "So disappointed with {thing} {when}",
        "I regret booking {place} with you, {bad} experience",
    ],
    "fr": [
        "{il} au départ pour {place} était {méchant}",
        "{le} était {mauvais} {quand}",
        "{la} était vraiment {mauvaise}",
        "J'ai détesté mon voyage à {place} avec Air Paradis",
        "@AirParadis {elle} a été {méchante} {quand}",
        "Très déçue de mon vol pour {place} {quand}",
        "Franchement {mauvais}, {le} {quand}",
        "Plus jamais Air Paradis, {il} était {méchant} avec ma mère",
    ],
}
# Templates, intensifiers, praise, blame; {very} stays empty in one post of each pair.
INTENSIFIED = {
    "en": (
        [
            "{person} was {very}{side} with us",
            "{thing} was {very}{side}, Air Paradis",
            "I found {thing} {very}{side} {when}",
            "Just landed in {place}: {thing} was {very}{side}",
            "My mum says {person} was {very}{side}",
            "{very}{side}, that is all",
        ],
        ["really ", "extremely ", "absolutely ", "incredibly ", "so ", "truly ", "unbelievably "],
        ("excellent", "wonderful", "amazing", "lovely", "brilliant"),
        ("awful", "horrible", "disappointing", "useless", "terrible"),
    ),
    "fr": (
        [
            "{il} était {very}{side} avec nous",
            "{le} était {very}{side}, Air Paradis",
            "J'ai trouvé {le} {very}{side} {quand}",
            "Arrivés à {place} : {le} était {very}{side}",
            "Ma mère dit que {il} était {very}{side}",
            "{very}{side}, rien à ajouter",
        ],
        ["vraiment ", "absolument ", "incroyablement ", "extrêmement ", "tellement ", "franchement ", "particulièrement "],
        ("agréable", "parfait", "remarquable", "formidable", "génial"),
        ("désagréable", "horrible", "décevant", "minable", "lamentable"),
    ),
}


def sentiment_words(language: str, chance: random.Random) -> list[Case]:
    """Half praise, half blame."""
    return sided(POSITIVE[language], NEGATIVE[language], language, chance)


def sided(positive: list[str], negative: list[str], language: str, chance: random.Random) -> list[Case]:
    """Cases of two lists of templates, as many of each side."""
    slots, half = SLOTS[language], CASES // 2
    praise = [Case(post, "positive") for post in filled(positive, slots, chance, half)]
    return praise + [Case(post, "negative") for post in filled(negative, slots, chance, CASES - half)]


def intensifiers(language: str, chance: random.Random) -> list[Case]:
    """An intensifier must not weaken what it stands before."""
    templates, intensifying, praise, blame = INTENSIFIED[language]
    cases: dict[Case, None] = {}
    while len(cases) < CASES:
        side, expect = chance.choice([(praise, "not less positive"), (blame, "not more positive")])
        slots = SLOTS[language] | {"side": side, "very": ["§"]}
        post = fill(chance.choice(templates), slots, chance)
        plain, strong = post.replace("§", ""), post.replace("§", chance.choice(intensifying))
        cases[Case(plain[0].upper() + plain[1:], expect, strong[0].upper() + strong[1:])] = None
    return list(cases)
