// The shapes that several routes speak of. A schema with an id has a name of its own in the OpenAPI page.
import { z } from 'zod';
import { Problem } from '../../http/problem.ts';
import { LABELS, LANGUAGES } from '../../sentiment/verdict.ts';
import { ACTS, TopicName } from '../../topics/topic.ts';

const LONGEST_POST = 5000;

/** Characters are Unicode code points, as JSON Schema counts them. */
export const PostText = z
  .string()
  .min(1, 'is empty')
  .refine((text) => text.length <= LONGEST_POST || [...text].length <= LONGEST_POST, {
    message: 'is longer than 5,000 characters',
  })
  .meta({
    maxLength: LONGEST_POST,
    description: 'The post, as it was written; HTML is read as its text, quoted lines (`>`) are left out.',
  });

/** Name of a network that posts come from. */
export const Network = z.string().regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes');

/** Id of a prediction; capitals are taken, since GUIDs are written either way. */
export const PredictionId = z.uuid('is not the id of a prediction').toLowerCase();

export const LabelSchema = z.enum(LABELS);

export const Lang = z.enum(LANGUAGES);

export const ActSchema = z.enum(ACTS);

const Probability = z.number().min(0).max(1);

/** What a model says of a post. */
const OPINION = {
  label: LabelSchema.meta({ description: 'The label with the highest score.' }),
  scores: z
    .object({ negative: Probability, neutral: Probability, positive: Probability })
    .meta({ id: 'Scores', description: 'Calibrated probability of each label; they sum to 1.' }),
  probability: Probability.meta({
    description: 'Calibrated probability of positive against negative, given that the post has a side.',
  }),
  certain: z.boolean().meta({
    description:
      'Whether the score of the label reaches the threshold of the model card; never in another language than French and English.',
  }),
};

export const IncidentId = z.string().regex(/^(?:burst|rate|drift)-\d{1,15}$/, 'is not the id of an incident');

export const TallySchema = z.object({
  up: z.int().min(0).meta({ description: 'People who said that the verdict was right.' }),
  down: z.int().min(0).meta({ description: 'People who said that it was wrong.' }),
});

/** What brand rules made of a verdict. */
export const BrandOut = z
  .object({
    rules: z
      .array(z.object({ phrase: z.string(), label: LabelSchema }))
      .readonly()
      .meta({
        description: 'Those that pushed the verdict to their side, and those whose phrases were left out.',
      }),
    own: z.object(OPINION).meta({ description: 'What the model says of the whole post by itself.' }),
  })
  .meta({ id: 'BrandOut' });

export const PredOut = z
  .object({
    id: z.uuid().meta({ description: 'Name of the prediction, for POST /feedback.' }),
    ...OPINION,
    lang: Lang.meta({
      description: '`other`: a language that the model was not measured in; `und`: no words to tell by.',
    }),
    truncated: z.boolean().meta({ description: 'Whether only the beginning of the post was judged.' }),
    model: z.string().meta({ description: 'Version of the model that judged.' }),
    brand: BrandOut.optional().meta({ description: 'Only where brand rules made this verdict.' }),
    topics: z
      .array(z.object({ name: TopicName, probability: Probability }))
      .readonly()
      .optional()
      .meta({
        description:
          'What the post is about, the likeliest first; empty for none of the topics. Missing where the model that judged knows none.',
      }),
    act: ActSchema.optional().meta({ description: 'What the post does; missing like topics.' }),
    needs_answer: Probability.optional().meta({
      description: 'Calibrated probability that the company should answer; missing like topics.',
    }),
  })
  .meta({ id: 'PredOut' });

/** What somebody says a post is about: all of it. */
export const TopicsSaid = z
  .array(TopicName)
  .max(20, 'names more than 20 topics')
  .refine((names) => new Set(names).size === names.length, 'names one topic twice')
  .readonly()
  .meta({
    description: 'Names of the topics that the post is about (GET /topics), all of them; empty for none.',
  });

/** What can be asked about a prediction that was just made. */
export const PREDICTION_LINKS = {
  prediction: { operationId: 'getPrediction', parameters: { id: '$response.body#/id' } },
  feedback: {
    operationId: 'sendFeedback',
    requestBody: { prediction_id: '$response.body#/id', correct: false, label: 'neutral' },
  },
};

export const ProblemOut = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What was wrong, and what to do.' }),
    instance: z.string().optional().meta({ description: 'Id of the request.' }),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .readonly()
      .optional(),
  })
  .meta({ id: 'Problem' });

/** 404, naming the field that holds the id. */
export function unknownPrediction(id: string): Problem {
  return new Problem(404, 'Unknown prediction', `prediction_id: no prediction has the id ${id}.`, {
    errors: [{ field: 'prediction_id', message: 'is not known' }],
  });
}
