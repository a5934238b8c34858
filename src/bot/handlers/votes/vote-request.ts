// What people say about a verdict, read from a card's button, from a reaction, or from Teams' own like and dislike.
// Of a card's data only the prediction's id is believed, and that only after a look at where the prediction was made.
import { z } from 'zod';
import type { Reaction } from '../../../feedback/prediction.ts';

const about = {
  predictionId: z.uuid(),
  /** The language that the card is written in, so that it stays so when it is updated. */
  card: z.enum(['fr', 'en']).optional().catch(undefined),
};

/** What is ticked in a list of the form, as hosts send it: names with commas between. */
const ticked = z
  .string()
  .transform((names) => names.split(',').filter(Boolean))
  .optional()
  .catch(undefined);

const voteRequestSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('vote'), ...about, correct: z.boolean() }),
  z.object({ verb: z.literal('correct'), ...about, label: z.enum(['negative', 'neutral', 'positive']) }),
  z.object({ verb: z.literal('undo'), ...about, correct: z.boolean() }),
  /** Of the form: a thumb, and what was filled in. */
  z.object({
    verb: z.literal('feedback'),
    ...about,
    correct: z.boolean(),
    label: z.enum(['negative', 'neutral', 'positive']).optional().catch(undefined),
    reason: z.string().optional().catch(undefined),
    topics: ticked,
  }),
]);

export type VoteRequest = z.output<typeof voteRequestSchema>;

const executeSchema = z.object({
  action: z.object({ verb: z.string(), data: z.looseObject({}) }),
});

const feedbackSchema = z.object({
  actionName: z.literal('feedback'),
  actionValue: z.object({ reaction: z.enum(['like', 'dislike']), feedback: z.unknown().optional() }),
});

/** What an Action.Execute sends, as an Action.Submit would: the data of the button, its verb and the inputs of the card. */
export function sentByExecute(value: unknown): unknown {
  const { data } = executeSchema.safeParse(value);
  return data && { ...data.action.data, verb: data.action.verb };
}

/** The vote request of an Action.Execute, or undefined when it is none of ours. */
export function fromExecute(value: unknown): VoteRequest | undefined {
  return fromSubmit(sentByExecute(value));
}

/** The vote request of an Action.Submit, or undefined when it is none of ours. */
export function fromSubmit(value: unknown): VoteRequest | undefined {
  return voteRequestSchema.safeParse(value).data;
}

/** What is filled in: of our form label and reason, of Teams' own a text. */
const filledSchema = z.looseObject({
  label: z.unknown().optional(),
  topics: z.unknown().optional(),
  reason: z.string().optional().catch(undefined),
  feedbackText: z.string().optional().catch(undefined),
});

/** Teams' own like or dislike of a verdict, with what was filled in; undefined when the value says neither. */
export function fromFeedback(value: unknown, predictionId: string): VoteRequest | undefined {
  const { data } = feedbackSchema.safeParse(value);
  if (!data) return undefined;
  const { reaction, feedback } = data.actionValue;
  const correct = reaction === 'like';
  const filled = filledSchema.safeParse(typeof feedback === 'string' ? parsed(feedback) : feedback).data;
  const reason = filled?.reason ?? filled?.feedbackText;
  return fromSubmit({
    verb: 'feedback',
    predictionId,
    correct,
    reason,
    topics: filled?.topics,
    ...(!correct && { label: filled?.label }),
  });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const THUMBS = new Map([
  ['like', true],
  ['yes', true],
  ['1f44d', true],
  ['heart', true],
  ['2764', true],
  ['2705', true],
  ['no', false],
  ['1f44e', false],
  ['274c', false],
]);

/**
 * What a reaction says of the verdict: right (👍 ❤️ ✅) or wrong (👎 ❌). Every other reaction is about the post or the mood: who
 * reacts with 😡 or 😢 to "negative" may well agree with it.
 * @param type as Teams names it: `like`, or an emoji's code with its name, `1f44d_thumbsup`, or its skin, `yes-tone3`.
 */
export function fromReaction(type: string): Reaction | undefined {
  const name = type.toLowerCase().replace(/[_-].*$/, '');
  const correct = THUMBS.get(name);
  return correct === undefined ? undefined : { name, correct };
}
