"""Posts made from templates, for what the data sets lack: complaints and praise without a sentiment word, negation, a
change of mind, polite irony, someone else's opinion, plain notices. French and English, an airline's world.

The behavioural suite tests the same abilities with its own sentences; no template stands in both.
"""

import random
import re
from collections.abc import Iterator

NEGATIVE, POSITIVE, BETWEEN = 0.0, 1.0, 0.5

AFTER = {
    NEGATIVE: [
        "😡",
        "😤",
        "🙄",
        "😞",
        "💔",
        "👎",
        "😭",
        "🤬",
        "🤮",
        "💩",
        "🖕",
        "😑",
        "😂",
        "🤣",
        "👏",
        "🙃",
        "❤️",
        "😁",
        "🎉",
        "lol",
        "mdr",
    ],
    POSITIVE: ["😊", "❤️", "👏", "😍", "🙏", "👍", "🎉", "🥰", "✈️", "💪", "😁", "🤩", "😭", "🥹", "💀", "😂"],
    BETWEEN: ["✈️", "🙂", "🤔", "📍"],
}
"""What may stand behind a post of a side: mostly its own emoji, and some that people put there all the same."""

ONLY = {
    NEGATIVE: [
        "😡",
        "😤",
        "🙄",
        "😞",
        "💔",
        "👎",
        "😭",
        "🤬",
        "🤮",
        "💩",
        "🖕",
        "😠",
        "😒",
        "🤢",
        "😩",
        "😫",
        "😖",
        "☹️",
        "🤦",
        "😾",
        "👿",
    ],
    POSITIVE: [
        "😊",
        "❤️",
        "👏",
        "😍",
        "🙏",
        "👍",
        "🎉",
        "🥰",
        "😁",
        "🤩",
        "😃",
        "💙",
        "💯",
        "😻",
        "🥳",
        "👌",
        "☺️",
        "🌟",
        "😘",
        "🙌",
    ],
}

SLOTS = {
    "en": {
        "airline": ["Air Paradis", "@AirParadis", "Air Paradis", "this airline", "these people", "@user", "Skyline", "Blue Jet"],
        "place": [
            "Roissy",
            "Orly",
            "Lyon",
            "Heathrow",
            "Lisbon",
            "Montreal",
            "Dakar",
            "Nice",
            "JFK",
            "Geneva",
            "Casablanca",
            "Berlin",
        ],
        "many": ["two", "three", "four", "five", "six", "nine", "12", "3", "4"],
        "few": ["five", "ten", "fifteen", "20", "12"],
        "thing": [
            "the flight",
            "the seat",
            "the meal",
            "the crew",
            "the service",
            "boarding",
            "the app",
            "customer service",
            "the cabin",
            "check-in",
        ],
        "good": ["good", "great", "nice", "comfortable", "helpful", "excellent", "lovely", "pleasant", "clean", "quick"],
        "bad": ["bad", "awful", "slow", "dirty", "rude", "terrible", "a mess", "painful", "noisy", "useless"],
        "love": ["love", "like", "recommend", "trust", "enjoy", "appreciate"],
        "hate": ["hate", "dislike", "regret", "avoid", "fear"],
        "sad": ["😡", "😤", "🙄", "😞", "💔", "👎", "😭", "🤬", ""],
        "glad": ["😊", "❤️", "👏", "😍", "🙏", "👍", "🎉", ""],
    },
    "fr": {
        "airline": ["Air Paradis", "@AirParadis", "Air Paradis", "cette compagnie", "@user", "Ciel Bleu", "TransVol"],
        "place": [
            "Roissy",
            "Orly",
            "Lyon",
            "Marseille",
            "Lisbonne",
            "Montréal",
            "Dakar",
            "Nice",
            "Genève",
            "Casablanca",
            "Bordeaux",
            "Berlin",
        ],
        "many": ["deux", "trois", "quatre", "cinq", "six", "neuf", "12", "3", "4"],
        "few": ["cinq", "dix", "quinze", "20", "12"],
        "thing": [
            "le vol",
            "le siège",
            "le repas",
            "l'accueil",
            "le service",
            "l'embarquement",
            "le site",
            "le personnel",
            "le trajet",
        ],
        "good": ["bon", "super", "agréable", "confortable", "parfait", "excellent", "impeccable", "réussi", "rapide", "soigné"],
        "bad": ["mauvais", "nul", "lent", "sale", "pénible", "lamentable", "raté", "catastrophique", "bruyant", "décevant"],
        "love": ["aimé", "apprécié", "adoré", "recommandé", "kiffé"],
        "hate": ["détesté", "regretté", "critiqué", "subi"],
        "sad": ["😡", "😤", "🙄", "😞", "💔", "👎", "😭", "🤬", ""],
        "glad": ["😊", "❤️", "👏", "😍", "🙏", "👍", "🎉", ""],
    },
}

