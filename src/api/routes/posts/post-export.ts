// Posts as a file, in a stream that fits in memory whatever its length: CSV for people, JSON lines for programs.
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { TimeZone } from '../../../channel/quiet-hours.ts';
import type { Bilingual } from '../../../locale/bilingual.ts';
import type { ReaderLanguage } from '../../../locale/reader-language.ts';
import type { Topics } from '../../../topics/topics-file.ts';
import type { PostItem } from './post-schemas.ts';

type Item = z.output<typeof PostItem>;
type Chunks = AsyncIterable<readonly Item[]>;

export const EXPORT_FORMATS = { csv: 'text/csv', jsonl: 'application/jsonl' } as const;

/** Fields of a query. */
export const ExportIn = {
  format: z.enum(['json', 'csv', 'jsonl']).optional().meta({
    description:
      'A page as JSON, or everything as a file: `after` and `limit` do not count then. The Accept header does as well.',
  }),
  locale: z.enum(['fr', 'en']).default('fr').meta({
    description: 'Of a CSV file: fr has semicolons and decimal commas, as Excel in French reads them.',
  }),
  time_zone: TimeZone.default('Europe/Paris').meta({ description: 'Of the times in a CSV file.' }),
};

interface CsvOptions {
  readonly locale: ReaderLanguage;
  readonly time_zone: string;
  /** What topics and acts are called. */
  readonly topics: Topics | undefined;
}

const TEXTS: Bilingual<{
  readonly columns: readonly string[];
  readonly labels: Readonly<Record<Item['label'], string>>;
  readonly statuses: Readonly<Record<NonNullable<Item['status']>, string>>;
  readonly yes: string;
  readonly no: string;
}> = {
  fr: {
    columns: [
      'date',
      'post',
      'sentiment',
      'probabilité positive',
      'certain',
      'langue',
      'sujets',
      'acte',
      'réponse attendue',
      'canal',
      'source',
      'pour',
      'contre',
    ].concat('corrections', 'relecture', 'règle', 'lien', 'prédiction', 'suivi', 'suivi depuis'),
    labels: { negative: 'négatif', neutral: 'neutre', positive: 'positif' },
    statuses: {
      open: 'à traiter',
      taken: 'pris en charge',
      answered: 'répondu',
      no_answer: 'pas de réponse nécessaire',
    },
    yes: 'oui',
    no: 'non',
  },
  en: {
    columns: [
      'date',
      'post',
      'sentiment',
      'positive probability',
      'certain',
      'language',
      'topics',
      'act',
      'needs answer',
      'channel',
      'source',
      'up',
      'down',
    ].concat('corrections', 'review', 'rule', 'link', 'prediction', 'status', 'status since'),
    labels: { negative: 'negative', neutral: 'neutral', positive: 'positive' },
    statuses: { open: 'open', taken: 'taken', answered: 'answered', no_answer: 'no answer needed' },
    yes: 'yes',
    no: 'no',
  },
};

/** It begins with a byte order mark, by which Excel knows UTF-8; a cell that it would take for a formula, with an apostrophe. */
export async function* csvOf(chunks: Chunks, given: CsvOptions): AsyncIterable<string> {
  const { locale } = given;
  const options = {
    delimiter: locale === 'fr' ? ';' : ',',
    record_delimiter: 'windows',
    escape_formulas: true,
  } as const;
  const cells = cellsIn(given);
  yield `\uFEFF${stringify([TEXTS[locale].columns], options)}`;
  for await (const items of chunks) yield stringify(items.map(cells), options);
}

export async function* jsonLinesOf(chunks: Chunks): AsyncIterable<string> {
  for await (const items of chunks) yield items.map((item) => `${JSON.stringify(item)}\n`).join('');
}

function cellsIn({ locale, time_zone: timeZone, topics }: CsvOptions): (item: Item) => string[] {
  const named = (list: readonly { readonly name: string; readonly names: Bilingual<string> }[] = []) => {
    const names = new Map(list.map(({ name, names }) => [name, names[locale]]));
    return (name: string) => names.get(name) ?? name;
  };
  const topicName = named(topics?.topics);
  const actName = named(topics?.acts);
  const { labels, statuses, yes, no } = TEXTS[locale];
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  // Swedish writes dates as spreadsheets of every language read them: 2026-11-28 07:00.
  const time = new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'short', timeZone });
  return (item) => [
    time.format(Date.parse(item.created_at)),
    item.text ?? '',
    labels[item.label],
    number.format(item.probability),
    item.certain ? yes : no,
    item.lang,
    (item.topics ?? []).map(({ name }) => topicName(name)).join(', '),
    item.act ? actName(item.act) : '',
    item.needs_answer === undefined ? '' : number.format(item.needs_answer),
    item.channel?.name ?? '',
    item.source,
    String(item.tally.up),
    String(item.tally.down),
    (['negative', 'neutral', 'positive'] as const)
      .filter((label) => item.corrections[label] > 0)
      .map((label) => `${labels[label]} ${item.corrections[label]}`)
      .join(', '),
    item.review ? labels[item.review] : '',
    (item.brand?.rules ?? []).map(({ phrase }) => phrase).join(', '),
    item.link ?? '',
    item.id,
    item.status ? statuses[item.status] : '',
    item.status_since ? time.format(Date.parse(item.status_since)) : '',
  ];
}
