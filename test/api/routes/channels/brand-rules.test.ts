import assert from 'node:assert/strict';
import { MOST_RULES } from '../../../../src/channel/rules/brand-rules.ts';
import { settingsFr } from '../../../../src/web/texts/settings-texts.ts';
import { HAPPY, openRestDoor, problemOf, type RestDoor } from '../../rest-door.ts';

describe('Brand rules, over REST', () => {
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor();
  });
  afterEach(() => door.close());

  const put = (body: unknown) =>
    door.ask('/brand-rules', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const rules = async () => ((await (await door.ask('/brand-rules')).json()) as { rules: object[] }).rules;
  const predict = async (text: string) =>
    (await (await door.post('/predict', { text })).json()) as Record<string, unknown>;

  it('are put, listed and removed', async () => {
    const given = { phrase: 'retard', label: 'negative', channel: null };
    const rule = { ...given, handle: null };
    assert.deepEqual(await (await put({ phrase: 'retard', label: 'negative' })).json(), rule);
    await put({ ...given, channel: '19:a', label: 'neutral' });
    assert.equal((await rules()).length, 2);
    const removed = await door.ask('/brand-rules?phrase=R%C3%A9tard', { method: 'DELETE' });
    assert.deepEqual(await removed.json(), rule);
    const handle = door.hashPerson('channel', '19:a');
    assert.deepEqual(await rules(), [{ ...rule, channel: '19:a', handle, label: 'neutral' }]);
    assert.equal((await door.ask('/brand-rules?phrase=retard', { method: 'DELETE' })).status, 404);
    assert.equal(
      (await door.ask('/brand-rules?phrase=retard&channel=19:a', { method: 'DELETE' })).status,
      200,
    );
  });

  it('are removed by the handle of a channel, so that its id stands in no query', async () => {
    const chat = 'a:1lou-with-the-bot';
    await door.conversations.saveConversation(
      { conversation: chat, serviceUrl: 'https://smba.example/', host: 'msteams', bot: '28:bot' },
      { person: null, at: 0 },
    );
    const handle = door.hashPerson('channel', chat);
    const made = await (await put({ phrase: 'soute', label: 'negative', channel: handle })).json();
    assert.deepEqual(made, { phrase: 'soute', label: 'negative', channel: chat, handle });
    const query = `?phrase=soute&channel=${handle}`;
    assert.equal((await door.ask(`/brand-rules${query}`, { method: 'DELETE' })).status, 200);
    assert.deepEqual(await rules(), []);
    const unknown = `?phrase=soute&channel=${'f'.repeat(32)}`;
    const response = await door.ask(`/brand-rules${unknown}`, { method: 'DELETE' });
    assert.match((await problemOf(response)).detail, /No channel has this handle/);
  });

  it('are refused without a word, or with a label that does not exist', async () => {
    for (const body of [
      { phrase: '!!', label: 'negative' },
      { phrase: 'a', label: 'furious' },
      { phrase: 'a' },
    ]) {
      const response = await put(body);
      assert.equal(response.status, 422);
      assert.ok((await problemOf(response)).errors?.length);
    }
    assert.deepEqual(await rules(), []);
  });

  it('show in the answer that they pushed it, beside the model’s own verdict', async () => {
    await put({ phrase: 'late', label: 'negative' });
    const { id, label, probability, brand } = await predict('Wonderfully late');
    const expected = {
      rules: [{ phrase: 'late', label: 'negative' }],
      own: { label: 'positive', scores: HAPPY.scores, probability: 0.93, certain: true },
    };
    assert.deepEqual({ label, brand }, { label: 'negative', brand: expected });
    assert.ok(Math.abs((probability as number) - 0.286) < 0.001);
    const kept = (await (await door.ask(`/predictions/${id}`)).json()) as { brand: object };
    assert.deepEqual(kept.brand, expected);
    assert.ok(!('brand' in (await predict('Wonderful'))));
  });

  it('are refused beyond the most that a place may have, in words that the page translates, and those before stay', async () => {
    for (const channel of [null, '19:full']) {
      for (let n = 1; n <= MOST_RULES; n += 1)
        assert.equal((await put({ phrase: `mot ${n}`, label: 'neutral', channel })).status, 200);
      const response = await put({ phrase: 'un de trop', label: 'neutral', channel });
      assert.equal(response.status, 422);
      const { errors } = await problemOf(response);
      assert.equal(errors?.[0]?.field, 'phrase');
      assert.ok(settingsFr.faults[errors[0].message], errors[0].message);
      assert.equal((await put({ phrase: 'Mot 7', label: 'positive', channel })).status, 200);
    }
    assert.equal((await rules()).length, 2 * MOST_RULES);
  }).timeout(60_000);

  it('are refused with more than twenty words', async () => {
    const response = await put({ phrase: Array(21).fill('air').join(' '), label: 'negative' });
    assert.match((await problemOf(response)).detail, /phrase: has more than 20 words/);
    assert.equal((await put({ phrase: Array(20).fill('air').join(' '), label: 'negative' })).status, 200);
  });

  it('of a channel do not touch posts of the API', async () => {
    await put({ phrase: 'late', label: 'negative', channel: '19:a' });
    assert.equal((await predict('late')).label, 'positive');
  });

  it('are exported with the verdicts that they made', async () => {
    await put({ phrase: 'late', label: 'negative' });
    for (const text of ['late again', 'fine']) {
      const { id } = await predict(text);
      await door.post('/feedback', { prediction_id: id, correct: true, user: 'ann' });
    }
    const lines = (await (await door.ask('/export')).text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map(({ predicted, label, brand_rule, model_label, model_probability }) => [
        predicted,
        label,
        brand_rule,
        model_label,
        model_probability,
      ]),
      [
        ['negative', 'negative', 'late', 'positive', 0.93],
        ['positive', 'positive', null, null, null],
      ],
    );
    const csv = await (await door.ask('/export?format=csv')).text();
    assert.match(csv, /,brand_rule,model_label,model_probability,topics,predicted_topics\n/);
    assert.match(csv, /,late,positive,0\.93,,\n/);
  });
});
