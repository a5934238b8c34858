// A card as the one activity that carries it. A text beside a card would be split off by Teams, and the id of the reply
// lost: the sentence for notifications goes in `summary`.
import type { ChannelSettings } from '../../channel/settings.ts';
import type { Message } from '../../delivery/message.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import type { Verdict } from '../../sentiment/verdict.ts';
import { type AdaptiveCard, CARD_TYPE } from './adaptive.ts';
import { isFromPrivateCard, privateCard } from './private.ts';
import { lineCard } from './verdict/line.ts';
import { isFromElsewhere } from './verdict/source.ts';
import { headline, type VerdictCard, verdictCard } from './verdict/verdict.ts';

/** Teams shows "AI generated" beside a message with this entity. */
const AI_LABEL = {
  type: 'https://schema.org/Message',
  '@type': 'Message',
  '@context': 'https://schema.org',
  '@id': '',
  additionalType: ['AIGeneratedContent'],
};

/** A verdict: marked as made by an AI, with Teams' own like and dislike, which ask for our form; clients
 * that know no form of ours show their own. */
export function verdictMessage(card: AdaptiveCard, summary: string): Message {
  return {
    ...noticeMessage(card, summary),
    entities: [AI_LABEL],
    channelData: { feedbackLoop: { type: 'custom' } },
  };
}

/** A verdict for everybody in a channel, in the form that its settings want. */
export function sharedVerdict(answer: ChannelSettings['answer'], shown: Omit<VerdictCard, 'own'>): Message {
  return headlineMessage(cardForAll(answer, shown), shown.prediction, shown.language);
}

/** The card of {@link sharedVerdict}. */
export function cardForAll(
  answer: ChannelSettings['answer'],
  verdict: Omit<VerdictCard, 'own'>,
): AdaptiveCard {
  const shown = { ...verdict, shared: true };
  // A line stands under the post that it is about; one from elsewhere stands on the card alone.
  return answer === 'line' && !isFromElsewhere(verdict.prediction) ? lineCard(shown) : verdictCard(shown);
}

export function headlineMessage(card: AdaptiveCard, prediction: Verdict, language: ReaderLanguage): Message {
  return { ...verdictMessage(card, headline(prediction, language)), locale: language };
}

export function noticeMessage(card: AdaptiveCard, summary: string): Message {
  return { type: 'message', summary, attachments: [{ contentType: CARD_TYPE, content: card }] };
}

/** A notice for one person alone. */
export function privateNotice(card: AdaptiveCard): Message {
  return noticeMessage(privateCard(card), card.fallbackText);
}

/** A notice in place of the card whose button sent this, for those who see that one. */
export function noticeFor(sent: unknown, card: AdaptiveCard): Message {
  return isFromPrivateCard(sent) ? privateNotice(card) : noticeMessage(card, card.fallbackText);
}
