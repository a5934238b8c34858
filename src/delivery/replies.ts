// What the Teams door remembers of its own replies. src/storage implements it.
import type { ReaderLanguage } from '../locale/reader-language.ts';

/** Which reply stands under which post, and the prediction it shows. */
export interface Reply {
  /** Bot Framework conversation id, thread suffix (`;messageid=…`) included. */
  readonly conversation: string;
  /** Activity id of the post. */
  readonly post: string;
  /** Activity id of the bot's reply. */
  readonly reply: string;
  readonly predictionId: string;
  /** That the card is written in; unknown for those from before that was kept. */
  readonly language?: ReaderLanguage | undefined;
}

/** A verdict under a post that may stand there or not: no answer told. */
export type UnseenReply = Pick<Reply, 'conversation' | 'post' | 'predictionId'>;

/** What may stand once a message was sent that no answer gave an id; nothing where it shows no verdict under a post. */
export function unseenOf(
  conversation: string,
  card: string | null,
  predictionId: string | null | undefined,
): UnseenReply | undefined {
  return card !== null && predictionId ? { conversation, post: card, predictionId } : undefined;
}

export interface ReplyStore {
  /** Deletes deliveries claimed before `before`. @returns how many. */
  deleteDeliveries(before: number): Promise<number>;

  /** Inserts, or replaces the prediction and reply of the same post. Resolves once it is on disk. */
  saveReply(reply: Reply): Promise<void>;
  findReplyToPost(conversation: string, post: string): Promise<Reply | undefined>;
  /** Whether a verdict may stand under a post that no answer told of: another one beside it would be one too many. */
  mayStandUnseen(conversation: string, post: string): Promise<boolean>;
  findReply(conversation: string, reply: string): Promise<Reply | undefined>;
  findReplyOfPrediction(predictionId: string): Promise<Reply | undefined>;
  deleteReply(conversation: string, post: string): Promise<void>;
}
