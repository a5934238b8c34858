import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginModel } from '../../src/sentiment/begun-model.ts';
import { createClassifier } from '../../src/sentiment/classifier.ts';
import { ModelError } from '../../src/sentiment/model/model.ts';
import { type Classifier, ClassifierBusyError } from '../../src/sentiment/verdict.ts';
import { posts } from '../fixtures/posts.ts';
import { tinyTokenizer } from './tiny-tokenizer.ts';

const MODEL = { modelDir: 'models/production', workers: 2, queueLimit: 256 };

describe('classifier', () => {
  let classifier: Classifier;
  before(async () => {
    classifier = await createClassifier(MODEL);
  });
  after(() => classifier?.close());

  it('is ready once it is created, and names its model', () => {
    assert.equal(classifier.ready, true);
    assert.match(classifier.model, /^[0-9a-f]{12}$/);
  });

  const plain = [
    ['Merci à tout l’équipage, vol parfait, nous sommes ravis !', 'positive', 'fr', 'praise', 'staff'],
    [
      'Bagages perdus depuis trois jours et personne au téléphone, une honte.',
      'negative',
      'fr',
      'complaint',
      'baggage',
    ],
    ['Wonderful crew and a perfect flight, thank you so much!', 'positive', 'en', 'praise', 'staff'],
    [
      'They lost my bags three days ago and nobody answers the phone, shameful.',
      'negative',
      'en',
      'complaint',
      'baggage',
    ],
  ] as const;
  for (const [post, label, language, act, about] of plain) {
    it(`finds ${JSON.stringify(post)} ${label}, ${act}, ${about}`, async () => {
      const verdict = await classifier.classify(post);
      assert.ok(verdict);
      const { probability, scores, certain, certainFrom, reading, topics, needsAnswer, ...rest } = verdict;
      assert.deepEqual(rest, { label, language, act, truncated: false, model: classifier.model });
      assert.ok(
        topics!.some(({ name }) => name === about),
        JSON.stringify(topics),
      );
      assert.equal(needsAnswer! >= 0.5, act === 'complaint');
      assert.equal(label === 'positive', probability >= 0.5);
      assert.ok(Math.abs(scores.negative + scores.neutral + scores.positive - 1) < 1e-12);
      assert.equal(certain, scores[label] >= certainFrom![label]);
      assert.ok(reading!.pieces > 5);
      assert.equal(reading!.unknown, 0);
    });
  }

  it('tells the delay of whoever says it in plain words', async () => {
    for (const post of [
      'Trois heures de retard et personne pour nous renseigner, merci Air Paradis !',
      'Vol AF123 en retard de 50 minutes',
      'My flight is delayed by four hours and nobody tells us anything',
      'Two hours late again, thanks a lot',
    ]) {
      const verdict = await classifier.classify(post);
      assert.ok(
        verdict?.topics?.some(({ name }) => name === 'delay'),
        post,
      );
    }
  });

  it('is never certain of a post in a language that it was not measured in', async () => {
    for (const post of [
      'Das Personal war sehr freundlich und der Flug pünktlich, vielen Dank!',
      'Han perdido mi maleta y nadie contesta al teléfono, una vergüenza.',
    ]) {
      const verdict = await classifier.classify(post);
      assert.deepEqual([verdict?.language, verdict?.certain], ['other', false], post);
    }
  });

  it('finds questions and facts neutral', async () => {
    for (const post of [
      'À quelle heure ouvre l’enregistrement ?',
      'Is flight AP312 leaving from terminal 2E?',
    ])
      assert.equal((await classifier.classify(post))?.label, 'neutral', post);
  });

  it('gives no verdict on links, handles and nothing', async () => {
    for (const post of ['', ' \n ', 'https://a.example @zoe', '\u200b'])
      assert.equal(await classifier.classify(post), null);
  });

  it('says when only the beginning of a post was judged', async () => {
    const beginning = 'encore un retard '.repeat(100);
    const [short, long] = await Promise.all([
      classifier.classify(beginning),
      classifier.classify(`${beginning}${'merci beaucoup '.repeat(250)}`),
    ]);
    assert.equal(long!.truncated, true);
    assert.equal(long!.probability, short!.probability);
  });

  it('judges a post alike alone and in a crowd', async () => {
    const crowd = await Promise.all(posts.map((post) => classifier.classify(post)));
    for (const index of [0, 7, 60]) {
      const alone = await classifier.classify(posts[index]!);
      assert.deepEqual(alone, crowd[index]);
    }
  });

  it('judges a post alike however its accents are written', async () => {
    const [composed, decomposed] = await Promise.all(
      ['NFC', 'NFD'].map((form) => classifier.classify('Équipage très décevant'.normalize(form))),
    );
    assert.deepEqual(composed, decomposed);
  });
});

