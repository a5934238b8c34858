// CSV files by chance: tidy ones as programs write them, and untidy ones as people do.
import type { Chance } from '../replay/chance.ts';
import { cellsOn, VERDICT_NAMES } from './judged.ts';
import { ENCODINGS, type Encoding, LINE_ENDS, type RandomFile } from './random-file.ts';

const DELIMITERS = [',', ';', '\t', '|'];
/** Some twice: files have such, and must keep them. */
const NAMES = ['id', 'note', '2', '1', 'note', 'Étape', 'le texte', ' ', 'verdict_label', 'verdict_model'];
const VALUES = [
  ...['', '9007199254740993', '-0', '1.50', '007', 'NaN', 'Infinity', '=1+1', "l'avion", '  deux  '],
  ...['siège 5"', 'un "vol" parfait', 'oui, non', 'oui; non', 'oui\tnon', 'oui|non', 'déçu', '\u00a0'],
  ...['"', '""', '"cité"', 'deux\nlignes', 'deux\r\nlignes', 'deux\rlignes', 'fin\n', ',', '\n'],
  ...['ligne\u2028coupée', '😡', '最悪', 'été'],
];
/** Of them, those that leave no doubt where a row ends when one before has an open quote. */
const PLAIN = VALUES.filter((value) => !/^[\n\r,;\t|]|^[^"]*"[^"]*$|\n$/.test(value));

interface Row {
  /** As they are written, quotes included. */
  readonly fields: readonly string[];
  readonly post: string | undefined;
  readonly values: readonly string[];
}

/** @param untidy whether some rows cannot be read. */
export function randomCsv(chance: Chance, rows: number, untidy: boolean): RandomFile {
  const encoding = chance.pick(ENCODINGS);
  const delimiter = chance.pick(DELIMITERS);
  const names = randomNames(chance, encoding);
  const values = (untidy ? PLAIN : VALUES).filter((value) => encoding.holds(value));
  const write = (value: string) => quoteAsNeeded(value, delimiter, names.length === 1, chance);
  const made = Array.from({ length: rows }, (): Row => {
    if (untidy && chance.happens(0.02)) return brokenRow(names.length, delimiter, chance);
    const cells = names.map(() => chance.pick(values));
    return { fields: cells.map(write), values: cells, post: cells[names.indexOf('text')]! };
  });
  const head = { fields: names.map(write), values: names, post: undefined };
  const good = made.filter(({ post }) => post !== undefined);
  const kept = (all: readonly string[]) => all.filter((_, place) => !VERDICT_NAMES.includes(names[place]!));
  return {
    ...{ name: 'posts.csv', delimiter, encoding: encoding.name, bad: rows - good.length },
    args: [
      ...encoding.args,
      ...(untidy ? ['--skip-bad'] : []),
      // A header of one column does not tell.
      ...(names.length === 1 ? ['--delimiter', delimiter] : []),
    ],
    posts: good.map(({ post }) => post!),
    values: [kept(names), ...good.map((row) => kept(row.values))],
    ...lay(head, made, { encoding, delimiter, kept, chance }),
  };
}

interface Layout {
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly chance: Chance;
  readonly kept: (fields: readonly string[]) => readonly string[];
}

/** Writes the file and what it must become, line end by line end. */
function lay(head: Row, rows: readonly Row[], { encoding, delimiter, kept, chance }: Layout) {
  const ends = chance.pick(LINE_ENDS);
  const start = encoding.mark + (chance.happens(0.1) ? `sep=${delimiter}\r\n` : '');
  let [text, judged] = [start, start];
  for (const row of [head, ...rows]) {
    const last = row === (rows.at(-1) ?? head);
    const end = last && chance.happens(0.3) ? '' : chance.pick(ends);
    const blank = last || chance.happens(0.98) ? '' : end; // another could make one line end of two
    text += row.fields.join(delimiter) + end + blank;
    const cells = row === head ? VERDICT_NAMES : row.post !== undefined && cellsOn(row.post);
    judged += (cells ? [...kept(row.fields), ...cells].join(delimiter) + end : '') + blank;
  }
  return { bytes: encoding.encode(text), judged: encoding.encode(judged) };
}

function randomNames(chance: Chance, { holds }: Encoding): string[] {
  const names = Array.from({ length: chance.below(5) }, () => chance.pick(NAMES.filter(holds)));
  names.splice(chance.below(names.length + 1), 0, 'text');
  return names;
}

function quoteAsNeeded(value: string, delimiter: string, alone: boolean, chance: Chance): string {
  const must = value.includes(delimiter) || /^"|[\r\n]/.test(value) || (alone && value.trim() === '');
  return must || chance.happens(0.2) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** One field too many or too few, text behind a closing quote, or a quote that is never closed: a line each. */
function brokenRow(columns: number, delimiter: string, chance: Chance): Row {
  const fields = Array.from({ length: columns }, () => 'x');
  const kind = chance.pick(columns > 2 ? ['many', 'few', 'behind', 'open'] : ['many', 'behind', 'open']);
  if (kind === 'many') fields.push('y');
  if (kind === 'few') fields.pop();
  if (kind === 'behind') fields[chance.below(columns)] = '"cité" deux fois';
  if (kind === 'open') fields[columns - 1] = `"jamais fermé${delimiter} dit-il`;
  return { fields, values: fields, post: undefined };
}
