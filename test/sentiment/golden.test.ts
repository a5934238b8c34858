// Parity with the lab: over hard strings, the service cleans, cuts and judges exactly as the model was trained and
// measured. The lab writes golden.jsonl (models/lab/golden.py) each time it exports a model.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createClassifier } from '../../src/sentiment/classifier.ts';
import { createTokenizer, type Tokenizer } from '../../src/sentiment/inference/tokenise.ts';
import { loadModel } from '../../src/sentiment/model/model.ts';
import { isEmpty, normalise } from '../../src/sentiment/text/normalise.ts';
import { type Classifier, LABELS, type Verdict } from '../../src/sentiment/verdict.ts';

const MODEL = 'models/production';

/** The first line of the file. */
interface Header {
  readonly model: string;
  /** The first twelve digits of the digest of its head. */
  readonly head: string;
}

/** One hard string, and what the lab made of it. Long ones are written as a text and how often it is repeated. */
interface Row {
  readonly text?: string;
  readonly repeat?: { readonly text: string; readonly times: number };
  /** Left out for the long ones. */
  readonly normalised?: string;
  /** Null, like the probability, when there is nothing to judge. */
  readonly ids: readonly number[] | null;
  readonly truncated: boolean;
  readonly probability: number | null;
  /** Of negative, neutral and positive. */
  readonly scores: readonly number[] | null;
  /** Missing with the scores. The topics given, without those so near to their threshold that rounding decides. */
  readonly topics?: readonly string[];
  readonly near?: readonly string[];
  readonly act?: string;
  readonly needsAnswer?: number;
}

const [header, ...rows] = readFileSync(new URL('./golden.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line)) as [Header, ...Row[]];

const posts = rows.map((row) => ({ ...row, post: row.text ?? row.repeat!.text.repeat(row.repeat!.times) }));

/** Names the strings that fail, instead of stopping at the first. */
function every(check: (row: (typeof posts)[number]) => boolean): void {
  const failed = posts.filter((row) => !check(row)).map(({ post }) => post.slice(0, 80));
  assert.deepEqual(failed, []);
}

const near = (found: number, expected: number) => Math.abs(found - expected) <= 1e-3;

describe('golden file', () => {
  let tokenizer: Tokenizer;
  let classifier: Classifier;
  let head: string | undefined;
  let verdicts: ReadonlyMap<string, Verdict | null>;
  before(async function () {
    this.timeout(60_000);
    const model = await loadModel(MODEL);
    head = model.head?.known.head.sha256.slice(0, 12);
    tokenizer = createTokenizer(model.tokenizer, model.card.maxTokens);
    classifier = await createClassifier({ modelDir: MODEL, workers: 1, queueLimit: posts.length });
    verdicts = new Map(
      await Promise.all(posts.map(async ({ post }) => [post, await classifier.classify(post)] as const)),
    );
  });
  after(() => classifier?.close());

  it('was written for the model in service and its head', () => {
    assert.deepEqual(header, { model: classifier.model, head });
  });

  it('holds at least 500 strings', () => assert.ok(posts.length >= 500, `${posts.length} strings`));

  it('is cleaned as the lab cleans it', () => {
    every(({ post, normalised }) => normalised === undefined || normalise(post) === normalised);
  });

  it('has nothing to judge where the lab finds nothing', () => {
    every(({ post, ids }) => isEmpty(normalise(post)) === (ids === null));
  });

  it('is cut into the ids that the lab cuts', () => {
    every(({ post, ids, truncated }) => {
      if (ids === null) return true;
      const found = tokenizer.encode(normalise(post));
      return found.truncated === truncated && found.ids.join() === ids.join();
    });
  });

  it('gets the probabilities and the scores of the lab, to a thousandth', () => {
    every(({ post, probability, scores }) => {
      const verdict = verdicts.get(post)!;
      if (verdict === null || probability === null) return verdict === null && probability === null;
      return (
        near(verdict.probability, probability) &&
        LABELS.every((label, n) => near(verdict.scores[label], scores![n]!))
      );
    });
  });

  it('gets the topics, the act and the need of an answer that the lab finds', () => {
    every(({ post, topics, near: undecided, act, needsAnswer }) => {
      const verdict = verdicts.get(post);
      if (!verdict) return act === undefined;
      const given = verdict.topics!.map(({ name }) => name).filter((name) => !undecided!.includes(name));
      return (
        given.join() === topics!.join() && verdict.act === act && near(verdict.needsAnswer!, needsAnswer!)
      );
    });
  });
});
