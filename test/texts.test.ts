// French as it is set in print, in every room that speaks to people.
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { relative } from 'node:path';
import { french } from '../src/locale/french.ts';

const SOURCE = new URL('../src/', import.meta.url).pathname;

interface Sentence {
  /** Where it stands, e.g. `web/texts/page-texts.ts fr.review.empty`. */
  readonly where: string;
  readonly text: string;
}

/** Modules of texts: those of a folder `texts`, and those named `…texts.ts`. */
const MODULES = [...new Set(globSync([`${SOURCE}**/texts/*.ts`, `${SOURCE}**/*texts.ts`]))].toSorted();

/** The French texts that a module hands out: by name, beside the English ones, or in a list of languages. */
async function frenchOf(path: string): Promise<readonly Sentence[]> {
  const exported = Object.entries((await import(path)) as Record<string, unknown>);
  const name = relative(SOURCE, path);
  return exported.flatMap(([key, value]) => {
    if (/^fr$|Fr$/.test(key)) return sentencesOf(value, `${name} ${key}`);
    if (isRecord(value) && isRecord(value.fr) && 'en' in value)
      return sentencesOf(value.fr, `${name} ${key}`);
    const listed = Array.isArray(value)
      ? value.find((texts) => isRecord(texts) && texts.locale === 'fr')
      : null;
    return listed ? sentencesOf(listed, `${name} ${key}`) : [];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function sentencesOf(texts: unknown, where: string): readonly Sentence[] {
  if (typeof texts === 'string') return [{ where, text: texts }];
  if (typeof texts === 'function') return literalsOf(String(texts)).map((text) => ({ where, text }));
  // A post that is quoted is as its author wrote it.
  if (!isRecord(texts) || texts.lang === 'en') return [];
  return Object.entries(texts).flatMap(([key, text]) => sentencesOf(text, `${where}.${key}`));
}

/**
 * Every string in a piece of code, those of all branches, as the tag for French sets it: `…` stands for what a template
 * fills in.
 */
function literalsOf(code: string): readonly string[] {
  const found: string[] = [];
  let at = 0;
  /** @returns where the literal that begins at `at` ends. */
  const literal = (quote: string) => {
    let text = '';
    const tagged = code.slice(0, at).endsWith('french');
    for (at++; code[at] !== quote; at++) {
      if (code[at] === '\\') text += code[++at];
      else if (quote === '`' && code.startsWith('${', at)) {
        at += 2;
        expression('}');
        text += '…';
      } else text += code[at];
    }
    found.push(tagged ? french([text] as unknown as TemplateStringsArray) : text);
  };
  const expression = (end: string | undefined) => {
    for (let depth = 0; at < code.length; at++) {
      if (code[at] === end && depth === 0) return;
      if (code[at] === '{') depth++;
      else if (code[at] === '}') depth--;
      else if (/['"`]/.test(code[at]!)) literal(code[at]!);
    }
  };
  expression(undefined);
  return found;
}

/** Signs without the space that French wants, and with one at which a line may break. Times such as 9:00 are left alone. */
const FAULTS = [
  / [;:!?%»]/u,
  /« /u,
  /«(?![\u00A0\u202F])/u,
  /(?<![\u00A0\u202F])»/u,
  /[\p{N}…]%/u,
  /[\p{L}\p{N})…»][;!?]/u,
  /[\p{L}\p{N})…»]:(?=\s|$)/u,
];

describe('French texts', () => {
  it('are found in every room that has some', () => {
    const rooms = new Set(MODULES.map((path) => relative(SOURCE, path).split('/')[0]));
    for (const room of ['alert', 'bot', 'web']) assert.ok(rooms.has(room), `no texts in src/${room}`);
  });

  for (const path of MODULES)
    it(`have no-break spaces where French wants them: ${relative(SOURCE, path)}`, async () => {
      const sentences = await frenchOf(path);
      assert.ok(sentences.length > 0, 'exports no French texts under a name that this test knows');
      const faulty = sentences.filter(({ text }) => FAULTS.some((fault) => fault.test(text)));
      assert.deepEqual(
        faulty.map(({ where, text }) => `${where}: ${text}`),
        [],
      );
    });

  it('would not get past this test with an ordinary space, or none, in any branch of a sentence', () => {
    const right = (posts: number, name: string) =>
      posts === 0 ? `« ${name} »\u00A0: rien\u00A0!` : `${posts}\u00A0%`;
    const wrong = (posts: number, name: string) =>
      posts === 0 ? `«\u00A0${name}\u00A0» : rien` : `${posts}%`;
    const isFaulty = (text: string) => FAULTS.some((fault) => fault.test(text));
    assert.equal(literalsOf(String(right)).length, 2);
    assert.deepEqual(literalsOf(String(wrong)).map(isFaulty), [true, true]);
    for (const fine of ['à 9:00\u00A0?', 'Échec\u00A0: 3\u202F%', '…'] as const)
      assert.ok(!isFaulty(fine), fine);
    for (const faulty of ['Merci !', 'Merci!', 'Note: 3', '«mot»', '3%', 'a ; b'])
      assert.ok(isFaulty(faulty), faulty);
  });
});
