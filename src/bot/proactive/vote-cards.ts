// The card that everybody sees tells how many agree and who answers: each vote and each change of status brings it up to date,
// whichever door it came by.
import type { ChannelStore } from '../../channel/channel-store.ts';
import { type ChannelSettings, channelSettingsOf } from '../../channel/settings.ts';
import { placeLanguage } from '../../channel/shared-language.ts';
import { isPersonalChat, messageAt, withoutThread } from '../../delivery/conversation-id.ts';
import type { ConversationReference, ConversationStore } from '../../delivery/conversation-reference.ts';
import { outgoingMessages, REPLY_LASTS } from '../../delivery/outgoing-message.ts';
import type { Reply, ReplyStore } from '../../delivery/replies.ts';
import type { CardsOf } from '../../feedback/feedback-service.ts';
import type { Handling } from '../../feedback/handling.ts';
import type { Prediction } from '../../feedback/prediction.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import type { TopicSource } from '../../topics/topics-file.ts';
import { headlineMessage, sharedVerdict } from '../cards/message.ts';
import { verdictCard } from '../cards/verdict/verdict.ts';
import type { PeopleNames } from '../protocol/people-names.ts';

export interface VoteCardParts {
  readonly replies: Pick<ReplyStore, 'findReplyOfPrediction'>;
  readonly channels: Pick<ChannelStore, 'findSettings'>;
  readonly conversations: Pick<ConversationStore, 'findConversation'>;
  readonly classifier: TopicSource;
  /** How far the answer to a post is; undefined when it waits for nothing. */
  readonly findHandling: (predictionId: string) => Promise<Handling | undefined>;
  readonly peopleNames: Pick<PeopleNames, 'nameOf' | 'seek'>;
  readonly clock: () => number;
}

type Card = Pick<Reply, 'conversation' | 'post' | 'language'>;

/**
 * @returns a function that finds the card of a prediction. The edit of a post gives its card a newer prediction: a vote on the
 *   older one does not bring the old card back.
 */
export function createVoteCards(parts: VoteCardParts): CardsOf {
  const { replies, channels, conversations, classifier, findHandling, peopleNames, clock } = parts;
  return async (prediction, voter) => {
    const card = (await replies.findReplyOfPrediction(prediction.id)) ?? waitingCard(prediction);
    if (!card) return () => [];
    const reference = await conversations.findConversation(card.conversation);
    if (!reference) return () => [];
    const settings = await channelSettingsOf(channels, withoutThread(card.conversation));
    const language = card.language ?? guessLanguage(settings, prediction, reference);
    // Into mind, since a card is drawn in a transaction, in which nobody waits for Teams.
    await peopleNames.seek((await findHandling(prediction.id))?.holder, reference);
    // In a personal chat everybody is the voter.
    const isOwn = isPersonalChat(card.conversation) && voter === prediction.author;
    return ({ vote: own, tally, corrections, handling }) => {
      const holderName = peopleNames.nameOf(handling?.holder);
      const { topics } = classifier;
      const shown = { prediction, tally, corrections, handling, holderName, language, topics };
      const message = isOwn
        ? headlineMessage(verdictCard({ ...shown, own }), prediction, language)
        : sharedVerdict(settings.answer, shown);
      const place = { ...reference, conversation: card.conversation };
      return [outgoingMessages.refresh(place, card.post, prediction.id, message, clock() + REPLY_LASTS)];
    };
  };
}

/** The card that is perhaps still to be posted; one that is not stays away, since a refresh makes none. */
function waitingCard({ id, door, origin, channel, thread }: Prediction): Card | undefined {
  if (channel === null) return undefined;
  const post = door === 'teams' ? messageAt(origin) : id;
  if (post === undefined) return undefined;
  return { conversation: thread ? `${channel};messageid=${thread}` : channel, post };
}

/** For a card of before its language was kept. */
function guessLanguage(
  settings: ChannelSettings,
  { language }: Prediction,
  reference: ConversationReference,
): ReaderLanguage {
  return placeLanguage(settings, language === 'fr' || language === 'en' ? { language } : reference);
}
