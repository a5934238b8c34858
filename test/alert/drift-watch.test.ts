import assert from 'node:assert/strict';
import { createDriftWatch } from '../../src/alert/drift-watch.ts';
import { compareProfiles } from '../../src/drift/compare.ts';
import type { DriftComparison } from '../../src/drift/monitor.ts';
import { profileOf } from '../../src/drift/profile.ts';
import { createAlertStore } from '../../src/storage/stores/alert-store.ts';
import { posts } from '../drift/posts.ts';
import { onBothDatabases } from '../storage/databases.ts';
import { readableLog } from '../telemetry/lines.ts';

const HOUR = 60 * 60 * 1000;
const START = 1_700_000_000_000;

const comparison = (english: number, reference: DriftComparison['reference'] = 'own'): DriftComparison => ({
  changes: compareProfiles(profileOf(posts(1000)), profileOf(posts(500, english, { language: 'en' }))),
  reference,
  baseline: { profile: {}, until: 0, complete: true, days: 14, posts: 1000 },
  posts: 500,
  firstAt: START - HOUR,
  lastAt: START,
});
const QUIET = comparison(0);
const DRIFT = comparison(250);

onBothDatabases('The watch over drift', (current) => {
  /** Looks once, at an hour. @returns what it told the log of. */
  async function look(seen: DriftComparison | Error, hour: number, mail = false) {
    const { log, lines } = readableLog();
    let traces = 0;
    const watch = createDriftWatch({
      store: createAlertStore(current()),
      monitor: {
        model: 'abcdefabcdef',
        async countDays() {},
        async compare() {
          if (seen instanceof Error) throw seen;
          return seen;
        },
      },
      mail,
      log,
      onTrace: () => {
        traces += 1;
      },
      clock: () => START + hour * HOUR,
    });
    watch.notify();
    while (seen instanceof Error && lines().length === 0)
      await new Promise((resolve) => setTimeout(resolve, 5));
    await watch.stop();
    return { told: lines().map(({ incident, moved, msg }) => [incident ?? msg, moved]), traces };
  }
  const rows = (table: 'mails' | 'traces') => current().db.selectFrom(table).selectAll().execute();

  it('tells once of a drift, however long it lasts, and again of the next', async () => {
    assert.deepEqual((await look(QUIET, 0)).told, []);
    assert.deepEqual((await look(DRIFT, 1)).told, [[`drift-${START - HOUR}`, ['language']]]);
    assert.deepEqual((await look(DRIFT, 20)).told, []);
    assert.deepEqual((await look(QUIET, 30)).told, []);
    const later = { ...DRIFT, firstAt: START + 49 * HOUR };
    assert.equal((await look(later, 50)).told.length, 1);
  });

  it('leaves a mail and a trace with numbers alone', async () => {
    assert.equal((await look(DRIFT, 1, true)).traces, 1);
    assert.equal((await look(DRIFT, 2, true)).traces, 0);
    assert.equal((await rows('mails')).length, 1);
    const [trace, ...others] = await current().db.selectFrom('traces').selectAll().execute();
    assert.deepEqual(others, []);
    assert.equal(trace?.message, 'Dérive des posts');
    const { psi, ...properties } = JSON.parse(trace.properties);
    assert.deepEqual(properties, {
      incident: `drift-${START - HOUR}`,
      model: 'abcdefabcdef',
      posts: 500,
      moved: 'language',
    });
    assert.ok(psi > 0.1);
    const incident = await createAlertStore(current()).findIncident(properties.incident);
    assert.deepEqual(
      incident?.moved?.map(({ feature, before, now }) => [feature, before, now]),
      [['language', 1, 0.5]],
    );
  });

  it('tells nobody that posts are unlike those of the model card', async () => {
    assert.deepEqual((await look(comparison(250, 'card'), 1)).told, []);
  });

  it('says that it could not look, and keeps nothing', async () => {
    assert.deepEqual((await look(new Error('no store'), 1)).told, [
      ['checking for drift failed; retrying', undefined],
    ]);
    assert.deepEqual(await rows('traces'), []);
  });
});
