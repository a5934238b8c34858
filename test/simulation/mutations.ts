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
];