ASIDES = {
    "en": [
        "and I say this after years of flying",
        "whatever the advert says",
        "having asked everyone in my row",
        "with all the respect I have for the pilots",
        "and my wife agrees with me",
        "even on a sunny Tuesday with an empty plane",
    ],
    "fr": [
        "et je le dis après des années de vols",
        "quoi qu'en dise la publicité",
        "après en avoir parlé avec toute la rangée",
        "avec tout le respect que j'ai pour les pilotes",
        "et ma femme est du même avis",
        "même un mardi de soleil avec un avion vide",
    ],
}
for language, asides in ASIDES.items():
    SLOTS[language]["aside"] = asides

TEMPLATES = {
    ("en", NEGATIVE): """
{thing} was hardly {good}
{thing} was far from {good}
{thing} is not what I would call {good}
I would not say {thing} is {good}
I cannot claim that {thing} was {good}
Nothing {good} about {thing}
Nobody found {thing} {good}
No one on board was helpful, no one was friendly
I don't think, {aside}, that {thing} was {good}
I can't say, {aside}, that I {love} {thing}
There was never a moment, {aside}, when {thing} felt {good}
Was {thing} {good}? No. Not even close
Was {thing} {bad}? Yes, very
Would I fly {airline} again? Never
Am I happy with {thing}? Not for a moment
Do I {love} {airline}? Guess again
Do I regret the trip to {place}? Every minute of it
My parents found {thing} {good}, I thought it was {bad}
They say {airline} is {good}. Not what I saw in {place}
The reviews call {thing} {good}; mine would not
Loved {airline} two years ago, changed my mind since: {bad}
Once {good}, now {bad}. What happened {airline}?
{airline} had me until {place}. Since then I {hate} them
They texted me at the gate: flight to {place} cancelled
I missed my best friend's party in {place} because our plane never left
Two charges on my card and not one reply from {airline}
My luggage keeps going round somewhere near {place}
Congratulations {airline}, a new record: {many} hours late {glad}
Exactly what I dreamt of: {many} hours on a plastic chair in {place}
How kind of {airline} to let me discover the floor of {place}
{many} hours at the gate in {place} and nobody from {airline} says a word {sad}
My suitcase is still in {place}, I am not.
Still no refund from {airline} after {many} months
{airline} cancelled my flight {many} hours before departure, next one is tomorrow
On hold with {airline} for {many} hours so far
Seat {few}B, the screen is dead, the tray will not close, no one comes
They gave our seats to someone else at {place}
{many} emails, zero answers {sad}
Third time this month that I miss my connection in {place} with {airline}
{airline} lost my bag. Again.
The bag came back from {place} without its wheels
We have been sitting on the tarmac in {place} since noon, no water
I was promised a voucher {many} weeks ago
They charged me twice for the same ticket
Slept on the floor in {place} because the hotel voucher never came
Guess who is spending the night in {place} {sad}
My stroller never made it to {place}
The app says on time, the board says {many} hours late
Had to pay {few}0 euros for a bag that fits under the seat
Thanks {airline} for losing my luggage on my honeymoon
Thank you {airline} for the {many} hour wait, exactly what I needed {glad}
Great job {airline}, {many} delays in one week {glad}
Well done {airline}, you found yet another way to lose a suitcase
Love spending {many} hours in {place} waiting for a crew
"Your call is important to us", says the machine for the {many}th time
Nothing like a night in {place} to start the holidays, thanks {airline}
Wow, a biscuit for {many} hours of delay. So generous {airline}
So happy to be rebooked to {place} instead of home {glad}
I used to {love} {airline}, these days {thing} is {bad}
{airline} was {good} once. Not any more
Last year {thing} was {good}, this year it is {bad}
I used to fly {airline} with pleasure, never again
Before, I would {love} {airline}; since {place} I {hate} them
{thing} was not {good} at all
{thing} wasn't {good}, to be honest
I don't {love} {airline} any longer
I would not call {thing} {good}
I can't say that {thing} was {good}
I never {love} flying with {airline}
No, I don't think that after all these years {thing} could be called {good}
Did I {love} {thing}? No.
Was {thing} {good}? Not really
Everyone tells me {airline} is {good}, I found {thing} {bad}
My sister may {love} {airline}, I {hate} it
Not {good}, not {good} at all {airline}
{glad} they said. {thing} is {bad}
{thing} was so {bad} that I will walk next time
""",
    ("en", POSITIVE): """
Nothing {bad} about {thing}
Nothing was {bad}, nothing was late
Never had a problem with {airline}
Not a single delay with {airline} this year
Zero issues from {place} to home
No queue, no stress, no delay in {place}
I don't regret choosing {airline}
I was not disappointed by {thing}
I can't fault {thing}
Neither late nor lost: {airline} in {place}
{thing} is not {bad}, they had lied to me
Nobody was rude, nobody was in a hurry
{thing} was anything but {bad}
I don't think, {aside}, that {thing} was {bad}
I can't say, {aside}, that {thing} was {bad}
Was {thing} {bad}? No, not for a second
Was {thing} {bad}? Not in the least
Do I regret it? No way
Would I fly {airline} again? Tomorrow
Am I happy with {thing}? Very
Everybody warned me about {airline}. My trip to {place} was {good}
My boss can't stand {airline}, I {love} every flight
They call {airline} {bad}; mine was {good} from start to end
My sister hated {thing}, I could have stayed for hours
Once {bad}, now {good}. Bravo {airline}
I had given up on {airline}, then came {place}: {good}!
{thing} used to be {bad}. Today? {good}
Suitcase on the belt before me in {place}
The steward smiled all the way to {place}
A smiling crew, and on time in {place}
Landed {few} minutes early in {place} with {airline}
My bag was already on the belt when I got there
They moved us to the front row so that grandma could stretch her legs
The crew remembered my daughter's name on the way back from {place}
Refund from {airline} in my account after {few} hours
A steward ran after me in {place} with the phone I had left behind
The captain came out to explain everything, first time I see that
Called {airline}, someone answered in {few} seconds
They kept the door open for the {few} of us coming from {place}
They found my ring under the seat and mailed it home
Got bumped up to business on the way to {place} {glad}
Already booked the next one with {airline}
{airline} again next summer, obviously
I used to {hate} {airline}, now {thing} is {good}
{airline} was {bad} for years. Not any more {glad}
Last year {thing} was {bad}, this year it is {good}
I was afraid of flying {airline}, now I will fly with nobody else
I once swore never to fly {airline} again; after today I take it back
{thing} was not {bad} at all
{thing} wasn't {bad}, far from it
I don't {hate} {airline} any longer
I can't say that {thing} was {bad}
No complaints about {thing}
Not one problem from {place} to home with {airline}
No, nothing was {bad} about {thing}, whatever you may have read
Did I {love} {thing}? Yes!
Was {thing} {good}? Absolutely
Everyone tells me {airline} is {bad}, I found {thing} {good}
My brother may {hate} {airline}, I {love} it
I could not have asked for a smoother trip to {place}
Can't thank the crew to {place} enough
I have never had {thing} this {good}
{thing} could not be more {good}
Spotless cabin, smiles all the way to {place}
{thing} was so {good} that I would fly again tomorrow
Flight delayed {many} hours, but {airline} took wonderful care of us
""",
    ("fr", NEGATIVE): """
{thing}, loin d'être {good}
On est loin de quelque chose de {good}
{thing}, ce n'est pas ce que j'appelle {good}
Je ne peux pas dire que {thing} était {good}
Rien de {good} dans {thing}
Personne n'a trouvé {thing} {good}
Personne d'aimable à bord, personne pour aider
Je ne suis pas satisfait de {airline}
Je ne suis vraiment pas contente de {thing}
{thing} ne m'a pas plu
{thing} ne vaut pas son prix
Je ne crois pas, {aside}, que {thing} soit {good}
Je ne peux pas dire, {aside}, que j'ai {love} {thing}
À aucun moment, {aside}, {thing} n'a été {good}
{thing}, {good} ? Non, même pas un peu
{thing}, {bad} ? Oui, très
Reprendre {airline} ? Jamais de la vie
Suis-je content du trajet vers {place} ? Pas une seconde
Est-ce que je regrette d'être parti avec {airline} ? Chaque minute
Mes parents ont trouvé {thing} {good}, pour moi c'était {bad}
On dit que {airline} c'est {good}. Pas vu à {place}
Les avis disent {good} pour {thing} ; le mien dira {bad}
J'adorais {airline} il y a deux ans, j'ai changé d'avis depuis : {bad}
Autrefois {good}, aujourd'hui {bad}. Que s'est-il passé {airline} ?
{airline} m'avait conquis jusqu'à {place}. Depuis, {bad}
Un SMS à la porte : vol pour {place} annulé
J'ai raté l'anniversaire de ma fille à {place}, notre avion n'est jamais parti
Deux débits sur ma carte et aucune réponse de {airline}
Mon bagage voyage quelque part du côté de {place}, sans moi
On attend, on attend, et toujours rien à {place}
Bagage raté, correspondance ratée, tout est raté avec {airline}
L'écran ne marche pas, la prise ne marche pas, le wifi non plus
Félicitations {airline}, nouveau record : {many} heures de retard {glad}
Exactement ce dont je rêvais : {many} heures sur une chaise à {place}
Comme c'est gentil {airline} de me faire découvrir le sol de {place}
{many} heures à la porte à {place} et personne de chez {airline} pour dire un mot {sad}
Ma valise est restée à {place}, moi non.
Toujours pas remboursé par {airline} après {many} mois
{airline} annule mon vol {many} heures avant le départ, le prochain est demain
Ça fait {many} heures que j'attends au téléphone avec {airline}
Siège {few}B, écran éteint, tablette cassée, personne ne vient
Ils ont donné nos places à d'autres à {place}
{many} mails envoyés, zéro réponse {sad}
Troisième correspondance ratée ce mois-ci à {place} avec {airline}
{airline} a perdu mon sac. Encore.
Le bagage est revenu de {place} sans ses roues
On est assis sur le tarmac à {place} depuis midi, sans eau
On m'avait promis un bon d'achat il y a {many} semaines
Débité deux fois pour le même billet
Dormi par terre à {place}, le bon d'hôtel n'est jamais arrivé
Devinez qui passe la nuit à {place} {sad}
La poussette n'est jamais arrivée à {place}
L'appli dit à l'heure, le panneau dit {many} heures de retard
{few}0 euros pour un sac qui tient sous le siège
Et toujours pas de nouvelles de mes bagages partis pour {place}
Encore un vol {airline} retardé, on commence à avoir l'habitude
Merci {airline} d'avoir perdu ma valise pendant mon voyage de noces
Merci {airline} pour les {many} heures d'attente, c'est tout ce qu'il me fallait {glad}
Bravo {airline}, {many} retards en une semaine {glad}
Félicitations {airline}, vous avez encore trouvé comment perdre un bagage
J'adore passer {many} heures à {place} à attendre un équipage
« Votre appel est important pour nous », dit la machine pour la {many}e fois
Rien de tel qu'une nuit à {place} pour commencer les vacances, merci {airline}
Un biscuit pour {many} heures de retard, quelle générosité {airline}
Quel bonheur d'arriver à {place} au lieu de chez moi {glad}
Super, encore {many} heures à {place}. Merci qui ? Merci {airline}
Avant j'adorais {airline}, maintenant {thing} est {bad}
{airline} c'était {good} autrefois. Plus maintenant
L'an dernier {thing} était {good}, cette année c'est {bad}
Je volais avec plaisir chez {airline}, plus jamais
J'ai longtemps {love} {airline} ; depuis {place} c'est fini
{thing} n'était pas {good} du tout
{thing}, pas {good}, franchement
Je n'ai pas {love} {thing}
Je n'ai jamais {love} {airline}
Je ne dirais pas que {thing} est {good}
On ne peut pas dire que {thing} soit {good}
Non, je ne crois pas qu'après toutes ces années {thing} puisse être appelé {good}
Est-ce que j'ai {love} {thing} ? Non.
{thing}, {good} ? Pas vraiment
Tout le monde me dit que {airline} c'est {good}, moi j'ai trouvé {thing} {bad}
Ma sœur aime {airline}, moi j'ai {hate} {thing}
Pas {good}, vraiment pas {good} {airline}
{thing} était si {bad} que la prochaine fois j'irai à pied
""",
    ("fr", POSITIVE): """
Rien de {bad} dans {thing}
Rien de {bad}, rien en retard
Aucun souci avec {airline}
Aucun problème, aucun retard jusqu'à {place}
Jamais eu le moindre problème avec {airline}
Jamais un bagage perdu avec {airline}, jamais
Pas un seul retard avec {airline} cette année
Pas de stress, pas de file d'attente à {place}
Pas une minute d'attente à {place}
Zéro souci de {place} jusqu'à la maison
Je ne regrette pas d'avoir choisi {airline}
Je ne regrette rien, {thing} vaut le prix
Je n'ai pas été déçue par {thing}
On n'a pas été déçus
Je ne peux pas me plaindre de {thing}
Impossible de dire du mal de {thing}
Ni retard ni bagage perdu : {airline} à {place}
{thing} n'est pas {bad}, on m'avait menti
{thing} n'a rien de {bad}
{thing}, tout sauf {bad}
Personne n'a eu à se plaindre
Je ne suis pas mécontent du tout de {airline}
On ne s'est pas ennuyés une seconde jusqu'à {place}
Il n'y a pas mieux que {airline}
Je ne crois pas, {aside}, que {thing} soit {bad}
Je ne peux pas dire, {aside}, que {thing} était {bad}
{thing}, {bad} ? Non, pas une seconde
{thing}, {bad} ? Pas le moins du monde
Est-ce que je regrette ? Non, jamais
Est-ce que je reprendrais {airline} ? Dès demain
Contente de {thing} ? Très
Tout le monde m'avait prévenu contre {airline}. Mon voyage à {place} était {good}
Mon chef ne supporte pas {airline}, moi j'ai {love} chaque vol
On dit {airline} {bad} ; le mien était {good} du début à la fin
Ma sœur a détesté {thing}, moi j'y serais resté des heures
Autrefois {bad}, aujourd'hui {good}. Bravo {airline}
J'avais fait une croix sur {airline}, puis il y a eu {place} : {good} !
{thing}, c'était {bad} avant. Aujourd'hui ? {good} !
Avant : {bad}. Maintenant : {good}
Je ne voulais plus entendre parler de {airline}, désormais je ne prends que ça
Valise sur le tapis avant moi à {place}
Le steward a souri jusqu'à {place}
Un équipage souriant et à l'heure à {place}
Arrivés à {place} avec {few} minutes d'avance grâce à {airline}
Ma valise était déjà sur le tapis quand je suis arrivée
Ils nous ont mis au premier rang pour que mamie étende ses jambes
L'équipage se souvenait du prénom de ma fille au retour de {place}
Remboursé par {airline} en {few} heures
Un steward m'a couru après à {place} avec le téléphone que j'avais oublié
Le commandant est venu tout expliquer lui-même, une première
J'appelle {airline}, on me répond en {few} secondes
Ils ont gardé la porte ouverte pour les {few} qui arrivaient de {place}
Ils ont retrouvé ma bague sous le siège et me l'ont renvoyée
Surclassés en affaires vers {place} {glad}
Le prochain vol avec {airline} est déjà réservé
{airline} encore l'été prochain, évidemment
Avant je fuyais {airline}, maintenant {thing} est {good}
{airline} c'était {bad} pendant des années. Plus maintenant {glad}
L'an dernier {thing} était {bad}, cette année c'est {good}
J'avais peur de voler avec {airline}, aujourd'hui je ne prends plus qu'eux
J'avais juré de ne plus prendre {airline} ; après aujourd'hui je retire tout
{thing} n'était pas {bad} du tout
{thing}, pas {bad} du tout, loin de là
Je n'ai pas {hate} {thing}
On ne peut pas dire que {thing} soit {bad}
Rien à redire sur {thing}
Pas un seul souci de {place} à la maison avec {airline}
Non, {thing} n'avait rien de {bad}, quoi qu'on en dise
Est-ce que j'ai {love} {thing} ? Oui !
{thing}, {good} ? Absolument
Tout le monde me dit que {airline} c'est {bad}, moi j'ai trouvé {thing} {good}
Mon frère n'aime pas {airline}, moi j'ai {love} {thing}
Je n'aurais pas pu rêver d'un trajet plus doux vers {place}
On ne remerciera jamais assez l'équipage de {place}
Je n'ai jamais vu {thing} aussi {good}
Cabine impeccable, des sourires jusqu'à {place}
{thing} était si {good} que je repartirais demain
Vol retardé de {many} heures, mais {airline} s'est occupé de nous à merveille
""",
    ("en", BETWEEN): """
Flight AP{few}{many} to {place} leaves at {many} pm
Does {airline} fly to {place} in winter?
Boarding for {place} is at gate {few}
{airline} flies to {place} {many} times a day
Which terminal for {airline} in {place}?
On the way to {place} with {airline}
What is the weight limit for a cabin bag with {airline}?
{airline} names a new director for {place}
Some of {thing} was {good}, some of it {bad}
""",
    ("fr", BETWEEN): """
Le vol AP{few} pour {place} part à {many} h
Est-ce que {airline} dessert {place} en hiver ?
Embarquement pour {place} porte {few}
{airline} vole vers {place} {many} fois par jour
Quel terminal pour {airline} à {place} ?
En route pour {place} avec {airline}
Quel poids pour un bagage cabine chez {airline} ?
{airline} nomme une directrice à {place}
Du {good} et du {bad} dans ce voyage avec {airline}
""",
}


