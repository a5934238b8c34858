import assert from 'node:assert/strict';
import {
  channel,
  channelMention,
  channelPost,
  ENGLISH_POST,
  FRENCH_POST,
  nextId,
  personalPost,
  softDelete,
} from '../fixtures/activities.ts';
import type { CardJson } from './cards/elements.ts';
import { type Door, openDoor } from './door.ts';

const DAY = 86_400_000;

describe('A summary', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
  });
  afterEach(() => door.close());

  /** A command in the channel: a message of its own, or within the thread that began with `root`. */
  async function ask(words: string, root?: unknown, changes = {}): Promise<CardJson> {
    const id = nextId();
    const conversation = channel(String(root ?? id));
    await door.deliver(channelMention(`{bot} ${words}`, { id, conversation, ...changes }));
    return door.connector.lastCard();
  }

  const inThread = (root: unknown, text: string) =>
    channelPost(text, { id: nextId(), conversation: channel(String(root)) });
  const outgoing = (card: CardJson) => JSON.stringify(card);

  it('of the channel tells its last day: posts, negatives, uncertain ones, votes, and draws them', async () => {
    for (const text of [ENGLISH_POST, FRENCH_POST, 'bof', 'Bagage perdu'])
      await door.deliver(channelPost(text));
    const card = await ask('bilan');
    assert.match(
      card.fallbackText,
      /Bilan des dernières 24 heures\. 4 posts analysés\s: 3 négatifs \(75\s%\), 0 neutre, 1 positif\s; 1 incertain\./,
    );
    const facts = card.body.find(({ type }) => type === 'FactSet')?.facts;
    assert.deepEqual(facts, [
      { title: 'Posts analysés', value: '4' },
      { title: 'Négatifs', value: '3 (75\u00a0%)' },
      { title: 'Neutres', value: '0 (0\u00a0%)' },
      { title: 'Positifs', value: '1 (25\u00a0%)' },
      { title: 'Incertains', value: '1 (25\u00a0%)' },
      { title: 'Votes', value: '👍 0 · 👎 0' },
    ]);
    const chart = card.body.find(({ type }) => type === 'Chart.Donut') as Record<string, object>;
    assert.deepEqual(chart.data, [
      { legend: 'Négatifs · 75\u00a0%', value: 3, color: 'attention' },
      { legend: 'Neutres · 0\u00a0%', value: 0, color: 'neutral' },
      { legend: 'Positifs · 25\u00a0%', value: 1, color: 'good' },
    ]);
    assert.match(JSON.stringify(chart.fallback), /■■■■■■■■□□.+75/);
    assert.equal(door.store.predictions.size, 4, 'the command is no post');
  });

  it('draws nothing of one or two posts, which their counts tell as well', async () => {
    for (const text of [ENGLISH_POST, FRENCH_POST]) await door.deliver(channelPost(text));
    const card = await ask('bilan');
    assert.match(card.fallbackText, /2 posts analysés/);
    assert.doesNotMatch(outgoing(card), /Chart\.|■/);
  });

  it('shows the three worst posts, as they were written, with links into Teams', async () => {
    const posts = ['bof', 'Bagage perdu', 'Encore un vol late', 'Service nul'].map((text) =>
      channelPost(text),
    );
    for (const post of posts) await door.deliver(post);
    const card = outgoing(await ask('bilan'));
    assert.match(card, /Bagage perdu.+vol late.+Service nul/);
    assert.doesNotMatch(card, /"bof"/);
    const link = new URL(/https:\/\/teams\.microsoft\.com[^"]+/.exec(card)![0]);
    assert.equal(link.pathname, `/l/message/19%3Achannel%40thread.tacv2/${posts[1]!.id}`);
    assert.equal(link.searchParams.get('parentMessageId'), posts[1]!.id);
    assert.equal(link.searchParams.get('tenantId'), 'a4d1c0de-9f3b-4c58-8f6e-3b1f5d7e9a10');
  });

  it('within a thread is about that thread, whenever it was written, and with a number of days about the channel', async () => {
    const root = channelPost('Bagage perdu');
    await door.deliver(root);
    await door.deliver(inThread(root.id, FRENCH_POST));
    await door.deliver(channelPost(ENGLISH_POST));
    door.later = 3 * DAY;
    assert.match((await ask('bilan', root.id)).fallbackText, /de ce fil\. 2 posts analysés\s: 1 négatif /);
    assert.match(
      (await ask('bilan 7 jours', root.id)).fallbackText,
      /7 derniers jours\. 3 posts analysés\s: 2 négatifs/,
    );
    assert.match((await ask('bilan')).fallbackText, /24 heures\. Aucun post analysé/);
  });

  it('of a channel names it as people know it; that of a thread stands in it', async () => {
    await door.teams.names.saveNames(
      [
        { id: '19:team@thread.tacv2', name: 'Relation client' },
        { id: '19:channel@thread.tacv2', name: 'Avis' },
      ],
      1,
    );
    const root = channelPost('Bagage perdu');
    await door.deliver(root);
    assert.match(outgoing(await ask('bilan', undefined)), /"TextRun","text":"Relation client › Avis"/);
    assert.match(outgoing(await ask('summary 7 days', root.id)), /"text":"Relation client › Avis"/);
    assert.doesNotMatch(outgoing(await ask('bilan', root.id)), /Relation client/);
  });

  it('is asked for in English too, and answered in the language of the channel', async () => {
    await door.deliver(channelPost(ENGLISH_POST));
    const english = await ask('Summary 7 days!', undefined, { locale: 'en-GB' });
    assert.match(english.fallbackText, /Summary of the last 7 days\. 1 post analysed: 1 negative/);
    assert.match(outgoing(await ask('summary 999 days', undefined, { locale: 'en-GB' })), /last 31 days/);
  });

  it('does not tell of a post that was deleted', async () => {
    const post = channelPost(ENGLISH_POST);
    await door.deliver(post);
    const [prediction] = door.store.predictions.values();
    assert.equal(prediction?.channel, '19:channel@thread.tacv2');
    await door.deliver(softDelete(post));
    await door.forgetInStore(String(prediction?.origin));
    assert.match(outgoing(await ask('bilan')), /Aucun post analysé/);
  });

  it('of a personal chat has no links: no address leads there', async () => {
    await door.deliver(personalPost('Bagage perdu'));
    await door.deliver(personalPost('bilan'));
    const card = outgoing(door.connector.lastCard());
    assert.match(card, /Bagage perdu/);
    assert.doesNotMatch(card, /Action\.OpenUrl/);
  });
});