describe('classifier under pressure', () => {
  it('refuses posts beyond the queue, finishes the others when it closes, and is not ready then', async () => {
    const classifier = await createClassifier({ ...MODEL, workers: 1, queueLimit: 1 });
    const outcomes = await Promise.allSettled([
      ...posts.slice(0, 5).map((post) => classifier.classify(post)),
      classifier.close(),
    ]);
    const refused = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    assert.equal(refused.length, 2);
    assert.ok(refused.every(({ reason }) => reason instanceof ClassifierBusyError));
    assert.equal(classifier.ready, false);
    await assert.rejects(classifier.classify('too late'), /closed/);
  });
});

describe('classifier in the background', () => {
  it('leaves the processor to all other threads of the process, where threads have a priority', async function () {
    if (process.platform !== 'linux') this.skip();
    const before = await nicenessOfThreads();
    const classifier = await createClassifier({ ...MODEL, workers: 1, background: true });
    try {
      assert.ok(await classifier.classify('Merci'));
      const now = await nicenessOfThreads();
      assert.ok([...now.values()].includes(19));
      for (const [thread, niceness] of before) assert.equal(now.get(thread) ?? niceness, niceness);
    } finally {
      await classifier.close();
    }
  });
});

/** By thread id; see proc_pid_stat(5). */
async function nicenessOfThreads(): Promise<Map<string, number>> {
  const threads = await readdir('/proc/self/task');
  const stats = threads.map(async (id) => {
    const stat = await readFile(`/proc/self/task/${id}/stat`, 'utf8').catch(() => undefined);
    return [id, Number(stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[16])] as const;
  });
  return new Map((await Promise.all(stats)).filter(([, niceness]) => !Number.isNaN(niceness)));
}

describe('classifier on a model that began before', () => {
  it('serves with the thread that was started, and ends it', async () => {
    const begun = await beginModel(MODEL.modelDir);
    const classifier = await createClassifier({ ...MODEL, workers: 1, begun });
    assert.equal((await classifier.classify(posts[0]!))?.model, begun.model.card.version);
    await classifier.close();
    assert.equal((await begun.first).alive, false);
  });
});

describe('classifier without a usable model', () => {
  it('does not start without a model, and says what to do', async () => {
    await assert.rejects(createClassifier({ ...MODEL, modelDir: 'nowhere' }), (error: Error) => {
      assert.ok(error instanceof ModelError);
      assert.match(error.message, /model\.json cannot be read.*set MODEL_DIR/);
      return true;
    });
  });

  it('does not start on a graph that ONNX Runtime cannot load, and names the graph', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'model-'));
    try {
      await writeBrokenModel(folder);
      await assert.rejects(createClassifier({ ...MODEL, modelDir: folder }), /model\.onnx/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

/** A model that is what its card says, but no graph. */
async function writeBrokenModel(folder: string): Promise<void> {
  const contents = {
    'model.onnx': 'no graph',
    'tokenizer.json': JSON.stringify(tinyTokenizer.definition),
    'tokenizer_config.json': JSON.stringify(tinyTokenizer.config),
  };
  const files = Object.entries(contents).map(([name, content]) => {
    const bytes = Buffer.from(content);
    return [name, { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length }];
  });
  const card = {
    version: '0123456789ab',
    maxTokens: 128,
    labels: ['negative', 'neutral', 'positive'],
    calibration: { temperature: 1, bias: [0, 0, 0] },
    certain: { negative: 0.6, neutral: 0.5, positive: 0.6 },
    files: Object.fromEntries(files),
  };
  for (const [name, content] of [...Object.entries(contents), ['model.json', JSON.stringify(card)]])
    await writeFile(join(folder, name!), content!);
}
