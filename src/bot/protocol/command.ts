// The words that are said to the bot, in French or English, and are no post.
import type { ReaderLanguage } from '../../locale/reader-language.ts';

const DAYS = '(?: (\\d{1,3}) ?(?:jours?|j|days?|d))?';

const COMMANDS = {
  help: { fr: /^aide$/, en: /^help$/ },
  summary: { fr: new RegExp(`^bilan${DAYS}$`), en: new RegExp(`^summary${DAYS}$`) },
  status: { fr: /^(?:etat|statut)$/, en: /^status$/ },
  settings: { fr: /^(?:reglages?|parametres?)$/, en: /^settings$/ },
  rules: { fr: /^regles?$/, en: /^rules$/ },
  /** Words of both languages. */
  pause: { both: /^(?:stop|pause|silence)$/ },
};

export type CommandName = keyof typeof COMMANDS;
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

export interface Command {
  readonly name: CommandName;
  /** That of the word; undefined for a word of both languages. */
  readonly language?: ReaderLanguage;
  /** How far a summary goes back, when that was said. */
  readonly days?: number;
}

/** A text without accents, capitals and invisible characters. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase();
}

/** The command in a text that is said to the bot, whatever its accents and capitals, and the signs around its words. */
export function commandIn(text: string): Command | undefined {
  const words = plain(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  for (const [name, patterns] of Object.entries(COMMANDS))
    for (const [language, pattern] of Object.entries(patterns)) {
      const [found, days] = pattern.exec(words) ?? [];
      if (found === undefined) continue;
      return {
        name: name as CommandName,
        ...(language !== 'both' && { language: language as ReaderLanguage }),
        ...(days !== undefined && { days: Number(days) }),
      };
    }
  return undefined;
}

/** Whether a text begins like a command of Teams' own, `/help`: then it is meant for the bot, with or without its name. */
export function isSlashed(text: string): boolean {
  return /^\/\p{L}/u.test(text);
}

/**
 * The command in a text that is said to nobody: the word, a slash before it or not, and nothing else. "Help!" is a cry,
 * and a post.
 */
export function bareCommandIn(text: string): Command | undefined {
  return /^\/?[\p{L}\p{M}\p{N} \u00a0]+$/u.test(text) ? commandIn(text) : undefined;
}

/** Words of a command; what is longer, or has an emoji, an address or somebody's name in it, is a post. */
const MOST_WORDS = 2;
/** Letters of both; it is compared with every command, in time that grows with them. */
const MOST_LETTERS = 60;
const WORD = /^[\p{Script=Latin}\p{M}\p{N}]+(?:['’-][\p{Script=Latin}\p{M}\p{N}]+)*$/u;

/**
 * The one or two words of a text that looks like a command, whether there is such a command or not.
 * @returns undefined for a text that does not.
 */
export function commandWords(text: string): string | undefined {
  if (text.trim().length > MOST_LETTERS) return undefined;
  const parts = text.split(/\s+/).filter((part) => !/^[\p{P}]*$/u.test(part));
  if (parts.some((part) => part.startsWith('@'))) return undefined;
  const words = parts.map((part) => part.replace(/^\p{P}+|\p{P}+$/gu, ''));
  if (words.length === 0 || words.length > MOST_WORDS) return undefined;
  return words.every((word) => WORD.test(word)) ? words.join(' ') : undefined;
}

/** Other words for the commands, which people may try first. */
const OTHER_WORDS: Readonly<Record<CommandName, readonly string[]>> = {
  help: ['aide', 'help', 'info', 'menu', 'commandes', 'commands', 'bonjour', 'hello', 'start'],
  summary: [
    'bilan',
    'summary',
    'statistiques',
    'statistics',
    'stats',
    'chiffres',
    'figures',
    'rapport',
    'report',
    'resume',
  ],
  status: ['etat', 'statut', 'status', 'version', 'sante', 'health', 'ping'],
  settings: ['reglages', 'parametres', 'settings', 'config', 'configuration', 'options', 'preferences'],
  rules: ['regles', 'rules', 'vocabulaire', 'mots', 'words', 'marque', 'brand'],
  pause: [
    'stop',
    'pause',
    'silence',
    'arrete',
    'chut',
    'off',
    'quiet',
    'desactiver',
    'disable',
    'unsubscribe',
  ],
};

/** What is offered for words that are like nothing. */
const USUAL: readonly CommandName[] = ['summary', 'settings', 'help'];
/** Letters that may differ, as a share of the longer word. */
const ALIKE = 0.4;

/** The commands that somebody may have meant, likeliest first, three at most, help among them. */
export function alikeTo(words: string): readonly CommandName[] {
  const said = plain(words).split(' ');
  const distance = (name: CommandName) =>
    Math.min(...said.flatMap((word) => OTHER_WORDS[name].map((other) => difference(word, other))));
  const alike = COMMAND_NAMES.map((name) => ({ name, distance: distance(name) }))
    .filter((each) => each.distance <= ALIKE)
    .sort((a, b) => a.distance - b.distance)
    .map(({ name }) => name);
  if (alike.length === 0) return USUAL;
  return [...new Set([...alike.slice(0, 2), 'help' as const])];
}

/** Levenshtein distance as a share of the longer word, 0 to 1. */
function difference(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++)
      next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (letter === b[j] ? 0 : 1)));
    row = next;
  }
  return row.at(-1)! / Math.max(a.length, b.length, 1);
}
