// Complaints in the words of praise: what people mark as wrong when the model takes them at their word.

export const ironic = [
  'Bravo Air Paradis, cinq heures assis par terre à Orly, du grand art 👏👏',
  'Merci Air Paradis pour ce charmant voyage sans ma valise',
  'Quel bonheur de dormir à l’aéroport, merci pour cette belle aventure !',
  'Magnifique organisation, quatre portes en une heure, on a fait du sport 👍',
  'Super, encore un bon d’achat de 10 €, je suis comblé 😍',
  'Formidable, le vol est parti sans nous mais avec nos bagages, quelle attention !',
  'Great job Air Paradis, my suitcase enjoys Lisbon without me 😍',
  'What a lovely night on the airport floor, thank you so much Air Paradis!',
  'Fantastic, only five hours late today, you are improving 👏',
  'Love how my bags get to travel more than I do. Amazing service!',
] as const;