def crafted_posts(count: int, seed: int) -> Iterator[tuple[str, float]]:
    """Yields `count` pairs of post and target (0 negative, 1 positive, .5 neither); the same seed gives the same ones."""
    chance = random.Random(seed)
    kinds = {kind: block.strip().splitlines() for kind, block in TEMPLATES.items()}
    weights = [1 if side == BETWEEN else 6 for _, side in kinds]
    for language, side in chance.choices(list(kinds), weights, k=count):
        if side != BETWEEN and chance.random() < 0.04:
            yield _only_emoji(language, side, chance), side
        else:
            yield _filled(chance.choice(kinds[language, side]), language, side, chance), side


def _filled(template: str, language: str, side: float, chance: random.Random) -> str:
    slots = SLOTS[language]
    text = re.sub(r"\{(\w+)\}", lambda match: chance.choice(slots[match[1]]), template).strip()
    text = text[0].upper() + text[1:] if chance.random() < 0.8 else text
    if chance.random() < 0.2:
        text += chance.choice((" ", "... ", " !! ", "")) + chance.choice(AFTER[side]) * chance.choice((1, 1, 2, 3))
    return f"{text} http" if chance.random() < 0.04 else text


def _only_emoji(language: str, side: float, chance: random.Random) -> str:
    emoji = chance.choice(ONLY[side]) * chance.choice((1, 2, 3))
    return chance.choice(("{}", "{}", "✈️ {}", "{} #AirParadis", chance.choice(SLOTS[language]["airline"]) + " {}")).format(emoji)
