// From a post to the reply under it, if its channel wants one, whether the post is new, was edited or came back.
import type { Logger } from 'pino';
import type { ChannelStore } from '../../channel/channel-store.ts';
import { decide } from '../../channel/decide.ts';
import type { ClassifyWithRules } from '../../channel/rules/classify-with-rules.ts';
import { channelSettingsOf } from '../../channel/settings.ts';
import { sharedLanguage } from '../../channel/shared-language.ts';
import { isPersonal, personOf } from '../../delivery/activity.ts';
import { originOf, threadOf, withoutThread } from '../../delivery/conversation-id.ts';
import type { ReplyStore } from '../../delivery/replies.ts';
import type { FeedbackService } from '../../feedback/feedback-service.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import { saysTheSame } from '../../sentiment/same-post.ts';
import type { Verdict } from '../../sentiment/verdict.ts';
import type { TopicSource } from '../../topics/topics-file.ts';
import type { Triage } from '../../triage/triage.ts';
import { noticeMessage, sharedVerdict } from '../cards/message.ts';
import { offerCard } from '../cards/settings.ts';
import type { PeopleNames } from '../protocol/people-names.ts';
import type { TeamsPost } from '../protocol/post.ts';
import type { HandlerContext } from './context.ts';

/** What became of a post: `empty` has nothing to judge. */
export type PostOutcome = 'judged' | 'empty';

/** @throws {ClassifierBusyError} when too many posts wait; then the work is done again later. */
export type AnswerPost = (context: HandlerContext, post: TeamsPost) => Promise<PostOutcome>;

/** After how many answers a channel is offered fewer of them, once. */
const OFFER_AFTER = 10;

export interface AnswerPostParts {
  readonly classifier: TopicSource;
  readonly classifyWithRules: ClassifyWithRules;
  readonly channels: Pick<ChannelStore, 'findSettings' | 'countAnswers'>;
  readonly feedback: FeedbackService;
  readonly triage: Pick<Triage, 'find' | 'follow'>;
  readonly peopleNames: Pick<PeopleNames, 'seek'>;
  readonly replies: Pick<ReplyStore, 'findReplyToPost'>;
  readonly log: Pick<Logger, 'debug'>;
  readonly clock: () => number;
}

export function createAnswerPost({
  classifier,
  classifyWithRules,
  channels,
  feedback,
  triage,
  peopleNames,
  replies,
  log,
  clock,
}: AnswerPostParts): AnswerPost {
  return async (context, { text, addressed }) => {
    const { activity, conversation } = context;
    const channel = withoutThread(conversation);
    const verdict = text ? await classifyWithRules(text, { channel }) : null;
    if (!verdict) return 'empty';
    const origin = originOf(conversation, activity.id);
    if (await changesNothing(context, origin, { ...verdict, text })) return 'judged';
    const prediction = await feedback.record({
      id: context.id,
      verdict,
      text,
      door: 'teams',
      origin,
      channel,
      thread: threadOf(conversation),
      author: personOf(activity),
      receivedAt: context.receivedAt,
      begunAt: context.begunAt,
    });
    if (prediction.channel === null) return 'judged'; // its author was forgotten, or the post deleted, in this very moment
    if (activity.type === 'messageUpdate') {
      await feedback.forgetEarlier(origin, prediction.id);
      await triage.follow(origin, prediction.id);
    }
    const settings = await channelSettingsOf(channels, channel);
    const language = sharedLanguage(settings, context.language);
    // By the verdict that is kept: that of the first attempt, when the job is done again.
    const wanted = decide(settings, prediction, addressed, clock()) !== 'nothing';
    const stands = await replies.findReplyToPost(conversation, activity.id);
    if (wanted || stands) {
      // Votes may have come by the dialog or the page before the card.
      const tally = await feedback.tally(prediction.id);
      const handling = await triage.find(prediction.id);
      const holderName = await peopleNames.seek(handling?.holder, context.reference);
      const shown = { prediction, tally, handling, holderName, language, topics: classifier.topics };
      context.show(prediction.id, sharedVerdict(settings.answer, shown));
      if (!stands && settings.mode === 'every' && !isPersonal(activity))
        await offerLess(context, channel, language);
    } else if (activity.type === 'messageUpdate') context.retract(); // what waits to be said of the post as it was
    log.debug({ predictionId: prediction.id, wanted }, 'judged a post');
    return 'judged';
  };

  /** Teams tells of an edit for bold letters, pictures and link previews too: the verdict and its votes stay. */
  async function changesNothing(
    { id, activity }: HandlerContext,
    origin: string,
    now: Verdict & { readonly text: string },
  ): Promise<boolean> {
    if (activity.channelData?.eventType !== 'editMessage') return false;
    const before = (await feedback.findCurrent(origin)).find(({ channel }) => channel !== null);
    // One of this very event was begun before: what it has to show may not be shown yet.
    return before !== undefined && before.id !== id && saysTheSame(before, now);
  }

  async function offerLess(
    context: HandlerContext,
    channel: string,
    language: ReaderLanguage,
  ): Promise<void> {
    if ((await channels.countAnswers(channel)) >= OFFER_AFTER) return;
    const card = offerCard(language);
    const claim = { answersIn: channel, upTo: OFFER_AFTER };
    context.say(noticeMessage(card, card.fallbackText), { claim });
  }
}
