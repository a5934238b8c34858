// Posts that are not simply words in a channel. docs/teams-behaviour.md has them in a table.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApplication } from '../../src/application.ts';
import { readConfig } from '../../src/config.ts';
import { verdict } from '../feedback/verdicts.ts';
import { channel, channelMention, channelPost, edit, execute, type Sent } from '../fixtures/activities.ts';
import { startConnector } from './connector.ts';
import { type Door, openDoor } from './door.ts';

const html = (content: string) => ({ attachments: [{ contentType: 'text/html', content }] });

describe('An odd post', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
  });
  afterEach(() => door.close());

  const judged = () => door.judged.map((text) => text.replace(/\s+/g, ' '));
  const replies = () => door.connector.by('POST');

  for (const [what, id] of [
    ['the team', '19:team@thread.tacv2'],
    ['the channel', '19:channel@thread.tacv2'],
  ] as const)
    it(`that mentions ${what} is a post like any other: it does not call the bot, and is judged without the name`, async () => {
      await door.deliver(
        channelPost('<at>Relation client</at> bagage perdu', {
          ...html('<p><at id="0">Relation client</at> bagage perdu</p>'),
          entities: [
            { type: 'mention', mentioned: { id, name: 'Relation client' }, text: '<at>Relation client</at>' },
          ],
        }),
      );
      await door.deliver(
        channelPost('<at>Relation client</at>', html('<p><at id="0">Relation client</at></p>')),
      );
      assert.deepEqual(judged(), ['@user bagage perdu', '@user']);
      assert.equal(replies().length, 1);
    });

  it('that is a reply in a thread is answered in that thread, under itself', async () => {
    const root = channelPost('Bagage perdu');
    await door.deliver(root);
    const reply = channelPost('Merci, vol parfait', { conversation: channel(String(root.id)) });
    await door.deliver(reply);
    assert.deepEqual(
      replies().map(({ conversation, activity }) => [conversation, activity]),
      [root, reply].map(({ id }) => [`19:channel@thread.tacv2;messageid=${root.id}`, id]),
    );
  });

  it('that quotes another is judged by its author’s own words', async () => {
    const quoted =
      '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1"><strong>Zoé</strong><p>Bagage perdu, vol nul</p></blockquote>';
    await door.deliver(channelPost('', html(`${quoted}<p>Merci pour votre patience</p>`)));
    await door.deliver(channelPost('', html(quoted)));
    assert.deepEqual(judged(), ['Merci pour votre patience']);
    assert.equal(replies().length, 1);
  });

  it('of nothing but emoji is judged: they say what their author feels', async () => {
    await door.deliver(channelPost('', html('<p><emoji alt="😡"></emoji><img alt="😡" src="x"></p>')));
    assert.deepEqual(judged(), ['😡😡']);
  });

  it('of nothing but a GIF or a picture gets no answer', async () => {
    await door.deliver(channelPost('', html('<p><img alt="Cat Typing GIF (GIF Image)" src="x"></p>')));
    await door.deliver(channelPost('', { attachments: [{ contentType: 'image/*', contentUrl: 'x' }] }));
    await door.deliver(channelMention('{bot}', { attachments: [{ contentType: 'image/*' }] }));
    assert.deepEqual([judged(), replies()], [[], []]);
  });

  it('that is very long is judged by its beginning, and its card says so', async () => {
    await door.deliver(channelPost('vol parfait '.repeat(100)));
    assert.match(
      JSON.stringify(door.connector.lastCard()),
      /✂️ Post trop long\s: seul le début a été analysé/,
    );
  });

  it('with a block of code is judged without it', async () => {
    const code = '<pre class="language-bash"><code>rm -rf lost+found</code></pre>';
    await door.deliver(channelPost('', html(`<p>Le script de <code>bagages</code> marche</p>${code}`)));
    await door.deliver(
      channelPost('', html('<codeblock class="Json"><code>{"late": true}</code></codeblock>')),
    );
    assert.deepEqual(judged(), ['Le script de bagages marche']);
    assert.equal(replies().length, 1);
  });

  it('in two languages gets one verdict on the whole', async () => {
    await door.deliver(channelPost('Merci à l’équipage, but my suitcase is lost'));
    assert.equal(judged().length, 1);
    assert.equal(replies().length, 1);
  });

  it('that is edited without a change of words keeps its verdict and its votes', async () => {
    const post = channelPost('Bagage perdu');
    await door.deliver(post);
    const [up] = door.connector.lastCard().actions as unknown as [{ data: object; verb: string }];
    await door.deliver(execute(post, door.connector.ids[0]!, up));
    await door.deliver(edit(post, 'Bagage perdu', html('<div><i>Bagage</i>\u00a0<b>perdu</b></div>')));
    assert.match(JSON.stringify(door.connector.lastCard()), /👍 1/);
    await door.deliver(edit(post, 'Bagage retrouvé'));
    assert.doesNotMatch(JSON.stringify(door.connector.lastCard()), /👍 1/);
  });

  it('that is edited again and again keeps one reply, with the verdict on its last words', async () => {
    const post = channelPost('vol parfait');
    await door.deliver(post);
    for (const text of ['bagage perdu', 'bof', 'vol nul']) await door.deliver(edit(post, text));
    assert.equal(replies().length, 1);
    assert.equal(door.connector.by('PUT').at(-1)?.body.summary, '😞 Négatif · 93\u00a0%');
  });
});

describe('A card of before a redeploy', () => {
  it('takes votes: what it shows is in the store, not in the process', async () => {
    const connector = await startConnector();
    const dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-redeploy-'));
    const config = readConfig({ PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: dataDir });
    const start = () =>
      startApplication(config, {
        telemetry: { trace() {}, exception() {}, async close() {} },
        classifier: { model: 'abcdefabcdef', ready: true, classify: async () => verdict, async close() {} },
      });
    const deliver = async (url: string, activity: Sent) =>
      (
        await fetch(`${url}/api/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ serviceUrl: connector.url, ...activity }),
        })
      ).text();
    const until = async (holds: () => boolean) => {
      while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    try {
      const before = await start();
      const post = channelPost();
      await deliver(before.url, post);
      await until(() => connector.by('POST').length === 1);
      await before.close();
      const after = await start();
      const [up] = connector.lastCard().actions as unknown as [{ data: object; verb: string }];
      const { data, verb } = up;
      const reply = connector.ids[0]!;
      const { value } = JSON.parse(await deliver(after.url, execute(post, reply, { verb, data })));
      assert.match(JSON.stringify(value), /Vous avez dit\s: Juste/);
      await until(() => connector.by('PUT').length === 1);
      assert.match(JSON.stringify(connector.lastCard()), /👍 1 d’accord/);
      await after.close();
    } finally {
      await connector.close();
      await rm(dataDir, { recursive: true });
    }
  });
});
