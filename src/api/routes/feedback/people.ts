// DELETE /people/{user}: forgets a person, what they voted and what they wrote.
import { z } from 'zod';
import type { FeedbackService } from '../../../feedback/feedback-service.ts';
import { defineRoute } from '../../contract/route.ts';
import { Network } from '../../contract/schemas.ts';

const PersonIn = z.strictObject({ user: z.string().min(1).max(1000) });
const WhereKnown = z.strictObject({
  network: Network.optional().meta({
    description:
      'Network on which the person wrote; without it, the user of a vote or the id of a Teams member.',
  }),
});

export const ForgottenOut = z
  .object({
    votes: z.int().min(0).meta({ description: 'Votes taken back.' }),
    posts: z.int().min(0).meta({ description: 'Posts whose text and author were erased.' }),
    reviews: z
      .int()
      .min(0)
      .meta({ description: 'Reviews taken back; what they were about waits for another.' }),
  })
  .meta({ id: 'ForgottenOut' });

export const forgetPerson = ({ feedback }: { readonly feedback: FeedbackService }) =>
  defineRoute({
    method: 'delete',
    path: '/people/{user}',
    operation: 'forgetPerson',
    summary: 'Forgets a person: takes their votes and reviews back and erases what they wrote.',
    access: 'admin',
    params: PersonIn,
    query: WhereKnown,
    answers: {
      200: { description: 'What was forgotten; nothing, for somebody unknown.', schema: ForgottenOut },
    },
    handle: async ({ params: { user }, query: { network } }) => ({
      status: 200,
      json: await feedback.forgetPerson(user, network),
    }),
  });
