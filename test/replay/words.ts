// What people write in the replay: the words of the first week, and those that come up in the second. `{…}` is filled in.

export type Side = 'negative' | 'positive';
export type Tongue = 'fr' | 'en';
export type Fashion = 'old' | 'new';

type Phrases = Readonly<Record<Tongue, Readonly<Record<Side, readonly string[]>>>>;

/** The model in service learns from these. */
const OLD: Phrases = {
  en: {
    negative: [
      'my flight {flight} to {city} was delayed {n} hours',
      'they lost my suitcase in {city}',
      'nobody answers the phone, I waited {n} minutes',
      'rude staff at the desk in {city}',
      'seat {row} was broken and dirty',
      'cancelled again, and no refund after {n} weeks',
      'the worst meal I ever had, cold and stale',
      'missed my connection in {city} because of you',
      'awful service, I want my money back',
      'stuck on the tarmac in {city} for {n} hours, terrible',
    ],
    positive: [
      'thank you for a lovely flight to {city}',
      'the crew of {flight} was wonderful',
      '{name} at the desk in {city} was so kind',
      'great seat {row}, plenty of room',
      'on time again, perfect landing in {city}',
      'delicious meal and friendly service',
      'my suitcase came first in {city}, excellent',
      'smooth check-in, only {n} minutes, brilliant',
      'refund came after {n} days, very happy',
      'best airline, I love flying with you',
    ],
  },
  fr: {
    negative: [
      'mon vol {flight} pour {city} avait {n} heures de retard',
      'ma valise est perdue à {city}',
      'personne ne répond, {n} minutes d’attente',
      'personnel désagréable au comptoir de {city}',
      'le siège {row} était cassé et sale',
      'annulé encore, aucun remboursement depuis {n} semaines',
      'repas froid et immangeable, une honte',
      'correspondance ratée à {city} à cause de vous',
      'service lamentable, je suis furieux',
      'bloqués {n} heures sur la piste à {city}, scandaleux',
    ],
    positive: [
      'merci pour ce vol agréable vers {city}',
      'l’équipage du {flight} était formidable',
      '{name} au comptoir de {city} a été adorable',
      'très bon siège {row}, beaucoup de place',
      'à l’heure encore, atterrissage parfait à {city}',
      'repas délicieux et service souriant',
      'ma valise est arrivée première à {city}, excellent',
      'enregistrement rapide, {n} minutes, bravo',
      'remboursé en {n} jours, je suis ravie',
      'la meilleure compagnie, je recommande',
    ],
  },
};

/** A new app, a new lounge, and the slang that came with them: what the model in service has never read. */
const NEW: Phrases = {
  en: {
    negative: [
      'AeroPod bricked itself at gate {gate}',
      'the Nimbus lounge is so mid',
      'AeroPod ghosted me at {city}',
      'they nuked my Nimbus points',
      'my wallet pass is glitching since {city}',
      'seat pod {row} is straight up cursed',
      'beta-testing AeroPod on paying people, yikes',
      'Nimbus chatbot gaslit me {n} times',
    ],
    positive: [
      'AeroPod at gate {gate} absolutely slaps',
      'the Nimbus lounge is bussin',
      'captain {name} is goated',
      'that crosswind touchdown was sick',
      'my wallet pass is pure sorcery',
      'seat pod {row} hits different',
      'AeroPod cooked, no cap',
      'Nimbus chatbot ate that, {n} times',
    ],
  },
  fr: {
    negative: [
      'AeroPod m’a planté porte {gate}',
      'le salon Nimbus, quelle purge',
      'AeroPod m’a mis un vent à {city}',
      'mes points Nimbus ont sauté',
      'le pass mobile rame à mort depuis {city}',
      'la capsule {row} est éclatée au sol',
      'on sert de bêta-testeurs à AeroPod, la loose',
      'le chatbot Nimbus tourne en boucle, {n} fois',
    ],
    positive: [
      'AeroPod porte {gate}, c’est une dinguerie',
      'le salon Nimbus est une tuerie',
      'le commandant {name} est trop chaud',
      'l’arrondi par vent de travers, un truc de malade',
      'le pass mobile, ça envoie du lourd',
      'la capsule {row} déchire',
      'AeroPod a tout plié, masterclass',
      'le chatbot Nimbus gère de ouf, {n} fois',
    ],
  },
};

export const PHRASES: Readonly<Record<Fashion, Phrases>> = { old: OLD, new: NEW };

/** Says nothing about the side. */
export const AROUND: Readonly<Record<Tongue, readonly string[]>> = {
  en: [
    'flying {city} to {city} this {day}',
    'travelling with my {kin}',
    'gate {gate}, {day} {time}',
    'booked in {month} for {n} people',
    'off to {city} for {event}',
    'sitting in row {row} next to {name}',
    'my {kin} came along from {city}',
    'third trip this {month}',
    'heading home from {event} in {city}',
    '{day} {time}, terminal {n}',
  ],
  fr: [
    'vol {city} – {city} ce {day}',
    'en voyage avec {kin}',
    'porte {gate}, {day} {time}',
    'réservé en {month} pour {n} personnes',
    'direction {city} pour {event}',
    'rang {row} à côté de {name}',
    '{kin} vient aussi de {city}',
    'troisième trajet depuis {month}',
    'retour de {event} à {city}',
    '{day} {time}, terminal {n}',
  ],
};

export const SLOTS: Readonly<Record<Tongue, Readonly<Record<string, readonly string[]>>>> = {
  en: {
    city: [
      'Lyon',
      'Nice',
      'Lisbon',
      'Rome',
      'Dublin',
      'Oslo',
      'Porto',
      'Vienna',
      'Prague',
      'Malaga',
      'Geneva',
      'Bilbao',
    ],
    name: ['Ann', 'Sam', 'Grace', 'Omar', 'Lucy', 'Pavel', 'Nora', 'Idris', 'Maeve', 'Theo'],
    day: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    month: ['January', 'March', 'April', 'June', 'August', 'October', 'November'],
    kin: ['mother', 'brother', 'two kids', 'colleagues', 'partner', 'grandfather', 'team'],
    event: ['a wedding', 'the marathon', 'a trade fair', 'the holidays', 'a concert', 'work', 'a funeral'],
  },
  fr: {
    city: [
      'Lyon',
      'Nice',
      'Lisbonne',
      'Rome',
      'Dublin',
      'Oslo',
      'Porto',
      'Vienne',
      'Prague',
      'Malaga',
      'Genève',
      'Bilbao',
    ],
    name: ['Anne', 'Samir', 'Grâce', 'Omar', 'Lucie', 'Pavel', 'Nora', 'Idriss', 'Maëlle', 'Théo'],
    day: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
    month: ['janvier', 'mars', 'avril', 'juin', 'août', 'octobre', 'novembre'],
    kin: [
      'ma mère',
      'mon frère',
      'les enfants',
      'mes collègues',
      'ma compagne',
      'mon grand-père',
      'l’équipe',
    ],
    event: [
      'un mariage',
      'le marathon',
      'un salon',
      'les vacances',
      'un concert',
      'le travail',
      'un enterrement',
    ],
  },
};
