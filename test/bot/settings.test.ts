import assert from 'node:assert/strict';
import { DEFAULTS } from '../../src/channel/settings.ts';
import {
  BOT,
  channelMention,
  channelPost,
  ENGLISH_POST,
  edit,
  execute,
  FRENCH_POST,
  groupPost,
  install,
  membersAdded,
  personalPost,
  SAM,
  type Sent,
  submit,
  ZOE,
} from '../fixtures/activities.ts';
import { type Answered, type Door, openDoor } from './door.ts';

const CHANNEL = '19:channel@thread.tacv2';
const TEAM = { tenant: { id: 't' }, team: { id: '19:team@thread.tacv2' } };
const FORM = {
  mode: 'negative-or-uncertain',
  threshold: '80',
  answer: 'card',
  language: 'auto',
  quietFrom: '20:00',
  quietTo: '07:00',
  timeZone: 'Europe/Paris',
  who: 'everyone',
};

describe('The settings of a channel, in Teams', () => {
  let door: Door;
  let call: Sent;
  beforeEach(async () => {
    door = await openDoor();
    await door.deliver(install(channelPost().conversation as object, 'add'));
    await door.deliver({ ...membersAdded([BOT], channelPost().conversation as object), channelData: TEAM });
    call = channelMention('{bot} réglages');
  });
  afterEach(() => door.close());

  const settings = async (reference = CHANNEL) => (await door.channels.findSettings(reference))?.settings;
  const press = (verb: string, data: object, changes = {}, on = call) =>
    door.deliver(execute(on, 'the-form', { verb, data }, { channelData: TEAM, ...changes }));
  const save = (changes = {}, from = ZOE, revision = 0) =>
    press('settings', { ...FORM, revision, ...changes }, { from });
  const outgoing = (answered: Answered) => JSON.stringify(answered.body.value);

  it('are a form, with what is in force, for “réglages” and “settings”', async () => {
    await door.deliver(call);
    const card = door.connector.lastCard();
    const inputs = card.body.filter(({ type }) => String(type).startsWith('Input.'));
    assert.deepEqual(
      inputs.map(({ id, value }) => [id, value]),
      [
        ['mode', 'every'],
        ['answer', 'card'],
        ['digest', 'none'],
      ],
    );
    await door.deliver(channelMention('{bot} Settings.', { locale: 'en-GB' }));
    assert.match(JSON.stringify(door.connector.lastCard()), /Channel settings/);
    assert.deepEqual(door.judged, []);
  });

  describe('of which most stand in a dialog', () => {
    const invoke = (name: string, data: object, from: object = ZOE) =>
      door.deliver({
        ...execute(call, 'the-form', { verb: '', data: {} }, { channelData: TEAM, from }),
        name,
        value: { data, context: { theme: 'default' } },
      });
    const MORE = { quietFrom: '20:00', quietTo: '07:00', timeZone: 'Europe/Paris', who: 'everyone' };

    it('that a button of the form opens, also on a host that knows no dialogs', async () => {
      await door.deliver(call);
      const more = door.connector.lastCard().actions?.find(({ title }) => title === '⚙️ Plus d’options');
      assert.deepEqual(more?.data, {
        msteams: { type: 'task/fetch' },
        verb: 'more-settings',
        private: true,
      });
      const { body } = await invoke('task/fetch', more!.data as object);
      const { title, card } = body.task.value;
      assert.equal(title, 'Réglages de ce canal');
      const inputs = card.content.body.filter(({ type }: { type: string }) => type.startsWith('Input.'));
      assert.deepEqual(
        inputs.map(({ id, value }: Record<string, unknown>) => [id, value]),
        [
          ['threshold', 50],
          ['language', 'auto'],
          ['quietFrom', undefined],
          ['quietTo', undefined],
          ['timeZone', 'Europe/Paris'],
          ['spikes', 'yes'],
          ['remindAfter', '0'],
          ['who', 'everyone'],
          ['people', undefined],
          ['bots', ''],
        ],
      );
      await door.deliver(submit(call, 'the-form', more!.data, { channelData: TEAM }));
      assert.match(JSON.stringify(door.connector.by('PUT')[0]?.body), /quietFrom/);
    });

    it('that saves its own settings, leaves the others, and brings the form up to date', async () => {
      await save({ mode: 'negative', digest: 'day', digestAt: '08:00' });
      const opened = await invoke('task/fetch', { verb: 'more-settings' });
      const [{ data }] = opened.body.task.value.card.content.actions;
      const sent = { ...data, ...MORE, threshold: '75', language: 'en', spikes: 'no', quietFrom: '21:00' };
      const { body } = await invoke('task/submit', sent);
      assert.match(JSON.stringify(body.task.value.card), /Settings saved/);
      const saved = await settings();
      assert.deepEqual(saved, {
        ...DEFAULTS,
        mode: 'negative',
        digest: { every: 'day', at: '08:00' },
        threshold: 0.75,
        language: 'en',
        spikes: false,
        quiet: { from: '21:00', to: '07:00' },
      });
      const put = door.connector.by('PUT').at(-1);
      assert.equal(put?.activity, 'the-form');
      assert.match(put?.body.summary, /Settings saved/);
    });

    it('that says what is wrong, keeps nothing, and goes on with the same fields', async () => {
      const sent = { verb: 'settings', revision: 0, more: true, form: 'the-form', ...MORE, threshold: '12' };
      const { body } = await invoke('task/submit', sent);
      const text = JSON.stringify(body.task.value.card);
      assert.match(text, /À corriger\s: Certitude minimale/);
      assert.match(text, /"id":"quietFrom"/);
      assert.equal(await settings(), undefined);
      assert.deepEqual(door.connector.by('PUT'), []);
    });

    it('that asks which other channel is to be told after so many hours, where none was chosen', async () => {
      const sent = { verb: 'settings', revision: 0, more: true, form: 'the-form', ...MORE };
      const { body } = await invoke('task/submit', { ...sent, escalateAfter: '8', escalateTo: '' });
      assert.match(JSON.stringify(body.task.value.card), /À corriger\s: Canal à prévenir/);
      assert.equal(await settings(), undefined);
      await invoke('task/submit', { ...sent, escalateAfter: '0', escalateTo: '' });
      assert.equal((await settings())?.reminders, undefined);
    });

    it('that opens for owners only, and never replaces the card of a verdict', async () => {
      const { body } = await invoke('task/fetch', { verb: 'more-settings' }, SAM);
      assert.match(body.task.value, /Réservé/);
      const post = channelPost(undefined, { conversation: call.conversation });
      await door.deliver(post);
      const forged = { verb: 'settings', revision: 0, more: true, ...MORE };
      await invoke('task/submit', { ...forged, form: (await door.replies())[0]!.reply });
      assert.deepEqual(door.connector.by('PUT'), []);
    });
  });

  it('switch a digest on without a time, which then can be changed', async () => {
    await press('settings', { revision: 0, mode: 'every', answer: 'card', digest: 'week' });
    assert.deepEqual((await settings())?.digest, { every: 'week', at: '09:00', weekday: 1 });
    await door.deliver(call);
    const inputs = door.connector.lastCard().body.map(({ id }) => id);
    assert.ok(inputs.includes('digestAt') && inputs.includes('digestDay'));
    await press('settings', { revision: 1, digest: 'day', digestAt: '07:30' });
    assert.deepEqual((await settings())?.digest, { every: 'day', at: '07:30' });
  });

  it('are saved by whoever added the bot to the team, and confirmed to everybody', async () => {
    const answered = await save();
    assert.match(outgoing(answered), /Réglages enregistrés/);
    assert.deepEqual(await settings(), {
      ...DEFAULTS,
      mode: 'negative-or-uncertain',
      threshold: 0.8,
      quiet: { from: '20:00', to: '07:00' },
    });
    const [update] = door.connector.by('PUT');
    assert.equal(update?.activity, 'the-form');
    assert.match(JSON.stringify(update?.body.attachments[0].content), /20:00–07:00/);
  });

  it('are not saved by anybody else, who is told why', async () => {
    const { body } = await save({}, SAM);
    assert.equal(body.statusCode, 403);
    assert.equal(body.value.code, 'NotOwner');
    assert.match(body.value.message, /l’administrateur a désignées/);
    assert.equal(await settings(), undefined);
    assert.deepEqual(door.connector.by('PUT'), []);
  });

  it('are back to what they were with one more press, and forth with another', async () => {
    await save();
    const back = await press('restore', { revision: 1 });
    assert.match(outgoing(back), /Réglages précédents rétablis/);
    assert.deepEqual(await settings(), DEFAULTS);
    await press('restore', { revision: 2 });
    assert.equal((await settings())?.mode, 'negative-or-uncertain');
  });

  it('cannot be taken back over a change that was not seen', async () => {
    await save();
    await save({ mode: 'silent' }, ZOE, 1);
    const late = await press('restore', { revision: 1 });
    assert.match(outgoing(late), /ont été modifiés entre-temps/);
    assert.equal((await settings())?.mode, 'silent');
    assert.match(outgoing(await save()), /ont été modifiés entre-temps/);
  });

  const wrong: [what: string, changes: object, named: RegExp][] = [
    ['a threshold that is no number', { threshold: 'beaucoup' }, /Certitude minimale/],
    ['quiet hours without an end', { quietTo: '' }, /Heures calmes/],
    ['a time zone that does not exist', { timeZone: 'Paris' }, /Fuseau horaire/],
    ['a mode that does not exist', { mode: 'x' }, /Quand répondre/],
    ['a digest at no hour', { digest: 'day', digestAt: '' }, /Résumé automatique/],
    [
      'a digest of the week on no day',
      { digest: 'week', digestAt: '09:00', digestDay: '' },
      /Résumé automatique/,
    ],
    ['named voters without a name', { who: 'named', people: '' }, /Qui peut voter/],
  ];
  for (const [what, changes, named] of wrong)
    it(`are not saved with ${what}, which the form then names`, async () => {
      const { body } = await save(changes);
      const notice = body.value.speak;
      assert.match(notice, /Rien n’a été enregistré/);
      assert.match(notice, named);
      assert.equal(await settings(), undefined);
    });

  it('ask for a digest, and for no notice of spikes; a form that does not know of them changes neither', async () => {
    const week = { digest: 'week', digestAt: '08:30', digestDay: '5', spikes: 'no' };
    assert.match(outgoing(await save(week)), /chaque vendredi à 08:30 \(Europe\/Paris\)/);
    const digest = { every: 'week', at: '08:30', weekday: 5 };
    const saved = await settings();
    assert.deepEqual([saved?.digest, saved?.spikes], [digest, false]);
    await save({}, ZOE, 1);
    const still = await settings();
    assert.deepEqual([still?.digest, still?.spikes], [digest, false]);
    await save({ digest: 'day', digestAt: '08:30', spikes: 'yes' }, ZOE, 2);
    assert.deepEqual((await settings())?.digest, { every: 'day', at: '08:30' });
    await save({ digest: 'none' }, ZOE, 3);
    assert.equal((await settings())?.digest, null);
  });

  it('are refused without a revision, as no card of ours sends them', async () => {
    assert.equal((await press('settings', FORM)).body.value.code, 'BadRequest');
  });

  it('may be changed by people whom the operators name', async () => {
    const other = await openDoor({ environment: { CHANNEL_OWNERS: SAM.aadObjectId } });
    try {
      const by = (from: object) =>
        other.deliver(execute(call, 'the-form', { verb: 'only-negatives', data: {} }, { from }));
      assert.equal((await by(ZOE)).body.value.code, 'NotOwner');
      assert.equal((await by(SAM)).body.statusCode, 200);
      assert.equal((await by(SAM)).body.type, 'application/vnd.microsoft.card.adaptive');
    } finally {
      await other.close();
    }
  });

  it('of a chat may be changed by whoever takes part in it', async () => {
    for (const post of [personalPost(), groupPost()]) {
      await press('only-negatives', {}, { from: SAM, channelData: undefined }, post);
      const reference = (post.conversation as { id: string }).id;
      assert.equal((await settings(reference))?.mode, 'negative-or-uncertain');
    }
  });

  it('work on hosts that send a button’s press as a message', async () => {
    await door.deliver(
      submit(call, 'the-form', { verb: 'settings', revision: 0, ...FORM }, { channelData: TEAM }),
    );
    assert.equal((await settings())?.threshold, 0.8);
    assert.match(JSON.stringify(door.connector.lastCard()), /Réglages enregistrés/);
    await door.deliver(
      submit(call, 'the-form', { verb: 'only-negatives' }, { from: SAM, channelData: TEAM }),
    );
    assert.match(door.told.log.join(''), /refused a card action/);
  });

  describe('decide', () => {
    const answers = () => door.connector.by('POST').map(({ body }) => body.summary);
    const sent = async (...posts: Sent[]) => {
      const before = answers().length;
      for (const post of posts) await door.deliver(post);
      return answers().slice(before);
    };
    const set = (changes: object) => door.channels.saveSettings(CHANNEL, { ...DEFAULTS, ...changes });

    it('which posts are answered; the others are judged and counted', async () => {
      await set({ mode: 'negative-or-uncertain' });
      assert.deepEqual(await sent(channelPost(FRENCH_POST), channelPost(ENGLISH_POST), channelPost('bof')), [
        '😞 Négatif · 93\u00a0%',
        '🤔 Incertain · plutôt négatif · 54\u00a0%',
      ]);
      assert.equal(door.store.predictions.size, 3);
    });

    it('that a post which mentions the bot is answered all the same', async () => {
      await set({ mode: 'mentioned' });
      assert.deepEqual(await sent(channelPost(ENGLISH_POST)), []);
      assert.equal((await sent(channelMention('{bot} un vol parfait'))).length, 1);
    });

    it('that nothing is answered in a silent channel but commands', async () => {
      await set({ mode: 'silent' });
      assert.deepEqual(await sent(channelMention('{bot} un vol parfait')), []);
      assert.deepEqual(await sent(channelMention('{bot} aide')), ['✈️ Comment ça marche']);
      assert.equal(door.store.predictions.size, 1);
    });

    it('when it is quiet, by the clock of the channel', async () => {
      const hour = (add: number) => {
        const at = new Date(1_790_000_000_000 + add * 3_600_000);
        return new Intl.DateTimeFormat('fr', { timeZone: 'Asia/Tokyo', timeStyle: 'short' }).format(at);
      };
      await set({ quiet: { from: hour(0), to: hour(1) }, timeZone: 'Asia/Tokyo' });
      assert.deepEqual(await sent(channelPost()), []);
      door.later = 3_600_000;
      assert.equal((await sent(channelPost())).length, 1);
    });

    it('in which language everybody is answered', async () => {
      await set({ language: 'en' });
      assert.deepEqual(await sent(channelPost(FRENCH_POST)), ['😊 Positive · 93%']);
    });

    it('that an edit which makes a silent post negative is answered, and one that turns a card keeps it', async () => {
      await set({ mode: 'negative-or-uncertain' });
      const post = channelPost(FRENCH_POST);
      assert.deepEqual(await sent(post), []);
      assert.equal((await sent(edit(post, 'bagage perdu'))).length, 1);
      assert.deepEqual(await sent(edit(post, FRENCH_POST)), []);
      assert.equal(door.connector.by('PUT').at(-1)?.body.summary, '😊 Positif · 93\u00a0%');
    });

    it('who may vote: others get a reason, and their reactions count for nothing', async () => {
      const post = channelPost();
      await door.deliver(post);
      const [predictionId] = door.store.predictions.keys();
      const vote = (from: object, verb = 'vote') =>
        door.deliver(
          execute(post, 'r', { verb, data: { predictionId, correct: true } }, { from, channelData: TEAM }),
        );
      await vote(SAM);
      await set({ voters: { who: 'owners' } });
      assert.equal((await vote(SAM)).body.value.code, 'NoVoter');
      assert.equal((await vote(ZOE)).body.statusCode, 200);
      assert.deepEqual(await door.feedback.tally(predictionId!), { up: 2, down: 0 });
      assert.equal((await vote(SAM, 'undo')).body.type, 'application/vnd.microsoft.card.adaptive');
      const reaction = {
        ...post,
        type: 'messageReaction',
        id: 'f:1',
        from: SAM,
        replyToId: door.connector.ids.at(-1),
        reactionsAdded: [{ type: 'like' }],
      };
      assert.equal((await door.deliver(reaction)).status, 200);
      assert.deepEqual(await door.feedback.tally(predictionId!), { up: 1, down: 0 });
    });

    it('that the people who were picked may vote, and stay picked when the form is saved again', async () => {
      await save({ who: 'named', people: `${SAM.aadObjectId}` });
      const named = (await settings())?.voters;
      assert.ok(named?.who === 'named' && named.people.length === 1);
      assert.ok(!JSON.stringify(named).includes(SAM.aadObjectId), 'a person is kept as a hash');
      await save({ who: 'named', mode: 'every' }, ZOE, 1);
      assert.deepEqual((await settings())?.voters, named);
      const post = channelPost();
      await door.deliver(post);
      const predictionId = [...door.store.predictions.keys()].at(-1);
      const vote = (from: object) =>
        door.deliver(execute(post, 'r', { verb: 'vote', data: { predictionId, correct: true } }, { from }));
      assert.equal((await vote(ZOE)).body.value.code, 'NoVoter');
      assert.equal((await vote(SAM)).body.type, 'application/vnd.microsoft.card.adaptive');
    });

    it('that a verdict is one line, which opens the whole card for whoever asks', async () => {
      await set({ answer: 'line' });
      const post = channelPost();
      await sent(post);
      const line = door.connector.lastCard();
      assert.equal(line.body.length, 1);
      assert.match(JSON.stringify(line), /😊 Positif · 93\u00a0%.+Détails/);
      const [predictionId] = door.store.predictions.keys();
      const reply = door.connector.ids.at(-1)!;
      const press = (verb: string, data: object, on = post) =>
        door.deliver(execute(on, reply, { verb, data: { predictionId, card: 'fr', ...data } }));
      const { body } = await press('details', {});
      assert.match(JSON.stringify(body.value), /😊 Positif · 93.+👍 Juste/);
      assert.equal(door.connector.by('PUT').length, 0);
      await press('vote', { correct: false });
      const shared = door.connector.lastCard();
      assert.equal(shared.body.length, 1);
      assert.match(JSON.stringify(shared), /👍 0 d’accord · 👎 1/);
      assert.equal((await press('details', {}, personalPost())).body.value.code, 'NotFound');
      assert.equal((await press('details', { predictionId: 'x' })).body.value.code, 'BadRequest');
    });
  });
});

