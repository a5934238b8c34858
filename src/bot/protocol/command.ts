// The words that are said to the bot, in French or English, and are no post.

const COMMANDS = {
  help: /^(?:aide|help)$/,
  settings: /^(?:reglages?|parametres?|settings)$/,
  status: /^(?:etat|statut|status)$/,
  rules: /^(?:regles?|rules)$/,
  summary: /^(?:bilan|summary)(?: (\d{1,3}) ?(?:jours?|j|days?|d))?$/,
};

export interface Command {
  readonly name: keyof typeof COMMANDS;
  /** How far a summary goes back, when that was said. */
  readonly days?: number;
}

/** The command in a text that is said to the bot, whatever its accents and capitals, and the signs around its words. */
export function commandIn(text: string): Command | undefined {
  const plain = text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase();
  const words = plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  for (const [name, pattern] of Object.entries(COMMANDS)) {
    const [found, days] = pattern.exec(words) ?? [];
    if (found !== undefined)
      return { name: name as Command['name'], ...(days !== undefined && { days: Number(days) }) };
  }
  return undefined;
}
