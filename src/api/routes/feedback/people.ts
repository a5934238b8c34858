// POST /people/forget and DELETE /people/{user}: forget a person, what they voted and what they wrote. Access logs note paths,
// so that the first is the one to use with an id; the second takes the person's keyed hash too.
import { z } from 'zod';
import type { FeedbackService } from '../../../feedback/feedback-service.ts';
import { defineRoute } from '../../contract/route.ts';
import { Network } from '../../contract/schemas.ts';

const User = z.string().min(1, 'is empty').max(1000);

const WhereKnown = {
  network: Network.optional().meta({
    description:
      'Network on which the person wrote; without it, the user of a vote or the id of a Teams member.',
  }),
};

const PersonByPath = z.strictObject({
  user: User.meta({
    description:
      'Their id, or the keyed hash that stands for them in GET /export and in settings of channels.',
  }),
});

export const PersonIn = z
  .strictObject({
    user: User.meta({ description: 'Their id, or the keyed hash that stands for them.' }),
    ...WhereKnown,
  })
  .meta({ id: 'PersonIn' });

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

interface PeopleParts {
  readonly feedback: Pick<FeedbackService, 'forgetPerson'>;
}

const common = {
  access: 'admin',
  answers: {
    200: { description: 'What was forgotten; nothing, for somebody unknown.', schema: ForgottenOut },
  },
} as const;

export const forgetPerson = ({ feedback }: PeopleParts) =>
  defineRoute({
    ...common,
    method: 'post',
    path: '/people/forget',
    operation: 'forgetPerson',
    summary: 'Forgets a person: takes their votes and reviews back and erases what they wrote.',
    body: PersonIn,
    handle: async ({ body: { user, network } }) => ({
      status: 200,
      json: await feedback.forgetPerson(user, network),
    }),
  });

export const forgetPersonByPath = ({ feedback }: PeopleParts) =>
  defineRoute({
    ...common,
    method: 'delete',
    path: '/people/{user}',
    operation: 'forgetPersonByPath',
    summary:
      'The same with the person in the path, which access logs note: for keyed hashes, or where no log is kept.',
    params: PersonByPath,
    query: z.strictObject(WhereKnown),
    handle: async ({ params: { user }, query: { network } }) => ({
      status: 200,
      json: await feedback.forgetPerson(user, network),
    }),
  });
