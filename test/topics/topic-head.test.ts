import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { byFirstWord, isUrgent, needsAnswer } from '../../src/topics/needs-answer.ts';
import { loadTopicHead, readHead } from '../../src/topics/topic-head.ts';
import { readTopics, type TopicModel } from '../../src/topics/topics-file.ts';

const PRODUCTION = 'models/production';
const listed = await readTopics(PRODUCTION);
if (!listed) throw new Error(`${PRODUCTION} has no topics.json`);
const known: TopicModel = listed;
const numbers = (given: Readonly<Record<string, number>>, acts: readonly number[], answer: number) => [
  ...known.topics.map(({ name }) => given[name] ?? 0.01),
  ...acts,
  answer,
];

describe('readHead', () => {
  const post = { text: 'Ma valise est restée à Roissy', negative: 0.9 };

  it('gives the topics that reach their own threshold, the likeliest first', () => {
    const { topics, act } = readHead(
      numbers({ refund: 0.91, baggage: 0.97 }, [0.7, 0.1, 0.1, 0.1], 1),
      post,
      known,
    );
    assert.deepEqual(topics, [
      { name: 'baggage', probability: 0.97 },
      { name: 'refund', probability: 0.91 },
    ]);
    assert.equal(act, 'complaint');
  });

  it('gives no topic that stays below its threshold by a hair', () => {
    const [{ name, threshold }] = known.topics as [TopicModel['topics'][number]];
    const at = (probability: number) =>
      readHead(numbers({ [name]: probability }, [1, 0, 0, 0], 0), post, known).topics;
    assert.deepEqual(at(threshold - 1e-6), []);
    assert.equal(at(threshold)[0]?.name, name);
  });

  it('says rather of a complaint with a problem than of praise that it needs an answer', () => {
    const complaint = readHead(numbers({}, [0.9, 0.05, 0, 0.05], 2), post, known).needsAnswer;
    const praise = readHead(numbers({}, [0, 0, 1, 0], -4), { ...post, negative: 0.02 }, known).needsAnswer;
    const from = known.needsAnswer.threshold;
    assert.ok(complaint >= from && praise < from, `${complaint} ${praise}`);
  });
});

describe('needsAnswer', () => {
  const weights = { negative: 1, complaint: 0, question: 0, praise: 0, answer: 0, urgent: 3 };
  const measured = known.needsAnswer.measured;
  const rule = { intercept: -1, weights, threshold: 0.5, urgent: { fr: ['demain'], en: [] }, measured };
  const acts = { complaint: 0, question: 0, praise: 0, information: 1 };

  it('is the logistic function of the weighed inputs', () => {
    const clues = { text: 'rien', negative: 1, acts, answer: 5 };
    assert.equal(needsAnswer(clues, { needsAnswer: rule }), 0.5);
    const urgent = needsAnswer({ ...clues, text: 'Je pars DEMAIN !' }, { needsAnswer: rule });
    assert.ok(Math.abs(urgent - 1 / (1 + Math.exp(-3))) < 1e-12);
  });

  it('finds whole words of urgency, whatever their case and accents', () => {
    assert.ok(isUrgent("Je suis BLOQUÉE à l'aéroport", byFirstWord(['bloquee'])));
    const help = byFirstWord(['please hurry', 'please help', 'help me now']);
    assert.ok(isUrgent('Would somebody please, help!', help));
    for (const calm of ['please', 'unhelpful', 'help me', 'pleasehelp']) assert.ok(!isUrgent(calm, help));
  });
});

describe('loadTopicHead', () => {
  const version = known.model;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'head-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** A folder with nodes of one's own. */
  async function put(nodes: string | undefined, changes: object = {}): Promise<void> {
    const sha256 = createHash('sha256').update('nodes').digest('hex');
    const topics = JSON.parse(await readFile(join(PRODUCTION, 'topics.json'), 'utf8'));
    await writeFile(
      join(folder, 'topics.json'),
      JSON.stringify({ ...topics, head: { sha256, bytes: 5 }, ...changes }),
    );
    if (nodes !== undefined) await writeFile(join(folder, 'topics.onnx'), nodes);
  }

  it('finds the head of the model in service', async () => {
    const head = await loadTopicHead(PRODUCTION, version);
    assert.equal(head?.known.topics.length, 13);
  });

  it('finds none in the folder of a model without topics', async () => {
    assert.equal(await loadTopicHead(folder, version), undefined);
  });

  it('refuses a head that was made for another model, and says what to do', async () => {
    await put('nodes', { model: 'ffffffffffff' });
    await assert.rejects(loadTopicHead(folder, version), /made for the model ffffffffffff.*lab topics train/);
  });

  it('refuses nodes that are missing or not those of the list', async () => {
    await put(undefined);
    await assert.rejects(loadTopicHead(folder, version), /topics\.onnx cannot be read/);
    await put('other');
    await assert.rejects(loadTopicHead(folder, version), /TopicsError: .*its SHA-256 differs/);
  });
});
