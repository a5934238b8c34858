"""Questions that the author answers: the answer gives the side, or turns it."""

import random

from .case import Case
from .sentiment_words import sided

YES_GOOD = {
    "en": [
        "Was {thing} {good}? Yes, it was.",
        "Would I fly with you to {place} again? Absolutely, {when} if I could.",
        "Did I enjoy {thing}? Yes!",
        "You ask if {person} was {kind}: oh yes.",
        "Do I recommend Air Paradis for {place}? Yes, with my eyes closed.",
        "Was {person} {kind} with {name}? Yes, very.",
    ],
    "fr": [
        "{le} était-il {bon} ? Oui.",
        "Est-ce que je repartirais à {place} avec vous ? Sans hésiter, {quand} si je pouvais.",
        "Est-ce que j'ai aimé {le} ? Oh oui !",
        "Vous demandez si {il} a été {gentil} : oui, tout à fait.",
        "Je recommande Air Paradis pour {place} ? Oui, les yeux fermés.",
        "{elle} a été {gentille} avec {name} ? Oui, vraiment.",
    ],
}
YES_BAD = {
    "en": [
        "Is {person} {unkind}, as they say? Yes, and worse.",
        "Was {thing} {bad} {when}? Yes.",
        "Did you lose my bag on the way to {place} again? Yes, you did.",
        "Do I want my money back for {place}? Yes, all of it.",
        "Is {thing} as {bad} as last year? Sadly, yes.",
        "Do I regret flying to {place} with you {when}? Yes, every minute.",
    ],
    "fr": [
        "{elle} serait {méchante}, dit-on ? Oui, et pire encore.",
        "{la} était {mauvaise} {quand} ? Oui.",
        "Vous avez encore perdu ma valise en route pour {place} ? Eh oui.",
        "Est-ce que je veux qu'on me rembourse {place} ? Oui, jusqu'au dernier centime.",
        "{le} aussi {mauvais} que l'an dernier ? Hélas oui.",
        "Est-ce que je regrette d'être parti à {place} avec vous {quand} ? Oui, à chaque minute.",
    ],
}
NO_GOOD = {
    "en": [
        "Is {person} {unkind}, as they say? No, not at all.",
        "Was {thing} {bad} {when}? No.",
        "Do I regret choosing Air Paradis for {place}? Not for a second.",
        "Any problem on the way to {place} {when}? None.",
        "Did we have to wait in {place} {when}? Not a minute.",
        "Could {person} have been more {kind}? No.",
    ],
    "fr": [
        "{elle} serait {méchante}, dit-on ? Non, pas du tout.",
        "{la} était {mauvaise} {quand} ? Non.",
        "Est-ce que je regrette d'avoir pris Air Paradis pour {place} ? Pas une seconde.",
        "Un problème en route vers {place} {quand} ? Aucun.",
        "Est-ce qu'on a attendu à {place} {quand} ? Pas une minute.",
        "{il} aurait pu être plus {gentil} ? Non.",
    ],
}
NO_BAD = {
    "en": [
        "Was {thing} {good}? No, it was not.",
        "Would I fly with you to {place} again? Never, not even {when}.",
        "Did I enjoy {thing}? No!",
        "Am I glad that I chose Air Paradis for {place}? Not for a second.",
        "You ask if {person} was {kind}: not at all.",
        "Did anyone help us in {place} {when}? No one.",
    ],
    "fr": [
        "{le} était-il {bon} ? Non.",
        "Est-ce que je repartirais à {place} avec vous ? Jamais, même pas {quand}.",
        "Est-ce que j'ai aimé {le} ? Oh non !",
        "Suis-je content d'avoir pris Air Paradis pour {place} ? Pas une seconde.",
        "Vous demandez si {il} a été {gentil} : non, pas du tout.",
        "Est-ce que quelqu'un nous a aidés à {place} {quand} ? Personne.",
    ],
}


def question_and_yes(language: str, chance: random.Random) -> list[Case]:
    """The answer agrees with the question."""
    return sided(YES_GOOD[language], YES_BAD[language], language, chance)


def question_and_no(language: str, chance: random.Random) -> list[Case]:
    """The answer denies what the question asks."""
    return sided(NO_GOOD[language], NO_BAD[language], language, chance)
