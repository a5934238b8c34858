import assert from 'node:assert/strict';
import {
  type ChallengerParts,
  createChallenger,
  type OfferedPost,
  type OffReason,
} from '../../src/challenger/challenger.ts';
import type { ChallengerVerdict } from '../../src/challenger/challenger-store.ts';
import type { Classifier } from '../../src/sentiment/verdict.ts';
import { eventually } from '../e2e/eventually.ts';
import { verdict } from '../feedback/verdicts.ts';

const LIMIT = 100;
const post = (id: string, changes: Partial<OfferedPost> = {}): OfferedPost => ({
  id,
  text: `post ${id}`,
  verdict,
  ...changes,
});

describe('The challenger', () => {
  let kept: ChallengerVerdict[];
  let judged: string[];
  let outcomes: string[];
  let off: [OffReason, unknown][];
  let closed: boolean;
  let memory: number;
  let champion: { model: string; inHand: number };
  let failing: Error | undefined;
  beforeEach(() => {
    [kept, judged, outcomes, off, closed, memory, failing] = [[], [], [], [], false, 50, undefined];
    champion = { model: verdict.model, inHand: 0 };
  });

  const classifier: Classifier = {
    model: 'challenging1',
    ready: true,
    async classify(text) {
      if (failing) throw failing;
      judged.push(text);
      return { ...verdict, model: 'challenging1', label: 'negative', probability: 0.2 };
    },
    async close() {
      closed = true;
    },
  };
  const create = (parts: Partial<ChallengerParts> = {}) =>
    createChallenger({
      load: async () => classifier,
      champion,
      store: { addVerdicts: async (verdicts) => void kept.push(...verdicts) },
      share: 1,
      memoryLimit: LIMIT,
      memory: () => memory,
      pause: 1,
      writeAfter: 1,
      onOff: (reason, error) => off.push([reason, error]),
      onPost: (outcome) => outcomes.push(outcome),
      ...parts,
    });
  async function started(parts: Partial<ChallengerParts> = {}) {
    const challenger = create(parts);
    await challenger.start();
    return challenger;
  }
  const until = (condition: () => boolean) =>
    eventually(
      () => condition() || undefined,
      () => 'It did not come to that.',
    );

  it('judges a post that was judged, and what it says is kept without the post', async () => {
    const challenger = await started();
    challenger.offer(post('1'));
    await until(() => kept.length === 1);
    assert.deepEqual(kept, [
      { predictionId: '1', challenger: 'challenging1', label: 'negative', probability: 0.2 },
    ]);
    assert.deepEqual(outcomes, ['judged']);
    await challenger.stop();
    assert.ok(closed);
  });

  it('takes the share of posts that it should', async () => {
    const dice = [0.05, 0.5, 0.0999, 0.1];
    const challenger = await started({ share: 0.1, random: () => dice.shift()! });
    for (const id of ['1', '2', '3', '4']) challenger.offer(post(id));
    await until(() => kept.length === 2);
    assert.deepEqual(judged, ['post 1', 'post 3']);
    await challenger.stop();
  });

  it('leaves alone what brand rules decided, and its own verdicts', async () => {
    const challenger = await started();
    const brand = { rules: [], own: verdict };
    challenger.offer(post('1', { verdict: { ...verdict, brand } }));
    challenger.offer(post('2', { verdict: { ...verdict, model: 'challenging1' } }));
    challenger.offer(post('3'));
    await until(() => kept.length === 1);
    assert.deepEqual(judged, ['post 3']);
    await challenger.stop();
  });

  it('waits while a post waits for its answer, and drops the oldest of too many', async () => {
    champion.inHand = 1;
    const challenger = await started();
    for (let id = 0; id < 40; id++) challenger.offer(post(String(id)));
    assert.deepEqual(outcomes, Array(8).fill('dropped'));
    assert.deepEqual(judged, []);
    champion.inHand = 0;
    await until(() => kept.length === 32);
    assert.equal(judged[0], 'post 8');
    await challenger.stop();
  });

  it('writes what it found when it stops, and forgets what waits', async () => {
    const challenger = await started();
    challenger.offer(post('1'));
    challenger.offer(post('2'));
    await until(() => judged.length > 0);
    champion.inHand = 1;
    await challenger.stop();
    assert.equal(kept.length, judged.length);
    challenger.offer(post('3'));
    assert.ok(!judged.includes('post 3'));
  });

  it('is let go when memory has reached its limit, and says so once', async () => {
    const challenger = await started();
    memory = LIMIT + 1;
    challenger.offer(post('1'));
    challenger.offer(post('2'));
    await until(() => challenger.now.state === 'off');
    assert.deepEqual(judged, []);
    assert.deepEqual(off, [['memory', undefined]]);
    assert.equal(challenger.now.reason, 'memory');
    assert.ok(closed);
    challenger.offer(post('3'));
    await challenger.stop();
    assert.deepEqual(judged, []);
  });

  it('is let go at once when its loading takes the memory over the limit, and tells what it took', async () => {
    const challenger = await started({
      load: async () => {
        memory = LIMIT + 10;
        return classifier;
      },
    });
    assert.deepEqual(challenger.now, {
      state: 'off',
      reason: 'memory',
      version: 'challenging1',
      memory: 60,
    });
  });

  it('is off when its model cannot be loaded, and takes no post', async () => {
    const error = new Error('no such folder');
    const challenger = await started({ load: async () => Promise.reject(error) });
    challenger.offer(post('1'));
    assert.deepEqual(off, [['load', error]]);
    assert.deepEqual([challenger.now.state, challenger.now.version], ['off', null]);
    await challenger.stop();
  });

  it('goes on after a failure, and is let go after five in a row', async () => {
    const challenger = await started();
    failing = new Error('bad shape');
    for (const id of ['1', '2', '3', '4']) challenger.offer(post(id));
    await until(() => outcomes.length === 4);
    failing = undefined;
    challenger.offer(post('5'));
    await until(() => kept.length === 1);
    failing = new Error('bad shape');
    for (const id of ['6', '7', '8', '9', '10', '11']) challenger.offer(post(id));
    await until(() => challenger.now.state === 'off');
    assert.deepEqual(off, [['failures', failing]]);
    assert.equal(outcomes.filter((outcome) => outcome === 'failed').length, 9);
    await challenger.stop();
  });

  it('loses what the store does not take, and goes on', async () => {
    let away = true;
    const challenger = await started({
      store: {
        async addVerdicts(verdicts) {
          if (away) throw new Error('the store is away');
          kept.push(...verdicts);
        },
      },
    });
    challenger.offer(post('1'));
    await until(() => outcomes.includes('lost'));
    away = false;
    challenger.offer(post('2'));
    await until(() => kept.length === 1);
    assert.deepEqual(outcomes, ['judged', 'lost', 'judged']);
    await challenger.stop();
  });

  it('closes a model that is still being loaded when the service stops', async () => {
    const loading = Promise.withResolvers<Classifier>();
    const challenger = create({ load: () => loading.promise });
    void challenger.start();
    const stopping = challenger.stop();
    loading.resolve(classifier);
    await stopping;
    assert.ok(closed);
  });
});
