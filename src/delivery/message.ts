// The body of a message to Teams: the part of a Bot Framework activity that the bot writes. The addressing is added when
// the message is sent.

export interface Attachment {
  readonly contentType: string;
  readonly content: object;
}

export interface Message {
  readonly type: 'message';
  /** What notifications show. */
  readonly summary?: string;
  readonly attachments?: readonly Attachment[];
  /** Labels on the message, as schema.org objects. */
  readonly entities?: readonly object[];
  /** Asks Teams for its own like and dislike under the message. */
  readonly channelData?: { readonly feedbackLoop: { readonly type: 'default' } };
}
