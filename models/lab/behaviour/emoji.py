"""Posts of nothing but emoji, and posts whose emoji seem to say the contrary of their words."""

import random

from .case import CASES, Case
from .sentiment_words import sided

HAPPY = ["😍", "🥰", "😊", "😀", "👍", "❤️", "🎉", "👏", "😁", "🤩", "💕", "🙌", "💯", "😘", "👍🏽"]
ANGRY = ["😡", "🤬", "😠", "👎", "😤", "💔", "🤮", "😞", "😢", "🖕", "😒", "😩", "😣", "💩", "👎🏾"]
AROUND = ["{}", "✈️ {}", "@AirParadis {}", "{} #AirParadis", "AP214 {}", "{} ✈️", "🛫{}🛬"]

# Laughing, clapping or sweet emoji after a complaint; crying and dying ones after praise.
COMPLAINTS = {
    "en": [
        "{hours} hours late to {place} 😂😂",
        "My suitcase went to {place} without me 🙃",
        "Cancelled again {when}, and no one at the desk 👏👏👏",
        "{person} told us to sleep on the floor in {place} 😊",
        "Still waiting for my refund from {airline} ❤️",
        "{thing} was {bad}, as always 🎉",
        "Lost my connection in {place} because of you 🥰",
        "Hung up on me after {hours} hours on hold 😍",
    ],
    "fr": [
        "{heures} heures de retard pour {place} 😂😂",
        "Ma valise est partie à {place} sans moi 🙃",
        "Encore annulé {quand}, et personne au comptoir 👏👏👏",
        "{il} nous a dit de dormir par terre à {place} 😊",
        "J'attends toujours mon remboursement de {airline} ❤️",
        "{le} était {mauvais}, comme toujours 🎉",
        "Correspondance ratée à {place} à cause de vous 🥰",
        "Raccroché au nez après {heures} heures d'attente 😍",
    ],
}
PRAISE = {
    "en": [
        "{person} gave my son a tour of the cockpit, I'm crying 😭",
        "Upgraded to business for {place}, I am dead 💀",
        "{thing} was {good}, I can't 😭😭",
        "The sunset over {place} from my window 😱😱 unforgettable",
        "Sad to leave, {person} was so {kind} 😢",
        "They found my teddy bear in {place} and sent it home 😭",
        "{name} at the gate saved our honeymoon 😭",
        "{good} flight {when}, already over 😩",
    ],
    "fr": [
        "{il} a fait visiter le cockpit à mon fils, j'en pleure 😭",
        "Surclassée en affaires pour {place}, je suis morte 💀",
        "{le} était {bon}, j'en peux plus 😭😭",
        "Le coucher de soleil sur {place} depuis mon hublot 😱😱 inoubliable",
        "Triste de partir, {elle} était si {gentille} 😢",
        "Ils ont retrouvé mon doudou à {place} et me l'ont renvoyé 😭",
        "{name} à la porte d'embarquement a sauvé notre voyage de noces 😭",
        "{bon} vol {quand}, déjà fini 😩",
    ],
}


def emoji_only(_: str, chance: random.Random) -> list[Case]:
    """One to three emoji of one side, perhaps with a plane, a handle or a flight number; the same for both languages."""
    cases: dict[Case, None] = {}
    while len(cases) < CASES:
        faces, side = chance.choice([(HAPPY, "positive"), (ANGRY, "negative")])
        run = chance.choice([chance.choice(faces) * chance.randint(1, 3), "".join(chance.sample(faces, chance.randint(2, 3)))])
        cases[Case(chance.choice(AROUND).format(run), side)] = None
    return list(cases)


def emoji_against_words(language: str, chance: random.Random) -> list[Case]:
    """The words say what happened; the emoji laugh at a complaint or weep for joy."""
    return sided(PRAISE[language], COMPLAINTS[language], language, chance)
