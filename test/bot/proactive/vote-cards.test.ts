import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { DEFAULTS } from '../../../src/channel/settings.ts';
import { channelPost, ENGLISH_POST, edit, reaction, SAM } from '../../fixtures/activities.ts';
import { type Door, openAnsweredPost } from '../door.ts';

describe('The card in Teams', () => {
  let door: Door;
  let post: ReturnType<typeof channelPost>;
  let predictionId: string;
  beforeEach(async () => {
    ({ door, post, predictionId } = await openAnsweredPost());
  });
  afterEach(() => door.close());

  const shown = () => JSON.stringify(door.connector.by('PUT').at(-1)?.body);
  const vote = (correct: boolean, person = 'key:page') =>
    door.feedback.vote({ predictionId, person, correct });

  it('shows a vote, a correction and a withdrawal that came by another door', async () => {
    await vote(false);
    await door.settled();
    assert.match(shown(), /👍 0 d’accord · 👎 1 pas d’accord/);
    await door.feedback.correct({ predictionId, person: 'key:page', correction: 'neutral' });
    await vote(true, 'another');
    await door.settled();
    assert.match(shown(), /👍 1 d’accord · 👎 1 pas d’accord/);
    await door.feedback.withdraw({ predictionId, person: 'key:page', correct: false });
    await door.settled();
    assert.match(shown(), /👍 1 d’accord · 👎 0 pas d’accord/);
  });

  it('is left alone by a vote that changes nothing', async () => {
    await vote(true);
    await door.settled();
    const before = door.connector.by('PUT').length;
    await vote(true);
    await door.settled();
    assert.equal(door.connector.by('PUT').length, before);
  });

  it('keeps its language, whoever votes and whatever the channel was first addressed in', async () => {
    const english = channelPost(ENGLISH_POST, { locale: 'en-US' });
    await door.deliver(english);
    const [, { predictionId: id }] = (await door.replies()) as [unknown, { predictionId: string }];
    await door.feedback.vote({ predictionId: id, person: 'key:page', correct: false });
    await door.settled();
    assert.match(shown(), /👍 0 agree · 👎 1 disagree/);
  });

  it('counts a vote that came while it waited to be posted', async () => {
    door.connector.hold('POST');
    const waiting = channelPost('Vol perdu');
    await door.handOver(waiting);
    while ((await door.teams.waiting()).orders.count === 0) await wait(2);
    const [, id] = [...door.store.predictions.keys()];
    await door.feedback.vote({ predictionId: id!, person: 'key:page', correct: true });
    door.connector.recover();
    await door.settled();
    const last = door.connector.calls.at(-1)!.body;
    assert.match(JSON.stringify(last), /👍 1 d’accord/);
  });

  it('of an edited post is not brought back by a vote on what it said before', async () => {
    await door.deliver(edit(post, 'Finalement, vol nul'));
    const before = door.connector.calls.length;
    await vote(false);
    await door.settled();
    assert.equal(door.connector.calls.length, before);
  });

  it('is not made by a vote where the channel wants none', async () => {
    await door.channels.saveSettings('19:channel@thread.tacv2', {
      ...DEFAULTS,
      mode: 'silent',
    });
    await door.deliver(channelPost('Vol perdu'));
    const [, id] = [...door.store.predictions.keys()];
    const before = door.connector.calls.length;
    await door.feedback.vote({ predictionId: id!, person: SAM.aadObjectId, correct: true });
    await door.settled();
    assert.equal(door.connector.calls.length, before);
  });

  it('follows reactions too', async () => {
    await door.deliver(reaction(post, door.connector.ids[0]!, { added: ['heart'] }));
    assert.match(shown(), /👍 1 d’accord/);
  });
});
