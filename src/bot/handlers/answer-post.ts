// From a post to the reply under it, if its channel wants one, whether the post is new, was edited or came back.
import type { Logger } from 'pino';
import type { BrandJudge } from '../../channel/brand-judge.ts';
import type { ChannelStore } from '../../channel/channel-store.ts';
import { decide } from '../../channel/decide.ts';
import { settingsOf } from '../../channel/settings.ts';
import { isPersonal, personOf } from '../../delivery/activity.ts';
import { originOf, threadOf, withoutThread } from '../../delivery/conversation-id.ts';
import type { ReplyStore } from '../../delivery/replies.ts';
import type { Ledger } from '../../feedback/feedback-service.ts';
import { noticeMessage, sharedVerdict } from '../cards/message.ts';
import { offerCard } from '../cards/settings.ts';
import type { Post } from '../protocol/post.ts';
import { sharedLanguage } from '../texts/channel-texts.ts';
import type { ReaderLanguage } from '../texts/texts.ts';
import type { Turn } from './context.ts';

/** What became of a post: `empty` has nothing to judge. */
export type Outcome = 'judged' | 'empty';

/** @throws {ClassifierBusyError} when too many posts wait; then the work is done again later. */
export type Judge = (turn: Turn, post: Post) => Promise<Outcome>;

/** After how many answers a channel is offered fewer of them, once. */
const OFFER_AFTER = 10;

export interface JudgeParts {
  readonly judgeBrand: BrandJudge;
  readonly channels: Pick<ChannelStore, 'findSettings' | 'countAnswer'>;
  readonly ledger: Ledger;
  readonly replies: Pick<ReplyStore, 'findReplyToPost'>;
  readonly log: Pick<Logger, 'debug'>;
  readonly clock: () => number;
}

export function createJudge({ judgeBrand, channels, ledger, replies, log, clock }: JudgeParts): Judge {
  return async (turn, { text, addressed }) => {
    const { activity, conversation } = turn;
    const channel = withoutThread(conversation);
    const verdict = text ? await judgeBrand(text, { channel }) : null;
    if (!verdict) return 'empty';
    const prediction = await ledger.record({
      id: turn.id,
      verdict,
      text,
      door: 'teams',
      origin: originOf(conversation, activity.id),
      channel,
      thread: threadOf(conversation),
      author: personOf(activity),
    });
    const settings = await settingsOf(channels, channel);
    const language = sharedLanguage(settings, turn.language);
    const wanted = decide(settings, verdict, addressed, clock()) !== 'nothing';
    const stands = await replies.findReplyToPost(conversation, activity.id);
    if (wanted || stands) {
      const shown = { prediction, tally: { up: 0, down: 0 }, language };
      turn.show(prediction.id, sharedVerdict(settings.answer, shown));
      if (!stands && settings.mode === 'every' && !isPersonal(activity))
        await offerLess(turn, channel, language);
    } else if (activity.type === 'messageUpdate') turn.retract(); // what waits to be said of the post as it was
    log.debug({ predictionId: prediction.id, wanted }, 'judged a post');
    return 'judged';
  };

  async function offerLess(turn: Turn, channel: string, language: ReaderLanguage): Promise<void> {
    if (!(await channels.countAnswer(channel, OFFER_AFTER))) return;
    const card = offerCard(language);
    turn.say(noticeMessage(card, card.fallbackText));
  }
}
