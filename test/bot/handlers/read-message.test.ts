import assert from 'node:assert/strict';
import { DEFAULTS } from '../../../src/channel/settings.ts';
import {
  BOT,
  channel,
  channelMention,
  channelPost,
  edit,
  FRENCH_POST,
  group,
  groupPost,
} from '../../fixtures/activities.ts';
import { type Door, openDoor } from '../door.ts';

const CHANNEL = '19:channel@thread.tacv2';
const WORKFLOWS = { id: '28:workflows', name: 'Workflows', role: 'bot' };
const CARD = 'application/vnd.microsoft.card.adaptive';

describe('A group chat', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
  });
  afterEach(() => door.close());

  it('is not read without a mention until it wants to be: nothing is judged, kept or answered', async () => {
    const post = groupPost();
    await door.deliver(post);
    await door.deliver(edit(post, 'Vol nul, quelle honte', { channelData: { eventType: 'editMessage' } }));
    assert.deepEqual([door.judged, door.connector.calls, door.store.predictions.size], [[], [], 0]);
  });

  it('is answered when it mentions the bot, and says so in its settings', async () => {
    await door.deliver(channelMention('{bot} un vol parfait', { conversation: group, channelData: {} }));
    assert.equal(door.judged.length, 1);
    await door.deliver(groupPost('/réglages'));
    const [mode] = door.connector.lastCard().body.filter(({ id }) => id === 'mode');
    assert.equal(mode?.value, 'mentioned');
  });

  it('is read once it chose to be', async () => {
    await door.channels.saveSettings(group.id, { ...DEFAULTS, mode: 'every' });
    await door.deliver(groupPost());
    assert.deepEqual(door.judged, [FRENCH_POST]);
    assert.equal(door.connector.by('POST').length, 1);
  });

  it('forgets a post that is edited after it chose otherwise', async () => {
    await door.channels.saveSettings(group.id, { ...DEFAULTS, mode: 'every' });
    const post = groupPost();
    await door.deliver(post);
    await door.channels.saveSettings(group.id, { ...DEFAULTS, mode: 'mentioned' });
    await door.deliver(edit(post, 'Vol nul, quelle honte', { channelData: { eventType: 'editMessage' } }));
    assert.equal(door.connector.by('DELETE').length, 1);
    assert.equal([...door.store.predictions.values()][0]?.text, null);
  });
});

describe('A post of a bot', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
  });
  afterEach(() => door.close());

  const listen = (...bots: string[]) => door.channels.saveSettings(CHANNEL, { ...DEFAULTS, bots });
  const content = {
    type: 'AdaptiveCard',
    body: [
      { type: 'TextBlock', text: '**Air Paradis** a perdu ma [valise](https://x.example/1)' },
      {
        type: 'Container',
        items: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'Honteux' }] }],
      },
    ],
  };
  const fromWorkflows = (changes = {}) =>
    channelPost('', { from: WORKFLOWS, attachments: [{ contentType: CARD, content }], ...changes });

  it('is judged by the text of its card, like one of people, where the bot is on the list', async () => {
    await listen('workflows');
    const post = fromWorkflows();
    await Promise.all([door.deliver(post), door.deliver(post)]);
    assert.deepEqual(door.judged, ['Air Paradis a perdu ma valise\nHonteux']);
    const [reply, ...more] = door.connector.by('POST');
    assert.deepEqual(more, []);
    assert.equal(reply?.activity, post.id);
    const [prediction] = door.store.predictions.values();
    assert.deepEqual([prediction?.channel, prediction?.author], [CHANNEL, null]);
  });

  it('is found by the id of the bot too, and in a card of a connector', async () => {
    await listen(WORKFLOWS.id);
    const o365 = 'application/vnd.microsoft.teams.card.o365connector';
    const old = { title: 'Avis', sections: [{ activityTitle: '@zoe', text: 'Vol nul' }] };
    await door.deliver(fromWorkflows({ attachments: [{ contentType: o365, content: JSON.stringify(old) }] }));
    assert.deepEqual(door.judged, ['Avis\n@zoe\nVol nul']);
  });

  it('is judged again when it is edited', async () => {
    await listen('Workflows');
    const post = fromWorkflows();
    await door.deliver(post);
    await door.deliver(edit(post, 'Vol annulé, quelle honte', { attachments: [] }));
    assert.equal(door.judged.at(-1), 'Vol annulé, quelle honte');
    assert.equal(door.connector.by('PUT').length, 1);
  });

  const passedOver: [what: string, changes: object, bots: string[]][] = [
    ['of a bot that is not on the list', {}, ['Feeds']],
    ['where nobody is on the list', {}, []],
    ['of our own, even if we are on the list', { from: { ...BOT, role: 'bot' } }, [BOT.id, BOT.name]],
    [
      'that answers in a thread, as a bot that answers us would',
      { conversation: channel('1') },
      ['Workflows'],
    ],
    ['that answers a message', { replyToId: '1' }, ['Workflows']],
    [
      'without a word on its card',
      { attachments: [{ contentType: CARD, content: { body: [] } }] },
      ['Workflows'],
    ],
  ];
  for (const [what, changes, bots] of passedOver)
    it(`is passed over ${what}`, async () => {
      await listen(...bots);
      await door.deliver(fromWorkflows(changes));
      assert.deepEqual([door.judged, door.connector.calls], [[], []]);
    });

  it('is no command and no press', async () => {
    await listen('Workflows');
    await door.deliver(channelPost('', { from: WORKFLOWS, value: { verb: 'mode', mode: 'silent' } }));
    await door.deliver(fromWorkflows({ text: 'stop', attachments: [] }));
    assert.deepEqual(door.judged, ['stop']);
    assert.equal((await door.channels.findSettings(CHANNEL))?.settings.mode, 'every');
  });
});
