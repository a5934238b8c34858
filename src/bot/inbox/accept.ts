// Takes what Teams hands over: written down before Teams is told that it arrived, so that the work on it can wait.
import { newId } from '../../clock.ts';
import { type InboundActivity, personOf } from '../../delivery/activity.ts';
import { withoutThread } from '../../delivery/conversation-id.ts';
import type { JobStore } from '../../delivery/jobs.ts';
import type { HashPerson } from '../../feedback/people.ts';

export interface AcceptParts {
  readonly jobs: Pick<JobStore, 'add'>;
  readonly hashPerson: HashPerson;
  /** Told when a job waits. */
  readonly onJob: () => void;
  readonly clock: () => number;
}

/** Resolves once the activity is on disk. Teams delivers again when it is unsure that we got it: each is kept once. */
export type Accept = (activity: InboundActivity) => Promise<void>;

export function createAccept({ jobs, hashPerson, onJob, clock }: AcceptParts): Accept {
  return async (activity) => {
    const person = personOf(activity);
    const author = person === undefined ? null : hashPerson('teams', person);
    await jobs.add({
      id: newId(),
      // Hashed, since it is kept for a day, and ids of conversations and messages lead to people.
      key: hashPerson('delivery', deliveryKey(activity, author)),
      conversationKey: conversationKeyOf(activity),
      cancels: activity.type === 'messageDelete',
      receivedAt: clock(),
      author,
      activity,
    });
    onJob();
  };
}

/**
 * The same for each delivery of one event, and another for another person. A message has its id for itself; its edits, and
 * reactions to it, may share an id, and are told apart by when they happened.
 * @param author keyed hash of whoever acted.
 */
export function deliveryKey(
  { type, id, conversation, timestamp, channelData }: InboundActivity,
  author: string | null,
): string {
  const event = type === 'message' ? [] : [channelData?.eventType ?? '', timestamp ?? '', author ?? ''];
  return [type, conversation.id, id, ...event].join(' ');
}

/** A post, its edits and its end come one after the other, and so do the reactions to one reply. */
function conversationKeyOf({ type, id, conversation, replyToId }: InboundActivity): string {
  return `${withoutThread(conversation.id)} ${type === 'messageReaction' ? (replyToId ?? id) : id}`;
}
