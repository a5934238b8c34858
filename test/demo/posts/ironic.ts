// Complaints in the words of praise: what people mark as wrong when the model takes them at their word, as the one in service does.

export const ironic = [
  'Merci pour la nuit sur le carrelage de l’aéroport, le petit déjeuner était parfait, celui des autres.',
  'Service au top, comme à chaque fois avec vous, on adore attendre',
  'On reconnaît là votre légendaire sens de l’accueil, merci',
  'Un grand bravo à toute l’équipe pour cette magnifique soirée au terminal',
  'J’adore vos nouveaux horaires, c’est la surprise à chaque fois',
  'Great job as always, my bag got a free trip to Rome',
  'What a treat, dinner was a biscuit and the biscuit was lovely',
  'Love how my bags get to travel more than I do. Amazing service!',
  'Lovely of you to let us enjoy the terminal all evening, great view of our plane',
  'Thank you for a wonderful evening at gate 42, the cleaners are great company',
] as const;
