// From a post to the reply under it, if its channel wants one, whether the post is new, was edited or came back.
import type { Logger } from 'pino';
import type { BrandJudge } from '../channel/brand-judge.ts';
import { decide } from '../channel/decide.ts';
import { settingsOf } from '../channel/settings.ts';
import type { ChannelStore } from '../channel/store.ts';
import type { Ledger } from '../feedback/ledger.ts';
import { ClassifierBusyError, type Verdict } from '../sentiment/verdict.ts';
import { isPersonal, personOf } from './activity.ts';
import { offerCard } from './cards/settings.ts';
import { sharedLanguage } from './channel-texts.ts';
import { noticeMessage, sharedVerdict } from './message.ts';
import { originOf, withoutThread } from './origin.ts';
import type { Post } from './post.ts';
import type { ReplyStore } from './replies.ts';
import type { ReaderLanguage } from './texts.ts';
import type { Turn } from './turn.ts';

/** What became of a post: `empty` has nothing to judge, `busy` could not be judged now. */
export type Outcome = 'judged' | 'empty' | 'busy';

export type Judge = (turn: Turn, post: Post) => Promise<Outcome>;

/** After how many answers a channel is offered fewer of them, once. */
const OFFER_AFTER = 10;

export interface JudgeParts {
  readonly judgeBrand: BrandJudge;
  readonly channels: Pick<ChannelStore, 'findSettings' | 'countAnswer'>;
  readonly ledger: Ledger;
  readonly replies: ReplyStore;
  readonly log: Pick<Logger, 'debug' | 'warn'>;
  readonly clock: () => number;
}

export function createJudge({ judgeBrand, channels, ledger, replies, log, clock }: JudgeParts): Judge {
  return async (turn, post) => {
    const verdict = await judge(post.text, withoutThread(turn.conversation));
    if (verdict === 'busy') return 'busy';
    if (!verdict) return 'empty';
    await reply(turn, post, verdict);
    return 'judged';
  };

  async function judge(text: string, channel: string): Promise<Verdict | null | 'busy'> {
    if (!text) return null;
    try {
      return await judgeBrand(text, { channel });
    } catch (error) {
      if (!(error instanceof ClassifierBusyError)) throw error;
      log.warn('a post went unjudged: the classifier is busy');
      return 'busy';
    }
  }

  /** Replies under the post if its channel wants that, or updates the reply that already stands there. */
  async function reply(turn: Turn, { text, addressed }: Post, verdict: Verdict): Promise<void> {
    const { activity, conversation } = turn;
    const post = activity.id;
    const origin = originOf(conversation, post);
    const prediction = await ledger.record({
      verdict,
      text,
      door: 'teams',
      origin,
      author: personOf(activity),
    });
    const channel = withoutThread(conversation);
    const settings = await settingsOf(channels, channel);
    const language = sharedLanguage(settings, turn.language);
    const shown = { prediction, tally: { up: 0, down: 0 }, language };
    const message = sharedVerdict(settings.answer, shown);
    const predictionId = prediction.id;

    const earlier = await replies.findReplyToPost(conversation, post);
    if (earlier) {
      await replies.saveReply({ ...earlier, predictionId });
      await turn.update(earlier.reply, message);
    } else if (decide(settings, verdict, addressed, clock()) !== 'nothing') {
      const id = await turn.send(message);
      if (id) await replies.saveReply({ conversation, post, reply: id, predictionId });
      if (settings.mode === 'every' && !isPersonal(activity)) await offerLess(turn, channel, language);
    }
    log.debug({ predictionId, updated: Boolean(earlier) }, 'judged a post');
  }

  async function offerLess(turn: Turn, channel: string, language: ReaderLanguage): Promise<void> {
    if (!(await channels.countAnswer(channel, OFFER_AFTER))) return;
    const card = offerCard(language);
    await turn.send(noticeMessage(card, card.fallbackText));
  }
}
