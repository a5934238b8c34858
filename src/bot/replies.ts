// What the Teams door remembers of its own replies. src/storage implements it.

/** Which reply stands under which post, and the prediction it shows. */
export interface Reply {
  /** Bot Framework conversation id, thread suffix (`;messageid=…`) included. */
  readonly conversation: string;
  /** Activity id of the post. */
  readonly post: string;
  /** Activity id of the bot's reply. */
  readonly reply: string;
  readonly predictionId: string;
}

export interface ReplyStore {
  /**
   * Claims a delivery, so that the same activity delivered twice is worked on once, also by several replicas.
   * A claim that was neither released nor finished (the process died) can be taken over after a minute.
   * @returns false when the delivery was finished before, or another one is working on it.
   */
  claimDelivery(key: string, at: number): Promise<boolean>;
  finishDelivery(key: string): Promise<void>;
  /** Gives a claim back after a failure, so that a redelivery is worked on. */
  releaseDelivery(key: string): Promise<void>;
  /** Deletes deliveries claimed before `before`. @returns how many. */
  deleteDeliveries(before: number): Promise<number>;

  /** Inserts, or replaces the prediction and reply of the same post. Resolves once it is on disk. */
  saveReply(reply: Reply): Promise<void>;
  findReplyToPost(conversation: string, post: string): Promise<Reply | undefined>;
  findReply(conversation: string, reply: string): Promise<Reply | undefined>;
  findReplyOfPrediction(predictionId: string): Promise<Reply | undefined>;
  deleteReply(conversation: string, post: string): Promise<void>;
}
