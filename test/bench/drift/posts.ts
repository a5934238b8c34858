// Posts to replay: filled from the lab's templates, or taken from a folder of labelled posts. Each is judged twice by the
// real model, as it is and with a new vocabulary; runs then only draw from what was judged.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { ProfiledPost } from '../../../src/drift/profile.ts';
import type { Classifier } from '../../../src/sentiment/verdict.ts';
import type { Random } from './random.ts';

const TEMPLATES = 'models/lab/templates';

export interface LabelledPost {
  readonly text: string;
  readonly negative: boolean;
  readonly language: 'fr' | 'en';
}

/** What the model makes of a post, before anybody voted on it, and of the same post in new words. */
export interface KnownPost {
  readonly negative: boolean;
  readonly language: 'fr' | 'en';
  readonly plain: ProfiledPost;
  readonly renewed: ProfiledPost;
}

/** So many posts of each language and side. */
export function fromTemplates(each: number, random: Random): LabelledPost[] {
  return (['fr', 'en'] as const).flatMap((language) => {
    const slots = new Map(
      linesOf(`${language}-slots`).map((line) => {
        const [name, values] = line.split(': ') as [string, string];
        return [name, values.split('|')];
      }),
    );
    return (['negative', 'positive'] as const).flatMap((side) => {
      const templates = linesOf(`${language}-${side}`);
      return Array.from({ length: each }, () => ({
        text: random
          .pick(templates)
          .replace(/\{(\w+)\}/g, (_, slot: string) => random.pick(slots.get(slot)!)),
        negative: side === 'negative',
        language,
      }));
    });
  });
}

const linesOf = (name: string) =>
  readFileSync(join(TEMPLATES, `${name}.txt`), 'utf8')
    .trimEnd()
    .split('\n');

/** So many posts of each language and side, drawn from the dev and test sets (csv.gz: label, text, lang) of a folder. */
export function fromFolder(folder: string, each: number, random: Random): LabelledPost[] {
  const rows = ['dev', 'test'].flatMap((part) =>
    readdirSync(join(folder, part)).flatMap((file) =>
      parse<Record<'label' | 'text' | 'lang', string>>(gunzipSync(readFileSync(join(folder, part, file))), {
        columns: true,
      }),
    ),
  );
  return (['fr', 'en'] as const).flatMap((language) =>
    (['0', '1'] as const).flatMap((label) => {
      const found = rows.filter((row) => row.lang === language && row.label === label);
      return random
        .shuffled(found)
        .slice(0, each)
        .map(({ text }) => ({ text, negative: label === '0', language }));
    }),
  );
}

/** Words that nobody used before: products, campaigns and slang of a summer to come. */
const NEW_WORDS =
  'SkyPassPlus BagTrackr #GrèveVolante Wizzbagz flexifare jetlagged+ #ParadisGate miloudrome chokbar crosoft delulu quoicoubeh cheugy NoMiles4U seatdrop rizzport #VolFantôme gateXpress';

/** The same post with each fifth word, the first at least, in new words. */
export function renew(text: string, random: Random): string {
  const words = NEW_WORDS.split(' ');
  return text
    .split(' ')
    .map((word, n) => (n % 5 === 0 ? random.pick(words) : word))
    .join(' ');
}

export async function judgeAll(
  posts: readonly LabelledPost[],
  classifier: Pick<Classifier, 'classify'>,
  random: Random,
): Promise<KnownPost[]> {
  const judged = async (text: string): Promise<ProfiledPost | null> => {
    const verdict = await classifier.classify(text);
    return verdict && { ...verdict, createdAt: 0, up: 0, down: 0 };
  };
  const known: KnownPost[] = [];
  for (const { text, negative, language } of posts) {
    const [plain, renewed] = await Promise.all([judged(text), judged(renew(text, random))]);
    if (plain && renewed) known.push({ negative, language, plain, renewed });
  }
  return known;
}
