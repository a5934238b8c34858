// JSON Lines files by chance, with what programs of other languages write into them.
import type { Chance } from '../replay/chance.ts';
import { VERDICT_NAMES, verdictOn } from './judged.ts';
import { ENCODINGS, LINE_ENDS, type RandomFile } from './random-file.ts';

const NAMES = [
  'id',
  'n',
  '2',
  '1',
  'é',
  '__proto__',
  'toString',
  'verdict_label',
  'verdict_certain',
  'a\\"b',
];
const VALUES = [
  ...['9223372036854775807', '-0', '1.0', '1E5', '0.1e-7', 'NaN', 'Infinity', '-Infinity', 'null', 'true'],
  ...['"NaN, {\\"verdict_label\\": 1}"', '"\\u00e9 \\/"', '""', '[1, [NaN, {"text": "non"}]]', '{}', '"}"'],
  ...['{"verdict_label": {"a": [1.50]}}', '"\\\\"', '"é"', '"ligne\u2028coupée"', '"😡"'],
];
const POSTS = ['', 'retard', 'déçu', '{"}', 'a "b" \\ c', 'a\nb', 'ligne\u2028coupée', '😡 encore', '  '];
const BROKEN = ['{"text":', '[1]', 'oops', '{"text":3}', '{"post":"x"}', '{"text":"a","n":1NaN}', '"text"'];
const SPACES = ['', '', '', ' ', '\t '];

/** @param untidy whether some lines are no rows. */
export function randomJsonLines(chance: Chance, rows: number, untidy: boolean): RandomFile {
  const encoding = chance.pick(ENCODINGS);
  const ends = chance.pick(LINE_ENDS);
  const posts: string[] = [];
  let bad = 0;
  let [text, judged] = [encoding.mark, encoding.mark];
  for (let row = 0; row < rows; row++) {
    const end = row === rows - 1 && chance.happens(0.3) ? '' : chance.pick(ends);
    if (untidy && chance.happens(0.03)) {
      text += chance.pick(BROKEN) + end;
      bad += 1;
    } else if (chance.happens(0.02)) {
      text += ` ${end}`;
      judged += ` ${end}`;
    } else {
      const post = chance.pick(POSTS.filter(encoding.holds));
      const members = randomMembers(post, chance, encoding.holds);
      const around = [chance.pick(SPACES), chance.pick(SPACES) + end] as const;
      text += `${around[0]}{${members.map(({ written }) => written).join(',')}}${around[1]}`;
      const kept = members.filter(({ name }) => !VERDICT_NAMES.includes(name));
      judged += `${around[0]}{${[...kept.map(({ written }) => written), ...verdict(post)].join(',')}}${around[1]}`;
      posts.push(post);
    }
  }
  return {
    ...{ name: 'posts.jsonl', delimiter: '', encoding: encoding.name, values: [], posts, bad },
    args: [...encoding.args, ...(untidy ? ['--skip-bad'] : [])],
    bytes: encoding.encode(text),
    judged: encoding.encode(judged),
  };
}

function randomMembers(post: string, chance: Chance, holds: (text: string) => boolean) {
  const write = (name: string, value: string) => {
    const [a, b, c, d] = Array.from({ length: 4 }, () => chance.pick(SPACES));
    return { name, written: `${a}"${name}"${b}:${c}${value}${d}` };
  };
  const values = VALUES.filter(holds);
  const members = Array.from({ length: chance.below(5) }, () =>
    write(chance.pick(NAMES), chance.pick(values)),
  );
  members.splice(chance.below(members.length + 1), 0, write('text', JSON.stringify(post)));
  return members;
}

/** The members of the verdict, as they are written. */
function verdict(post: string): string[] {
  const found = verdictOn(post);
  const four = (share: number) => Number(share.toFixed(4));
  const values = found && [
    ...[found.label, four(found.probability), ...Object.values(found.scores).map(four)],
    ...[found.certain, found.language, found.truncated, found.model],
    ...[found.topics!.map(({ name }) => name).join(' '), found.act, found.needsAnswer],
  ];
  return VERDICT_NAMES.map((name, place) => `"${name}":${JSON.stringify(values ? values[place] : null)}`);
}
