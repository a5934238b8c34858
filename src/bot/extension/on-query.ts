// The search command of the message extension (composeExtension/query): what is written becomes a card with its verdict,
// to be inserted into a message. Teams asks at every pause in the writing, so nothing is kept.
import { z } from 'zod';
import type { ClassifyWithRules } from '../../channel/rules/classify-with-rules.ts';
import { withoutThread } from '../../delivery/conversation-id.ts';
import { ClassifierBusyError } from '../../sentiment/verdict.ts';
import type { TopicSource } from '../../topics/topics-file.ts';
import { insertedCard } from '../cards/verdict/inserted.ts';
import { headline } from '../cards/verdict/verdict.ts';
import type { HandlerContext } from '../handlers/context.ts';
import type { InvokeAnswer } from '../protocol/turn.ts';
import { extensionTexts } from '../texts/extension.ts';
import { noResultAnswer, resultAnswer } from './answers.ts';

const querySchema = z.object({
  commandId: z.literal('verdict'),
  parameters: z.array(z.object({ name: z.string(), value: z.string().catch('') })),
});

export function createOnQuery({
  classifier,
  classifyWithRules,
}: {
  readonly classifier: TopicSource;
  readonly classifyWithRules: ClassifyWithRules;
}) {
  return async ({ activity, conversation, language }: HandlerContext): Promise<InvokeAnswer> => {
    const words = extensionTexts[language];
    const { data } = querySchema.safeParse(activity.value);
    if (!data) return noResultAnswer(words.unknown);
    const post = data.parameters.find(({ name }) => name === 'post')?.value.trim();
    if (!post) return noResultAnswer(words.start);
    try {
      const verdict = await classifyWithRules(post, { channel: withoutThread(conversation) });
      if (!verdict) return noResultAnswer(words.empty);
      const { topics } = classifier;
      return resultAnswer(headline(verdict, language), insertedCard(verdict, post, { language, topics }));
    } catch (error) {
      if (error instanceof ClassifierBusyError) return noResultAnswer(words.busy);
      throw error;
    }
  };
}
