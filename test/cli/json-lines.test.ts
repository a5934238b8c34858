import assert from 'node:assert/strict';
import { scoresOf } from '../../src/sentiment/verdict.ts';
import { temporaryFolder } from '../storage/databases.ts';
import { judge, MODEL } from './judged.ts';

const SCORES = (probability: number) => {
  const scores = Object.values(scoresOf(probability, 0.25));
  const [negative, neutral, positive] = scores.map((score) => Number(score.toFixed(4)));
  return `"verdict_negative":${negative},"verdict_neutral":${neutral},"verdict_positive":${positive}`;
};
const TOPICS = '"verdict_topics":"baggage staff","verdict_act":"complaint","verdict_needs_answer":0.75';
const ADDED = (probability: number) =>
  `"verdict_label":"negative","verdict_probability":${probability},${SCORES(probability)},"verdict_certain":false,"verdict_lang":"und","verdict_truncated":false,"verdict_model":"${MODEL}",${TOPICS}`;

describe('a JSON Lines file that is judged', () => {
  const folder = temporaryFolder();
  const jsonl = (content: string | Buffer, ...args: string[]) =>
    judge(folder(), 'posts.jsonl', content, args);

  for (const [what, line] of [
    ['whole numbers of 64 bits', '{"id":9223372036854775807,"text":"a"}'],
    ['numbers as they are written', '{"n":1.0,"m":1E5,"o":-0,"text":"a"}'],
    ['NaN and Infinity', '{"n":NaN,"m":-Infinity,"o":[Infinity],"text":"a"}'],
    ['escapes and U+2028', '{"é":"\\u00e9 \\/ \u2028","text":"a"}'],
    ['spaces and names that come twice', '{ "x" : 1, "x": 2, "text" : "a" }'],
    ['words in a text that look like others', '{"x":"NaN, {\\"verdict_label\\": Infinity}","text":"a"}'],
    ['names that objects have by themselves', '{"__proto__":{"a":1},"toString":2,"text":"a"}'],
  ] as const)
    it(`keeps ${what}`, async () => {
      const { text, posts } = await jsonl(`${line}\n`);
      assert.deepEqual(posts, ['a']);
      assert.equal(text, `${line.slice(0, -1)},${ADDED(0.001)}}\n`);
    });

  it('keeps its mark, its line ends, blank lines and a last line without an end', async () => {
    const { text } = await jsonl('\uFEFF{"text":"a"}\r\n\n{"text":""}\n  {"text":"b"}  ');
    const empty = ADDED(0).replace(/:("[^"]*"|[\w.]+)(?=,|$)/g, ':null');
    const expected = `\uFEFF{"text":"a",${ADDED(0.001)}}\r\n\n{"text":"",${empty}}\n  {"text":"b",${ADDED(0.001)}}  `;
    assert.equal(text, expected);
  });

  it('loses the verdict of an earlier run, wherever it stands, and nothing else', async () => {
    const { text } = await jsonl(
      '{"verdict_label":{"a":[1,2]}, "id":12345678901234567890, "text":"é" ,"verdict_model":"x"}\n',
    );
    assert.equal(text, `{ "id":12345678901234567890, "text":"é" ,${ADDED(0.001)}}\n`);
  });

  for (const [what, line] of [
    ['broken JSON', '{"text":'],
    ['numbers that are none', '{"text":"b","n":1NaN}'],
    ['what is no object', '["text"]'],
    ['an object without the post', '{"post":"b"}'],
    ['a post that is no text', '{"text":3}'],
    ['a name that all objects have', '{"post":"b","valueOf":"c"}'],
  ] as const)
    it(`stops with the number of a line that holds ${what}, or goes on past it`, async () => {
      const content = `{"text":"a"}\n${line}\n{"text":"c"}\n`;
      const { posts, error } = await jsonl(content);
      assert.deepEqual(posts, ['a']);
      assert.match(String(error), /Row 2 \(line 2\) is malformed/);
      const others = await judge(folder(), 'others.jsonl', content, ['--skip-bad']);
      assert.deepEqual(others.posts, ['a', 'c']);
      assert.match(others.said.at(-1)!, /2 rows judged, 1 skipped/);
    });

  it('says which fields there are where the post is missing', async () => {
    const { error } = await jsonl('{"id":1,"message":"b"}\n');
    assert.match(String(error), /no text under text; there are: id \| message/);
  });
});
