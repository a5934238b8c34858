// Faults, put into the source on purpose: a simulator that does not find them proves nothing.
import type { Mutation } from './hooks.ts';

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'no-delivery-dedupe',
    file: 'storage/stores/delivery/job-store.ts',
    from: 'const fresh = await unseen(trx, jobs);',
    to: 'await unseen(trx, jobs); const fresh = jobs;',
  },
  {
    name: 'sends-without-lease',
    file: 'storage/stores/delivery/outbox-store.ts',
    from: "or([eb(ref('leases.until'), '<=', now), eb(ref('leases.owner'), '=', owner)]),",
    to: "or([eb(ref('leases.until'), '<=', now + 60_000), eb(ref('leases.owner'), '=', owner)]),",
  },
  {
    name: 'unknown-is-sent-again',
    file: 'bot/outbox/deliver.ts',
    from: "? { kind: 'unknown', call, why }",
    to: "? { kind: 'again', wait: retryAfter, call, why }",
  },
  {
    name: 'unseen-is-not-minded',
    file: 'bot/outbox/deliver.ts',
    from: 'if (card !== null && (await replies.mayStandUnseen(reference.conversation, card)))',
    to: 'if (false)',
  },
  {
    name: 'tally-without-vote',
    file: 'feedback/feedback-service.ts',
    from: 'if (earlier?.correct === correct)',
    to: 'if (earlier)',
  },
  {
    name: 'window-one-short',
    file: 'alert/burst.ts',
    from: 'const firstAt = alone.at(-rule.count);',
    to: 'const firstAt = alone.at(-rule.count - 1);',
  },
  {
    name: 'mail-never-noted',
    file: 'storage/stores/mail-outbox.ts',
    from: '.set({ due_at: null, recipients: null })',
    to: '.set({ recipients: null })',
  },
  {
    name: 'claim-by-anybody',
    file: 'api/contract/idempotency.ts',
    from: 'route.handle({ ...call, idOf: (place) => derivedId(claim, place) }),',
    to: 'route.handle(call),',
  },
  {
    name: 'forgets-no-membership',
    file: 'storage/stores/personal-traces.ts',
    from: "await db.deleteFrom('members').where('person', 'in', people).execute();",
    to: '',
  },
  {
    name: 'limits-ignored',
    file: 'bot/outbox/limits.ts',
    from: '{ most: 7, milliseconds: SECOND },',
    to: '{ most: 70, milliseconds: SECOND },',
  },
  {
    name: 'failed-job-is-dropped',
    file: 'bot/inbox/worker.ts',
    from: 'await jobs.postpone(job, steady() + wait);',
    to: 'await jobs.finish(job, []);',
  },
  {
    name: 'turn-of-its-own',
    file: 'storage/stores/delivery/job-store.ts',
    from: 'if (row) await insertMessages(trx, messages, row.position);',
    to: "if (row) await insertMessages(trx, messages, (await givePlaces(trx, ['']))[0]!);",
  },
  {
    name: 'words-stay-in-pages',
    file: 'storage/engine/migrations/0016-search.ts',
    from: "values ('secure-delete', 1)",
    to: "values ('secure-delete', 0)",
  },
  {
    name: 'call-under-way-for-ever',
    file: 'bot/outbox/limits.ts',
    from: 'else underWay.delete(key);',
    to: 'else underWay.set(key, 0);',
  },
  {
    name: 'timer-not-stopped',
    file: 'bot/protocol/connector-client.ts',
    from: 'signal: abortAfter(patience),',
    to: 'signal: abortAfter(24 * 3600 * 1000),',
  },
  {
    name: 'digest-noted-by-its-beginning',
    file: 'bot/proactive/digests.ts',
    from: 'at: slot.until, after: slot.until }',
    to: 'at: slot.since, after: slot.until }',
  },
  {
    name: 'batch-under-one-id',
    file: 'api/routes/posts/predict-batch.ts',
    from: 'const result = judgeOne(post, idOf(index), options);',
    to: 'const result = judgeOne(post, idOf(0), options);',
  },
  {
    name: 'names-who-serves-now',
    file: 'sentiment/model/in-service.ts',
    from: 'return await current.classify(post, options);',
    to: 'const verdict = await current.classify(post, options); return verdict && { ...verdict, model: current.model };',
  },
  {
    name: 'former-model-stays',
    file: 'sentiment/model/in-service.ts',
    from: 'draining = draining.then(() => former.close());',
    to: '',
  },
  {
    name: 'challenger-agrees-always',
    file: 'storage/stores/challenger-store.ts',
    from: 'agrees: label === prediction.label,',
    to: 'agrees: label !== null,',
  },
  {
    name: 'spike-told-again',
    file: 'bot/proactive/spikes.ts',
    from: 'const quietSince = now - quietHours * HOUR;',
    to: 'const quietSince = now - quietHours * MINUTE;',
  },
  {
    name: 'spike-of-the-usual',
    file: 'bot/proactive/spikes.ts',
    from: 'const spike = findSpike(hour, await figures.habit(channel, now));',
    to: 'const spike = findSpike(hour, { always: { posts: 1000, negative: 0 }, sameHour: { posts: 0, negative: 0 } });',
  },
  {
    name: 'spike-among-many',
    file: 'channel/spike.ts',
    from: 'return posts >= LEAST_POSTS && negative >= LEAST_NEGATIVE;',
    to: 'return posts >= LEAST_POSTS && negative >= 100 * LEAST_NEGATIVE;',
  },
];
