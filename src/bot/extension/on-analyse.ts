// The message action "Analyse sentiment" (composeExtension/fetchTask): a dialog with the verdict on that message, the
// words that weighed most, and the vote.
import type { ClassifyWithRules } from '../../channel/rules/classify-with-rules.ts';
import { personOf } from '../../delivery/activity.ts';
import { originOf, withoutThread } from '../../delivery/conversation-id.ts';
import type { FeedbackService } from '../../feedback/feedback-service.ts';
import type { Prediction } from '../../feedback/prediction.ts';
import { isSameVerdict } from '../../sentiment/same-post.ts';
import { ClassifierBusyError, type Verdict } from '../../sentiment/verdict.ts';
import type { TopicSource } from '../../topics/topics-file.ts';
import { verdictCard } from '../cards/verdict/verdict.ts';
import type { BeginWhy } from '../handlers/bounded-why.ts';
import type { HandlerContext } from '../handlers/context.ts';
import { dialogAnswer, sentenceAnswer } from '../handlers/invoke-answer.ts';
import type { InvokeAnswer } from '../protocol/turn.ts';
import { extensionTexts } from '../texts/extension.ts';
import { type ActedOn, readActedOn } from './payload.ts';

export interface AnalyseParts {
  readonly classifier: TopicSource;
  readonly classifyWithRules: ClassifyWithRules;
  readonly feedback: FeedbackService;
  readonly beginWhy: BeginWhy;
}

const BUSY = { missing: 'busy' } as const;

export function createOnAnalyse(parts: AnalyseParts) {
  const { classifier, classifyWithRules, feedback, beginWhy } = parts;
  return async (context: HandlerContext): Promise<InvokeAnswer> => {
    const { language } = context;
    const words = extensionTexts[language];
    const actedOn = readActedOn(context.activity);
    if (!actedOn) return sentenceAnswer(words.unknown);
    const { text } = actedOn;
    try {
      const verdict = text
        ? await classifyWithRules(text, { channel: withoutThread(context.conversation) })
        : null;
      if (!verdict) return sentenceAnswer(words.empty);
      const prediction = await predictionOf(context, actedOn, verdict);
      const person = personOf(context.activity) ?? '';
      const findWhy = beginWhy(person);
      const [tally, corrections, own, why] = await Promise.all([
        feedback.tally(prediction.id),
        feedback.corrections(prediction.id),
        feedback.voteOf(prediction, person),
        findWhy?.({ text, model: verdict.model }) ?? BUSY,
      ]);
      const shown = { prediction, tally, corrections, own, language, topics: classifier.topics };
      return dialogAnswer(words.title, verdictCard({ ...shown, post: text, why }));
    } catch (error) {
      if (error instanceof ClassifierBusyError) return sentenceAnswer(words.busy);
      throw error;
    }
  };

  /**
   * The verdict that the message has already, when it is the same: its votes are then the votes on this one. Another one is
   * kept outside its channel, whose own verdict goes on to count.
   */
  async function predictionOf(
    context: HandlerContext,
    { post, text, author }: ActedOn,
    verdict: Verdict,
  ): Promise<Prediction> {
    const origin = originOf(context.conversation, post);
    const current = await feedback.findCurrent(origin);
    return (
      current.find((each) => isSameVerdict(each, verdict)) ??
      feedback.record({
        id: context.id,
        verdict,
        text,
        door: 'teams',
        origin,
        author,
        receivedAt: context.receivedAt,
      })
    );
  }
}
