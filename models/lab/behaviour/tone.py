"""Two languages in one post, and sarcasm."""

import random

from .case import Case, filled
from .lexicon import SLOTS
from .sentiment_words import sided

MIXED_PRAISE = {
    "en": [
        "Merci beaucoup Air Paradis, {person} was {kind}",
        "{thing} was {good}, vraiment au top",
        "Bravo for {when}, {good} flight to {place}, à bientôt",
        "Je vous adore guys, {good} trip to {place}",
        "C'était parfait, I loved {thing} {when}",
        "{person} was adorable, comme d'habitude",
        "Petit message to say {thing} was {good}, bisous from {place}",
    ],
    "fr": [
        "Thank you so much Air Paradis, {il} était {gentil}",
        "{le} était {bon}, best flight ever",
        "Big up pour {quand}, un vol {bon} vers {place}, love you guys",
        "I love Air Paradis, {le} toujours {bon}",
        "So happy de mon voyage à {place} {quand}",
        "Really nice, {elle} a été {gentille} jusqu'au bout",
        "Le crew était amazing {quand} pour {place}",
    ],
}
MIXED_BLAME = {
    "en": [
        "Quelle honte Air Paradis, {person} was {unkind}",
        "{thing} was {bad}, n'importe quoi",
        "Encore en retard, {hours} hours stuck in {place}",
        "C'est nul guys, {bad} trip to {place}",
        "Plus jamais, I hated {thing} {when}",
        "{person} was odieux, comme d'habitude",
        "Petit message to say {thing} was {bad}, merci pour rien",
    ],
    "fr": [
        "Shame on you Air Paradis, {il} était {méchant}",
        "{le} était {mauvais}, worst flight ever",
        "Seriously {quand}, {heures} heures de retard vers {place}, wtf",
        "I hate Air Paradis, {le} toujours {mauvais}",
        "So disappointed de mon voyage à {place} {quand}",
        "Really rude, {elle} a été {méchante} jusqu'au bout",
        "Customer service useless {quand} pour {place}, mes bagages are lost",
    ],
}
SARCASM = {
    "en": [
        "Great, another {hours} hours in {place} airport. Just what I needed {when}",
        "Thanks Air Paradis for the free night on the floor in {place}",
        "Oh perfect, my bag is in {place} and I am in {place2}",
        "Well done {airline}, only {hours} hours late. A new record!",
        "Love paying extra for a seat that does not recline, thanks",
        "I just adore listening to your hold music for {hours} hours {when}",
        "What a treat: {hours} hours on the tarmac with no water. Bravo",
        "Brilliant idea to close the desk when {place} gets cancelled",
        "Nothing says welcome to {place} like a broken suitcase",
        "Congratulations to {person} for hiding so well {when}",
        "Lucky me, I get to spend {when} queueing in {place}",
        "So kind of you to cancel my flight to {place} by text, at the gate",
    ],
    "fr": [
        "Super, encore {heures} heures à l'aéroport à {place}. Exactement ce qu'il me fallait {quand}",
        "Merci Air Paradis pour la nuit offerte par terre à {place}",
        "Parfait, ma valise est à {place} et moi à {place2}",
        "Bravo {airline}, seulement {heures} heures de retard. Nouveau record !",
        "J'adore payer un supplément pour un siège qui ne s'incline pas, merci",
        "Quel bonheur d'écouter votre musique d'attente pendant {heures} heures {quand}",
        "Un régal : {heures} heures sur le tarmac sans une goutte d'eau. Bravo",
        "Excellente idée de fermer le comptoir quand {place} est annulé",
        "Rien de tel qu'une valise cassée pour fêter l'arrivée à {place}",
        "Félicitations à tout le personnel pour s'être si bien caché {quand} à {place}",
        "Quelle chance, je passe la journée à faire la queue à {place}",
        "Trop aimable d'annuler mon vol pour {place} par SMS, à la porte d'embarquement",
    ],
}


def code_switching(language: str, chance: random.Random) -> list[Case]:
    """Posts of one language with words of the other."""
    return sided(MIXED_PRAISE[language], MIXED_BLAME[language], language, chance)


def sarcasm(language: str, chance: random.Random) -> list[Case]:
    """Praise that nobody means."""
    return [Case(post, "negative") for post in filled(SARCASM[language], SLOTS[language], chance)]
