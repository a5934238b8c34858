// A card as the one activity that carries it. A text beside a card would be split off by Teams, and the id of the reply
// lost: the sentence for notifications goes in `summary`.
import type { Activity } from 'botbuilder';
import type { ChannelSettings } from '../channel/settings.ts';
import { type AdaptiveCard, CARD_TYPE } from './cards/adaptive.ts';
import { lineCard } from './cards/line.ts';
import { headline, type VerdictCard, verdictCard } from './cards/verdict.ts';

export type Message = Partial<Activity>;

/** Teams shows "AI generated" beside a message with this entity. */
const AI_LABEL = {
  type: 'https://schema.org/Message',
  '@type': 'Message',
  '@context': 'https://schema.org',
  '@id': '',
  additionalType: ['AIGeneratedContent'],
};

/** A verdict: marked as made by an AI, with Teams' own like and dislike where Teams has them. */
export function verdictMessage(card: AdaptiveCard, summary: string): Message {
  return {
    ...noticeMessage(card, summary),
    entities: [AI_LABEL],
    channelData: { feedbackLoop: { type: 'default' } },
  };
}

/** A verdict for everybody in a channel, in the form that its settings want. */
export function sharedVerdict(answer: ChannelSettings['answer'], shown: Omit<VerdictCard, 'own'>): Message {
  const card = answer === 'line' ? lineCard(shown) : verdictCard(shown);
  return verdictMessage(card, headline(shown.prediction, shown.language));
}

export function noticeMessage(card: AdaptiveCard, summary: string): Message {
  return { type: 'message', summary, attachments: [{ contentType: CARD_TYPE, content: card }] };
}
