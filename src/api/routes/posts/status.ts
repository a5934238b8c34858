// GET and PATCH /posts/{id}/status: how far the answer of the company to a post is. Nobody is named; who asks learns whether it
// was them.
import { z } from 'zod';
import type { PostAccess } from '../../../channel/post-access.ts';
import type { FeedbackService } from '../../../feedback/feedback-service.ts';
import type { Handling } from '../../../feedback/handling.ts';
import type { HashPerson } from '../../../feedback/people.ts';
import { Problem } from '../../../http/problem.ts';
import { StatusChangedError, type Triage } from '../../../triage/triage.ts';
import type { PastStatus } from '../../../triage/triage-store.ts';
import { type Caller, reviewerOf } from '../../auth/caller.ts';
import { mustSee } from '../../auth/post-access.ts';
import { defineRoute } from '../../contract/route.ts';
import { PredictionId } from '../../contract/schemas.ts';
import { etagOf, STATUS, StatusSchema, statusFields } from './post-schemas.ts';

const WhichIn = z.strictObject({ id: PredictionId });

export const StatusIn = z
  .strictObject({
    status: StatusSchema.meta({
      description: 'Any leads to any other; `open` gives the post back to everybody.',
    }),
  })
  .meta({ id: 'StatusIn' });

export const StatusOut = z
  .object({
    post_id: z.uuid(),
    ...STATUS,
    history: z
      .array(
        z.object({
          status: StatusSchema,
          at: z.iso.datetime(),
          by: z.enum(['you', 'somebody', 'nobody']).meta({
            description: '`nobody`: it happened by itself, or whoever did it was forgotten.',
          }),
        }),
      )
      .meta({ description: 'Each status that the post came to, the first one first.' }),
  })
  .meta({ id: 'StatusOut' });

export interface StatusParts {
  readonly triage: Pick<Triage, 'find' | 'history' | 'change' | 'isHolder'>;
  readonly feedback: Pick<FeedbackService, 'find'>;
  readonly access: PostAccess;
  readonly hashPerson: HashPerson;
}

const common = {
  path: '/posts/{id}/status',
  params: WhichIn,
  problems: { 404: 'No post has this id.' },
} as const;

export const readStatus = (parts: StatusParts) =>
  defineRoute({
    ...common,
    method: 'get',
    operation: 'getPostStatus',
    summary: 'How far the answer of the company to a post is, and how it came there.',
    access: 'read',
    answers: { 200: { description: 'Its status.', schema: StatusOut, tagged: true } },
    async handle({ params: { id }, caller }) {
      await mustFind(parts, id, caller);
      return answered(parts, { id, caller }, await parts.triage.find(id));
    },
  });

export const setStatus = (parts: StatusParts) =>
  defineRoute({
    ...common,
    method: 'patch',
    operation: 'setPostStatus',
    summary: 'Takes a post, says that it was answered or needs no answer, or opens it again.',
    access: 'triage',
    body: StatusIn,
    idempotent: true,
    conditional: true,
    headersOf: taggedBy,
    answers: { 200: { description: 'Its status now.', schema: StatusOut, tagged: true } },
    async handle({ params: { id }, body: { status }, caller, ifMatch, idOf }) {
      const revision = revisionIn(ifMatch);
      await mustFind(parts, id, caller);
      const { door, person } = reviewerOf(caller);
      const wish = { predictionId: id, status, revision, once: idOf(0), door, person };
      const { handling } = await parts.triage.change(wish).catch((error) => {
        if (!(error instanceof StatusChangedError)) throw error;
        throw changedSince(error.handling, parts.triage.isHolder(error.handling, door, person));
      });
      return answered(parts, { id, caller }, handling);
    },
  });

const taggedBy = ({ etag }: { readonly etag: string }) => ({ ETag: etag });

async function mustFind(
  { feedback, access }: StatusParts,
  id: string,
  caller: Caller | undefined,
): Promise<void> {
  const prediction = await feedback.find(id);
  if (!prediction) throw new Problem(404, 'Unknown post', `No post has the id ${id}.`);
  await mustSee(access, caller, prediction);
}

async function answered(
  { triage, hashPerson }: StatusParts,
  { id, caller }: { readonly id: string; readonly caller: Caller | undefined },
  handling: Handling | undefined,
) {
  const { door, person } = reviewerOf(caller);
  const self = hashPerson(door, person);
  const by = (one: PastStatus['person']) => (one === null ? 'nobody' : one === self ? 'you' : 'somebody');
  const history = (await triage.history(id)).map(({ status, at, person }) => ({
    status,
    at: new Date(at).toISOString(),
    by: by(person),
  }));
  const json = { post_id: id, ...statusFields(handling, triage.isHolder(handling, door, person)), history };
  return { status: 200, about: [self], headers: taggedBy(json), json };
}

/** @returns undefined for any. @throws {Problem} 428 without, 422 for what is no ETag of a status. */
function revisionIn(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined)
    throw new Problem(
      428,
      'If-Match required',
      'Send the ETag of what you saw as If-Match; GET /posts/{id}/status gives it. * overwrites whatever there is.',
    );
  if (ifMatch === '*') return undefined;
  const revision = /^"(\d{1,15})"$/.exec(ifMatch)?.[1];
  if (revision !== undefined) return Number(revision);
  const message = 'must be the ETag of a status, with its quotes, or *';
  throw new Problem(422, 'Invalid field', `If-Match: ${message}`, {
    errors: [{ field: 'If-Match', message }],
  });
}

const NOW: Readonly<Record<Handling['status'], (who: string) => string>> = {
  open: () => 'it waits for an answer',
  taken: (who) => `${who} it`,
  answered: (who) => `${who} answered it`,
  no_answer: () => 'it was found to need no answer',
};

/** What won, and since when; not who, save the caller. */
function changedSince(handling: Handling | undefined, isYours: boolean): Problem {
  const who = isYours ? 'you have' : 'somebody else has';
  const now = handling
    ? `${NOW[handling.status](who)}, since ${new Date(handling.since).toISOString()}`
    : 'it waits for nothing';
  return new Problem(412, 'Changed meanwhile', `If-Match: ${now}. GET shows it as it is.`, {
    headers: { ETag: etagOf(handling) },
  });
}