describe('A channel where the bot answers much', function () {
  this.timeout(30_000);

  let door: Door;
  beforeEach(async () => {
    door = await openDoor({ environment: { CHANNEL_OWNERS: ZOE.aadObjectId } });
  });
  afterEach(() => door.close());

  /** So many posts, and everything that is said about them. */
  async function post(count: number, make: () => Sent): Promise<void> {
    for (let n = 0; n < count; n += 1) await door.handOver(make());
    await door.settled();
  }

  const offers = () =>
    door.connector.by('POST').filter(({ body }) => /J’ai répondu à dix posts/.test(body.summary ?? ''));

  it('is offered fewer answers with the tenth, once', async () => {
    await post(9, channelPost);
    assert.equal(offers().length, 0);
    await post(11, channelPost);
    assert.equal(offers().length, 1);
    const call = channelPost();
    await door.deliver(execute(call, 'the-offer', { verb: 'only-negatives', data: { offer: true } }));
    assert.equal((await door.channels.findSettings(CHANNEL))?.settings.mode, 'negative-or-uncertain');
    assert.equal(door.connector.by('PUT').at(-1)?.activity, 'the-offer');
  });

  it('is offered nothing when it is a chat of one person', async () => {
    await post(11, personalPost);
    assert.equal(offers().length, 0);
  });

  it('may answer less from the first day: the welcome offers it, and stays for the others', async () => {
    await door.deliver(install(channelPost().conversation as object));
    assert.match(JSON.stringify(door.connector.lastCard().actions), /Négatifs et incertains seulement/);
    const { body } = await door.deliver(
      execute(channelPost(), 'the-welcome', { verb: 'only-negatives', data: { offer: false } }),
    );
    assert.match(JSON.stringify(body.value), /aux posts négatifs ou incertains.+Annuler la modification/);
    assert.deepEqual(door.connector.by('PUT'), []);
  });
});

describe('The status of the bot in a channel', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
  });
  afterEach(() => door.close());

  it('shows mode, threshold, quiet hours, model, what was judged today, and the bad predictions', async () => {
    await door.channels.saveSettings(CHANNEL, {
      ...DEFAULTS,
      mode: 'mentioned',
      quiet: { from: '20:00', to: '07:00' },
    });
    await door.deliver(channelPost(ENGLISH_POST));
    await door.deliver(channelPost(FRENCH_POST));
    await door.deliver(channelMention('{bot} état'));
    const card = JSON.stringify(door.connector.lastCard());
    for (const shown of [
      /seulement si on me mentionne/,
      /50\u00a0%/,
      /20:00–07:00/,
      /a1b2c3d4e5f6/,
      /2 \(1 négatif, 0 neutre, 1 positif\s; 0 incertain\)/,
      /aucun vote/,
    ])
      assert.match(card, shown);
    await door.deliver(channelMention('{bot} status', { locale: 'en-GB' }));
    assert.match(JSON.stringify(door.connector.lastCard()), /Disputed verdicts today/);
    assert.equal(door.store.predictions.size, 2);
  });
});
