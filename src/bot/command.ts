// The words that are said to the bot, in French or English, and are no post.

const COMMANDS = {
  help: /^(?:aide|help)$/,
  settings: /^(?:reglages?|parametres?|settings)$/,
  status: /^(?:etat|statut|status)$/,
  rules: /^(?:regles?|rules)$/,
};

export type Command = keyof typeof COMMANDS;

/** The command in a text that is said to the bot, whatever its accents, capitals and final stop. */
export function commandIn(text: string): Command | undefined {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const word = plain.replace(/[\s.!?]*$/, '').trimStart();
  return (Object.keys(COMMANDS) as Command[]).find((command) => COMMANDS[command].test(word));
}
