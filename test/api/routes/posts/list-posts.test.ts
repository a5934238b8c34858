import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { createApiKey, parseApiKeys } from '../../../../src/api-keys.ts';
import type { Entry } from '../../../../src/feedback/feedback-service.ts';
import { verdict } from '../../../feedback/verdicts.ts';
import { openRestDoor, problemOf, type RestDoor } from '../../rest-door.ts';

interface Item {
  readonly id: string;
  readonly text: string;
  readonly source: string;
  readonly channel: { id: string; handle: string; name: string | null } | null;
  readonly link: string | null;
}
interface Page {
  readonly posts: readonly Item[];
  readonly next: string | null;
  readonly looked_back_to: string | null;
}

const CARE = '19:care@thread.tacv2';

describe('GET /posts', () => {
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor();
  });
  afterEach(() => door.close());

  const record = (text: string, entry: Partial<Entry> = {}) =>
    door.feedback.record({ verdict, text, door: 'api', ...entry });
  const ask = async (query = '') => (await (await door.ask(`/posts${query}`)).json()) as Page;
  const texts = async (query = '') => (await ask(query)).posts.map(({ text }) => text);

  it('finds posts by words and filters, and says where each can be read', async () => {
    await door.conversations.saveConversation(
      {
        conversation: CARE,
        serviceUrl: 'https://smba.example',
        host: 'msteams',
        bot: '28:b',
        teamGroup: 'g',
      },
      { person: null, at: 1 },
    );
    await door.names.saveNames([{ id: CARE, name: 'Avis' }], 1);
    await record('Poussette perdue à Nice', { door: 'teams', channel: CARE, origin: `teams:${CARE}/17` });
    await record('La poussette est arrivée', { origin: 'mastodon:https://m.example/1', network: 'mastodon' });
    await record('Merci !', { verdict: { ...verdict, label: 'negative', certain: false } });
    const { posts, next, looked_back_to } = await ask('?q=POUSSETTES');
    assert.deepEqual(
      posts.map(({ text, source, channel }) => [text, source, channel]),
      [
        ['La poussette est arrivée', 'mastodon', null],
        [
          'Poussette perdue à Nice',
          'teams',
          { id: CARE, handle: door.hashPerson('channel', CARE), name: 'Avis' },
        ],
      ],
    );
    assert.equal(posts[0]?.link, 'https://m.example/1');
    assert.match(
      posts[1]!.link!,
      /^https:\/\/teams\.microsoft\.com\/l\/message\/19%3Acare%40thread\.tacv2\/17\?groupId=g/,
    );
    assert.deepEqual([next, looked_back_to], [null, null]);
    assert.deepEqual(await texts('?label=negative&certain=false&lang=fr'), ['Merci !']);
    for (const channel of [CARE, posts[1]?.channel?.handle])
      assert.deepEqual(await texts(`?channel=${channel}&source=teams`), ['Poussette perdue à Nice']);
    assert.equal((await door.ask(`/posts?channel=${'0'.repeat(32)}`)).status, 404);
    assert.deepEqual(await texts('?since=2001-01-01T00:00:00Z&until=2001-02-01T00:00:00%2B01:00'), []);
  });

  describe('by topic', () => {
    const about = (...names: string[]) => ({
      verdict: {
        ...verdict,
        topics: names.map((name) => ({ name, probability: 0.9 })),
        act: 'complaint' as const,
      },
    });

    it('gives the posts that are about it; one of before there were topics is about none', async () => {
      await record('valise', about('baggage', 'refund'));
      await record('retard', about('delay'));
      await record('ancien');
      assert.deepEqual(await texts('?topic=baggage'), ['valise']);
      assert.deepEqual(await texts('?topic=food'), []);
      const { posts } = (await ask()) as { posts: readonly object[] };
      assert.deepEqual(
        posts.map((post) => ['topics', 'act', 'needs_answer'].filter((field) => field in post)),
        [[], ['topics', 'act'], ['topics', 'act']],
      );
    });

    it('says 422 with the names for a topic that nobody knows', async () => {
      const response = await door.ask('/posts?topic=luggage');
      assert.equal(response.status, 422);
      const { detail, errors } = await problemOf(response);
      assert.equal(errors?.[0]?.field, 'topic');
      assert.match(detail, /^topic: is no topic: the model knows delay, cancellation, baggage, /);
    });

    it('says 422 where the model in service knows no topics', async () => {
      await door.close();
      const { classify } = door;
      door = await openRestDoor({ classifier: { model: 'a', ready: true, classify, async close() {} } });
      const { detail } = await problemOf(await door.ask('/posts?topic=baggage'));
      assert.match(detail, /knows no topics/);
    });

    it('writes their names into a file for people, in its language', async () => {
      await record('valise', about('baggage', 'customer-service'));
      const [row] = parse(await (await door.ask('/posts?format=csv')).text(), {
        columns: true,
        delimiter: ';',
        bom: true,
      }) as Record<string, string>[];
      assert.deepEqual([row!.sujets, row!.acte], ['bagages, service client', 'réclamation']);
    });
  });

  it('says what people said of each, and finds posts by it', async () => {
    const { id } = await record('Bravo…');
    await record('Rien');
    for (const [user, vote] of [
      ['ann', { correct: false, label: 'negative' }],
      ['bob', { correct: false }],
      ['eve', { correct: true }],
    ] as const)
      await door.post('/feedback', { prediction_id: id, user, ...vote });
    const [item, ...others] = (await ask('?feedback=corrected')).posts;
    assert.deepEqual(others, []);
    assert.deepEqual(await (await door.ask(`/posts/${id}`)).json(), item);
    const { tally, corrections, review } = item as unknown as Record<string, object>;
    assert.deepEqual(
      [tally, corrections, review],
      [{ up: 1, down: 2 }, { negative: 1, neutral: 0, positive: 0 }, null],
    );
    assert.deepEqual(await texts('?feedback=none'), ['Rien']);
  });

  it('finds the posts that an incident is about: those with its 👎, or those that were unlike others', async () => {
    const at = Date.now();
    const span = { firstAt: at - 1000, lastAt: at + 60_000 };
    const incidents = {
      latestIncidents: async () => [],
      tallyIn: async () => ({ up: 0, down: 0 }),
      correctionsIn: async () => ({ negative: 0, neutral: 0, positive: 0 }),
      async findIncident(id: string) {
        if (id === 'burst-1') return { rule: 'burst' as const, ...span };
        return id === 'drift-1' ? { rule: 'drift' as const, ...span } : undefined;
      },
    };
    const asked = await openRestDoor({ incidents });
    try {
      const wrong = await asked.feedback.record({ verdict, text: 'Bravo…', door: 'api' });
      await asked.feedback.record({ verdict, text: 'Merci', door: 'api' });
      await asked.feedback.vote({ predictionId: wrong.id, person: 'ann', correct: false });
      const found = async (id: string) =>
        ((await (await asked.ask(`/posts?incident=${id}`)).json()) as Page).posts.map(({ text }) => text);
      assert.deepEqual(await found('burst-1'), ['Bravo…']);
      assert.deepEqual(await found('drift-1'), ['Merci', 'Bravo…']);
      const tomorrow = new Date(at + 86_400_000).toISOString();
      assert.deepEqual(await found(`drift-1&since=${tomorrow}`), []);
      assert.deepEqual(await found(`drift-1&until=${new Date(at - 86_400_000).toISOString()}`), []);
      assert.deepEqual(await found(`drift-1&until=${tomorrow}`), ['Merci', 'Bravo…']);
      assert.equal((await asked.ask('/posts?incident=rate-1')).status, 404);
      assert.equal((await asked.ask('/posts?incident=1')).status, 422);
    } finally {
      await asked.close();
    }
  });

  it('refuses a channel without a name, which would find nothing', async () => {
    assert.equal((await problemOf(await door.ask('/posts?channel='))).errors?.[0]?.field, 'channel');
    assert.equal((await problemOf(await door.ask('/triage?channel='))).errors?.[0]?.field, 'channel');
  });

  it('gives a page at a time, and nothing twice while posts arrive', async () => {
    for (let i = 0; i < 5; i += 1) await record(`vol ${i}`);
    const first = await ask('?q=vol&limit=2');
    await record('vol 5');
    const second = await ask(`?q=vol&limit=2&after=${first.next}`);
    const third = await ask(`?q=vol&limit=2&after=${second.next}`);
    const found = [first, second, third].flatMap(({ posts }) => posts.map(({ text }) => text));
    assert.deepEqual(found.toSorted(), ['vol 0', 'vol 1', 'vol 2', 'vol 3', 'vol 4']);
    assert.equal(third.next, null);
    assert.ok(first.looked_back_to);
  });

  it('refuses what it does not understand, field by field', async () => {
    for (const [query, field] of [
      ['?q=👏', 'q'],
      [`?q=${'mot '.repeat(21)}`, 'q'],
      [`?q=${'x'.repeat(201)}`, 'q'],
      ['?label=good', 'label'],
      ['?certain=yes', 'certain'],
      ['?since=yesterday', 'since'],
      ['?after=17', 'after'],
      ['?limit=101', 'limit'],
      ['?format=xml', 'format'],
      ['?time_zone=Paris', 'time_zone'],
      ['?words=x', 'words'],
    ] as const) {
      const response = await door.ask(`/posts${query}`);
      assert.equal(response.status, 422, query);
      assert.equal((await problemOf(response)).errors?.[0]?.field, field);
    }
    const unknown = await door.ask(`/posts/${crypto.randomUUID()}`);
    assert.equal(unknown.status, 404);
    await problemOf(unknown);
  });

  it('takes a search of nothing but spaces for none', async () => {
    await record('Merci !');
    assert.deepEqual(await texts('?q=%20'), ['Merci !']);
  });

  it('is for keys with the scope read', async () => {
    const [reader, sender] = [createApiKey('reader', 'read'), createApiKey('sender', 'predict+post+review')];
    const closed = await openRestDoor({ keys: parseApiKeys(`${reader.entry},${sender.entry}`) });
    try {
      const status = async (path: string, key: string) =>
        (await closed.ask(path, { headers: { authorization: `Bearer ${key}` } })).status;
      assert.equal(await status('/posts', reader.key), 200);
      assert.equal(await status('/posts', sender.key), 403);
      assert.equal(await status(`/posts/${crypto.randomUUID()}`, sender.key), 403);
      assert.equal(await status('/export', reader.key), 403);
    } finally {
      await closed.close();
    }
  });

  describe('as a file', () => {
    beforeEach(async () => {
      await record('=1+1; "cité",\nsur deux lignes', { verdict: { ...verdict, probability: 0.12345 } });
      await record('Thank you', { verdict: { ...verdict, language: 'en' } });
    });

    it('is CSV that Excel in French opens: byte order mark, semicolons, decimal commas', async () => {
      const response = await door.ask('/posts?format=csv');
      assert.equal(response.headers.get('content-type'), 'text/csv; charset=utf-8');
      assert.match(response.headers.get('content-disposition')!, /filename="posts\.csv"/);
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
      assert.ok(text.startsWith('\uFEFFdate;post;'));
      const rows = parse(text, { columns: true, delimiter: ';', bom: true }) as Record<string, string>[];
      assert.equal(rows.length, 2);
      assert.equal(rows[1]!.post, '\'=1+1; "cité",\nsur deux lignes');
      assert.equal(rows[1]!['probabilité positive'], '0,123');
      assert.equal(rows[1]!.sentiment, 'positif');
    });

    it('is CSV for a spreadsheet in English, in the time zone that is named', async () => {
      const [, utc] = (
        await (await door.ask('/posts?format=csv&locale=en&lang=en&time_zone=UTC')).text()
      ).split('\r\n');
      const [, tokyo] = (
        await (await door.ask('/posts?format=csv&locale=en&lang=en&time_zone=Asia/Tokyo')).text()
      ).split('\r\n');
      const at = (line: string) => Date.parse(`${line.slice(0, 16).replace(' ', 'T')}Z`);
      assert.match(utc!, /^\d{4}-\d\d-\d\d \d\d:\d\d,Thank you,positive,0\.93,yes,en,/);
      assert.equal(at(tokyo!) - at(utc!), 9 * 3_600_000);
    });

    it('is JSON lines for programs that ask for them, with what is filtered and no more', async () => {
      const response = await door.ask('/posts?lang=en', { headers: { accept: 'application/jsonl' } });
      assert.equal(response.headers.get('content-type'), 'application/jsonl; charset=utf-8');
      const lines = (await response.text()).trimEnd().split('\n');
      assert.deepEqual(
        lines.map((line) => JSON.parse(line).text),
        ['Thank you'],
      );
    });

    it('holds nothing but the header when nothing fits', async () => {
      assert.match(await (await door.ask('/posts?format=csv&label=negative')).text(), /^date;[^\n]*\r\n$/);
    });
  });
});
