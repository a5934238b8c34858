// A post that somebody shows to the bot alone, in a conversation of several people: its verdict is for that person, and
// nothing of it is kept, since it counts in no channel and nobody else may ever see it.
import type { ClassifyWithRules } from '../../channel/rules/classify-with-rules.ts';
import { withoutThread } from '../../delivery/conversation-id.ts';
import type { TopicSource } from '../../topics/topics-file.ts';
import { noticeMessage } from '../cards/message.ts';
import { insertedCard } from '../cards/verdict/inserted.ts';
import type { TeamsPost } from '../protocol/post.ts';
import type { HandlerContext } from './context.ts';

export function createOnPrivatePost({
  classifier,
  classifyWithRules,
}: {
  readonly classifier: TopicSource;
  readonly classifyWithRules: ClassifyWithRules;
}) {
  return async (context: HandlerContext, { text }: TeamsPost): Promise<void> => {
    const verdict = text
      ? await classifyWithRules(text, { channel: withoutThread(context.conversation) })
      : null;
    if (!verdict) return;
    const { language } = context;
    const card = insertedCard(verdict, text, { language, topics: classifier.topics });
    context.sayPrivately(noticeMessage(card, card.fallbackText));
  };
}
