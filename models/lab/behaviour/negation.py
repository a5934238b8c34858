"""Negation: of praise, of blame, and far from what it negates."""

import random

from .case import Case, filled
from .lexicon import SLOTS

OF_PRAISE = {
    "en": [
        "{thing} was not {good} at all {when}",
        "I wouldn't call {person} {kind}",
        "{person} wasn't exactly {kind} on the flight to {place}",
        "I did not enjoy {thing}, Air Paradis",
        "No one at {place} airport was {kind} or even {kind2}",
        "@AirParadis {thing} isn't {good}, whatever your ads say",
        "Never had a {good} flight with you, not once",
        "I can't say that {thing} was {good}",
        "We weren't happy with {thing} {when}",
        "There was nothing {good} about {thing}",
        "{person} didn't help us at all in {place}",
        "Not a {good} start to our week in {place}",
    ],
    "fr": [
        "{le} n'était pas {bon} du tout {quand}",
        "{il} n'a pas été {gentil} avec nous",
        "Je ne dirais pas que {elle} était {gentille}",
        "Je n'ai pas aimé {le}, Air Paradis",
        "{la} n'est pas {bonne}, quoi que dise votre pub",
        "Personne n'a été {gentil} à l'aéroport à {place}",
        "Je n'ai jamais eu un vol {bon} chez vous",
        "Pas {bon} du tout, {le} {quand}",
        "On n'est pas contents de notre voyage à {place} {quand}",
        "Rien de {bon} sur ce vol pour {place}",
        "{il} ne nous a pas aidés du tout à {place}",
        "Je ne recommande pas Air Paradis pour aller à {place}",
    ],
}
OF_BLAME = {
    "en": [
        "{thing} was not {bad} at all {when}",
        "{person} wasn't {unkind}, whatever people say",
        "No complaints about {thing} {when}",
        "I can't say anything bad about {person}",
        "I wasn't disappointed with {thing}",
        "@AirParadis {thing} isn't {bad} like everyone told me",
        "Never had a problem with {thing} on the way to {place}",
        "Not a single delay between {place} and {place2}",
        "{person} was never {unkind} with us, not once",
        "There is nothing {bad} about {thing}",
        "I don't regret flying Air Paradis to {place}",
        "We didn't wait at all at {place} airport {when}",
    ],
    "fr": [
        "{le} n'était pas {mauvais} du tout {quand}",
        "{il} n'a pas été {méchant}, contrairement à ce qu'on dit",
        "Aucun reproche à faire sur {le} {quand}",
        "Je n'ai rien à redire sur {la}",
        "Je n'ai pas été déçu par {le}",
        "{la} n'est pas {mauvaise} comme on me l'avait dit",
        "Jamais eu de problème avec vous pour aller à {place}",
        "Pas une minute de retard entre {place} et {place2}",
        "{elle} n'a jamais été {méchante} avec nous",
        "Il n'y a rien de {mauvais} dans ce vol pour {place}",
        "Je ne regrette pas d'avoir choisi Air Paradis pour {place}",
        "On n'a pas attendu du tout à {place} {quand}",
    ],
}
FAR_AWAY = {
    "en": [
        "I don't think, after {hours} flights to {place} with you this year, that {thing} is {good}",
        "I wouldn't say, given how often I fly to {place} with {airline}, that {person} was {kind}",
        "Not once in all the years that we have gone to {place} for the summer was {thing} {good}",
        "It isn't true, despite what my colleague {name} keeps telling me, that {thing} is {good}",
        "Nobody in our group of {hours}, coming back from {place} with {name}, thought that {person} was {kind}",
        "I can't claim, having paid for the whole family to go to {place}, that {thing} was {good}",
        "We never had, between {place} and {place2} or on the way home, what I would call {good} service",
        "Hardly anyone on that full plane from {place} {when} found {thing} {good}",
        "I do not believe, and {name} who sat next to me agrees, that {thing} was {good}",
    ],
    "fr": [
        "Je ne pense pas, après {heures} vols pour {place} avec vous cette année, que {le} soit {bon}",
        "Je ne dirais pas, vu le nombre de fois où je pars à {place} avec {airline}, que {il} ait été {gentil}",
        "Pas une fois, depuis le temps que nous passons l'été à {place}, {le} n'a été {bon}",
        "Ce n'est pas vrai, malgré ce que me répète mon collègue {name}, que {la} est {bonne}",
        "Personne dans notre groupe de {heures}, au retour de {place} avec {name}, n'a trouvé {il} {gentil}",
        "Je ne peux pas prétendre, moi qui emmène toute la famille à {place}, que {le} ait été {bon}",
        "Nous n'avons jamais eu, entre {place} et {place2} ou au retour, ce que j'appelle un service {bon}",
        "Presque personne dans cet avion plein pour {place} {quand} n'a trouvé {la} {bonne}",
        "Je ne crois pas, et {name} à côté de moi est d'accord, que {le} ait été {bon}",
    ],
}


def negated_positive(language: str, chance: random.Random) -> list[Case]:
    """Praise that is denied: a complaint."""
    return [Case(post, "negative") for post in filled(OF_PRAISE[language], SLOTS[language], chance)]


def negated_negative(language: str, chance: random.Random) -> list[Case]:
    """Blame that is denied: praise, or at least no complaint."""
    return [Case(post, "not negative") for post in filled(OF_BLAME[language], SLOTS[language], chance)]


def negation_far_away(language: str, chance: random.Random) -> list[Case]:
    """Praise whose denial stands many words before it."""
    return [Case(post, "negative") for post in filled(FAR_AWAY[language], SLOTS[language], chance)]
