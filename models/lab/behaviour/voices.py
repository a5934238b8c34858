"""Then and now, the author and others: which of two sides a post takes."""

import random

from .case import Case
from .sentiment_words import sided

NOW_GOOD = {
    "en": [
        "I used to think {thing} was {bad}, now it is {good}",
        "{thing} was {bad} a few years ago; {when} it was {good}",
        "Last year I hated {thing}. I have changed my mind, it is {good} now",
        "{person} used to be {unkind}, but has become {kind}",
        "In the past I avoided Air Paradis for {place}; these days I would not take anyone else",
        "I was scared of flying to {place} with you after my first trip, and {when} everything was {good}",
        "From {bad} to {good}: well done for what you did with {thing}",
        "Before the change {thing} was {bad}. Today? {good}!",
    ],
    "fr": [
        "Avant je trouvais {le} {mauvais}, maintenant c'est {bon}",
        "{la} était {mauvaise} il y a quelques années ; {quand} c'était {bon}",
        "L'an dernier je détestais {le}. J'ai changé d'avis, c'est {bon} maintenant",
        "{il} était {méchant} autrefois, il est devenu {gentil}",
        "Autrefois j'évitais Air Paradis pour {place} ; aujourd'hui je ne prends plus que vous",
        "J'avais peur de repartir à {place} avec vous, et {quand} tout a été {bon}",
        "En deux ans vous êtes passés de {mauvais} à {bon}, bravo pour {place}",
        "Avant les travaux, {le} était {mauvais}. Aujourd'hui ? {bon} !",
    ],
}
NOW_BAD = {
    "en": [
        "I used to think {thing} was {good}, now it is {bad}",
        "{thing} was {good} a few years ago; {when} it was {bad}",
        "Last year I loved {thing}. I have changed my mind, it is {bad} now",
        "{person} used to be {kind}, but has become {unkind}",
        "In the past I always took Air Paradis for {place}; these days I would take anyone else",
        "I was looking forward to {place} after my first trip with you, and {when} everything was {bad}",
        "From {good} to {bad}: what have you done to {thing}",
        "Before the change {thing} was {good}. Today? {bad}!",
    ],
    "fr": [
        "Avant je trouvais {le} {bon}, maintenant c'est {mauvais}",
        "{la} était {bonne} il y a quelques années ; {quand} c'était {mauvais}",
        "L'an dernier j'adorais {le}. J'ai changé d'avis, c'est {mauvais} maintenant",
        "{il} était {gentil} autrefois, il est devenu {méchant}",
        "Autrefois je prenais toujours Air Paradis pour {place} ; aujourd'hui je prends n'importe qui d'autre",
        "J'avais hâte de repartir à {place} avec vous, et {quand} tout a été {mauvais}",
        "En deux ans vous êtes passés de {bon} à {mauvais}, quel gâchis pour {place}",
        "Avant les travaux, {le} était {bon}. Aujourd'hui ? {mauvais} !",
    ],
}
I_PRAISE = {
    "en": [
        "My friend {name} says {thing} is {bad}. I think it is {good}",
        "Everyone on the plane to {place} complained, but I loved {thing}",
        "{name} found {person} {unkind}; with me, {kind} from start to finish",
        "People keep telling me Air Paradis is {bad}. My own trip to {place} was {good}",
        "The reviews say {bad}, I say {good}: {thing} deserves better",
        "{name} hated {thing} {when}, I enjoyed every minute of it",
        "My boss can't stand you, yet for me {person} was {kind}",
    ],
    "fr": [
        "{name} dit que {le} est {mauvais}. Moi je le trouve {bon}",
        "Tout l'avion pour {place} râlait, moi j'ai adoré {le}",
        "{name} a trouvé {elle} {méchante} ; avec moi, {gentille} du début à la fin",
        "On me répète que chez vous c'est {mauvais}. Mon voyage à {place} a été {bon}",
        "Les avis disent {mauvais}, je dis {bon} : {le} mérite mieux",
        "{name} a détesté {la} {quand}, j'en ai savouré chaque minute",
        "Mon chef ne vous supporte pas, pourtant pour moi {il} a été {gentil}",
    ],
}
I_BLAME = {
    "en": [
        "My friend {name} says {thing} is {good}. I think it is {bad}",
        "Everyone on the plane to {place} clapped, but I hated {thing}",
        "{name} found {person} {kind}; with me, {unkind} from start to finish",
        "People keep telling me Air Paradis is {good}. My own trip to {place} was {bad}",
        "The reviews say {good}, I say {bad}: {thing} does not deserve its stars",
        "{name} loved {thing} {when}, I hated every minute of it",
        "My boss adores you, yet for me {person} was {unkind}",
    ],
    "fr": [
        "{name} dit que {le} est {bon}. Moi je le trouve {mauvais}",
        "Tout l'avion pour {place} a applaudi, moi j'ai détesté {le}",
        "{name} a trouvé {elle} {gentille} ; avec moi, {méchante} du début à la fin",
        "On me répète que chez vous c'est {bon}. Mon voyage à {place} a été {mauvais}",
        "Les avis disent {bon}, je dis {mauvais} : {le} ne mérite pas ses étoiles",
        "{name} a adoré {la} {quand}, j'en ai détesté chaque minute",
        "Mon chef vous adore, pourtant pour moi {il} a été {méchant}",
    ],
}


def temporal(language: str, chance: random.Random) -> list[Case]:
    """Something changed: the present counts."""
    return sided(NOW_GOOD[language], NOW_BAD[language], language, chance)


def own_opinion(language: str, chance: random.Random) -> list[Case]:
    """Others say one thing and the author another: the author counts."""
    return sided(I_PRAISE[language], I_BLAME[language], language, chance)
