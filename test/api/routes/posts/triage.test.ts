import assert from 'node:assert/strict';
import type { z } from 'zod';
import { createSignIn } from '../../../../src/api/auth/sign-in.ts';
import type { TriageOut } from '../../../../src/api/routes/posts/triage.ts';
import { DEFAULTS } from '../../../../src/channel/settings.ts';
import { verdict } from '../../../feedback/verdicts.ts';
import { openRestDoor, type RestDoor } from '../../rest-door.ts';

const CARE = '19:care@thread.tacv2';
const PRESS = '19:press@thread.tacv2';
const LEA = '0c5f0b1c-5f1e-4c39-8a39-2f6f6f1f2b07';

describe('GET /triage', () => {
  let door: RestDoor;
  beforeEach(async () => {
    const signIn = createSignIn({
      check: async (person) => ({ person, expires: Date.now() / 1000 + 3600 }),
      secret: 'k'.repeat(32),
      scopes: ['read'],
    });
    door = await openRestDoor({ signIn });
    for (const channel of [CARE, PRESS]) await door.channels.saveSettings(channel, DEFAULTS);
    await door.names.saveNames([{ id: CARE, name: 'Avis' }], 1);
    await door.members.hear({
      conversation: CARE,
      person: door.hashPerson('teams', LEA),
      account: null,
      at: 1,
    });
  });
  afterEach(() => door.close());

  let written = 0;
  async function wait(channel: string): Promise<string> {
    written += 1;
    const origin = `teams:${channel}/${written}`;
    const said = { ...verdict, label: 'negative' } as const;
    const post = { verdict: said, text: 'Valise perdue', door: 'teams', channel, origin } as const;
    return (await door.feedback.record(post)).id;
  }
  async function asLea(): Promise<Record<string, string>> {
    const session = await door.post('/session', {}, { authorization: `Bearer ${LEA}` });
    return { cookie: session.headers.get('set-cookie')!.split(';')[0]!, 'sec-fetch-site': 'same-origin' };
  }
  const ask = async (query = '', headers: Record<string, string> = {}) => {
    const answer = await door.ask(`/triage${query}`, { headers });
    return (await answer.json()) as z.output<typeof TriageOut>;
  };

  it('tells what waits now, and how long it took, in all and week by week', async () => {
    const [id] = [await wait(CARE), await wait(CARE), await wait(PRESS)];
    await door.triage.change({ predictionId: id, status: 'answered', door: 'api', person: 'key:page' });
    const { now, total, groups } = await ask();
    assert.deepEqual([now.open, now.taken, typeof now.oldest], [2, 0, 'string']);
    assert.deepEqual([total.posts, total.to_take.posts, total.to_end.posts], [3, 1, 1]);
    assert.ok(total.to_end.median !== null && total.to_end.median >= 0 && total.to_end.median < 60);
    assert.equal(groups.length, 1);
    assert.equal(new Date(groups[0]!.group).getUTCDay(), 1);
  });

  it('is about one channel where one is asked for, and names channels', async () => {
    await wait(CARE);
    await wait(PRESS);
    const handle = door.hashPerson('channel', CARE);
    assert.equal((await ask(`?channel=${handle}`)).now.open, 1);
    const { groups } = await ask('?by=channel');
    assert.deepEqual(
      groups.map(({ group, name }) => [group, name]).toSorted(),
      [
        [door.hashPerson('channel', PRESS), null],
        [handle, 'Avis'],
      ].toSorted(),
    );
    assert.equal((await door.ask(`/triage?channel=${'0'.repeat(32)}`)).status, 404);
  });

  it('shows a person the channels in which they take part, and no others', async () => {
    await wait(CARE);
    await wait(PRESS);
    const headers = await asLea();
    const { now, groups } = await ask('?by=channel', headers);
    assert.equal(now.open, 2);
    assert.deepEqual(
      groups.map(({ name }) => name),
      ['Avis'],
    );
    assert.equal((await door.ask(`/triage?channel=${PRESS}`, { headers })).status, 403);
  });

  it('has no times where nothing waited', async () => {
    const { now, total, groups } = await ask('?by=topic');
    assert.deepEqual(now, { open: 0, oldest: null, taken: 0 });
    assert.deepEqual(total.to_take, { posts: 0, median: null, p90: null });
    assert.deepEqual(groups, []);
  });
});
