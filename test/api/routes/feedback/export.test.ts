import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { prediction } from '../../../feedback/verdicts.ts';
import { HAPPY, openRestDoor, problemOf, type RestDoor } from '../../rest-door.ts';

const POSTS = ['Merci !', '=1+1; "cité",\nsur deux lignes', 'Nobody voted on this'];

describe('GET /export', () => {
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor();
    for (const text of POSTS) {
      const { id } = (await (await door.post('/predict', { text })).json()) as { id: string };
      if (text === POSTS[2]) continue;
      const vote = text === POSTS[0] ? { correct: true } : { correct: false, label: 'negative' };
      await door.post('/feedback', { prediction_id: id, user: 'ann', ...vote });
    }
  });
  afterEach(() => door.close());

  it('streams a JSON line for each post that people voted on, with every vote under a hash', async () => {
    const response = await door.ask('/export');
    assert.equal(response.headers.get('content-type'), 'application/jsonl');
    assert.match(response.headers.get('content-disposition')!, /filename="examples\.jsonl"/);
    const text = await response.text();
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      rows.map(({ text, label, predicted, up, down }) => [text, label, predicted, up, down]),
      [
        [POSTS[0], 'positive', 'positive', 1, 0],
        [POSTS[1], 'negative', 'positive', 0, 1],
      ],
    );
    assert.match(rows[0].votes[0].voter, /^[0-9a-f]{32}$/);
    assert.doesNotMatch(text, /ann/);
  });

  it('tells what people say a post is about, beside what the model says', async () => {
    door.classify = async () => ({ ...HAPPY, topics: [{ name: 'delay', probability: 0.9 }] });
    const { id } = (await (await door.post('/predict', { text: 'Valise' })).json()) as { id: string };
    await door.post('/feedback', { prediction_id: id, correct: true, topics: ['refund', 'baggage'] });
    const last = (await (await door.ask('/export')).text()).trimEnd().split('\n').at(-1)!;
    const { topics, predicted_topics, votes } = JSON.parse(last);
    assert.deepEqual([topics, predicted_topics], [['baggage', 'refund'], ['delay']]);
    assert.deepEqual(votes[0].topics, ['refund', 'baggage']);
    const csv = parse(await (await door.ask('/export?format=csv')).text(), { columns: true });
    const rows = (csv as Record<string, string>[]).map((row) => [row.topics, row.predicted_topics]);
    assert.deepEqual(rows, [
      ['', ''],
      ['', ''],
      ['baggage|refund', 'delay'],
    ]);
  });

  it('streams CSV that a spreadsheet takes for text', async () => {
    const response = await door.ask('/export?format=csv');
    const rows = parse(await response.text(), { columns: true }) as Record<string, string>[];
    assert.deepEqual(
      rows.map(({ text, label }) => [text, label]),
      [
        [POSTS[0], 'positive'],
        [`'${POSTS[1]}`, 'negative'],
      ],
    );
  });

  it('holds nothing but the header when nobody voted in the period', async () => {
    const until = '2001-01-01T00:00:00Z';
    assert.equal(await (await door.ask(`/export?until=${until}`)).text(), '');
    const csv = await (await door.ask(`/export?format=csv&until=${until}`)).text();
    assert.match(csv, /^id,created_at,door,lang,text,label,[^\n]*\n$/);
  });

  it('says 422 to a format it does not know', async () => {
    const response = await door.ask('/export?format=xml');
    assert.equal(response.status, 422);
    assert.equal((await problemOf(response)).errors?.[0]?.field, 'format');
  });
});

describe('GET /export of a store that fails on its way', () => {
  it('cuts the answer short, so that nobody takes it for whole', async () => {
    const door = await openRestDoor({
      examples: {
        // biome-ignore lint/correctness/useYield: the store fails before its first chunk
        async *votedPredictions() {
          throw new Error('disk gone');
        },
      },
    });
    try {
      await assert.rejects(async () => (await fetch(`${door.url}/export`)).text());
      assert.equal((await fetch(`${door.url}/healthz`)).status, 200);
      assert.equal(door.exceptions.length, 1);
    } finally {
      await door.close();
    }
  });
});

describe('GET /export to a slow client', () => {
  it('reads no further than the client takes, and stops reading when it goes', async () => {
    let given = 0;
    let stopped = false;
    const voted = { prediction: { ...prediction(), text: 'x'.repeat(1_000_000) }, votes: [], review: null };
    const door = await openRestDoor({
      examples: {
        async *votedPredictions() {
          try {
            for (;;) {
              given += 1;
              yield [voted];
            }
          } finally {
            stopped = true;
          }
        },
      },
    });
    try {
      const { body } = await fetch(`${door.url}/export`);
      for (let last = 0; last !== given; await new Promise((resolve) => setTimeout(resolve, 100)))
        last = given;
      assert.ok(given < 50, `${given} MB were made for a client that takes nothing`);
      await body!.cancel();
      while (!stopped) await new Promise((resolve) => setTimeout(resolve, 1));
      assert.deepEqual(door.exceptions, []);
    } finally {
      await door.close();
    }
  });
});
