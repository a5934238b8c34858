// What happens to an activity, and when: events are queued and worked on after the response, invokes are answered in it.
import { newId } from '../clock.ts';
import { type InboundActivity, personOf } from '../delivery/activity.ts';
import { derivedId } from '../delivery/derived-id.ts';
import type { Job } from '../delivery/jobs.ts';
import type { OutgoingMessage } from '../delivery/outgoing-message.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { failedAnswer } from './extension/answers.ts';
import { createHandlerTable, type HandlerParts } from './handler-table.ts';
import { createHandlerContext } from './handlers/context.ts';
import { errorAnswer } from './handlers/invoke-answer.ts';
import { type Accept, deliveryKey } from './inbox/accept.ts';
import type { AnswerOnce } from './inbox/answer-once.ts';
import type { TrackConversations } from './inbox/track-conversations.ts';
import type { TrackMembers } from './inbox/track-members.ts';
import type { TrackNames } from './inbox/track-names.ts';
import type { Messenger } from './outbox/messenger.ts';
import { withoutPayload } from './protocol/failure.ts';
import type { InvokeAnswer, Turn } from './protocol/turn.ts';

export interface BotParts extends HandlerParts {
  readonly messenger: Pick<Messenger, 'give' | 'admit'>;
  readonly trackConversations: TrackConversations;
  readonly trackMembers: TrackMembers;
  readonly trackNames: TrackNames;
  readonly answerOnce: AnswerOnce;
  readonly telemetry: Pick<Telemetry, 'exception'>;
  /** Called before an invoke is answered. */
  readonly onInvoke?: (() => Promise<void>) | undefined;
}

export interface Bot {
  /** Takes one activity. Throws when it could not be kept, so that the channel is asked to send it again. */
  turn(turn: Turn, accept: Accept): Promise<void>;
  /** Works on an event. @returns the messages to send about it. */
  work(job: Pick<Job, 'id' | 'activity' | 'receivedAt'>): Promise<readonly OutgoingMessage[]>;
}

export function createBot({
  telemetry,
  trackConversations,
  trackMembers,
  trackNames,
  messenger,
  onInvoke = async () => {},
  answerOnce,
  ...parts
}: BotParts): Bot {
  const { events, invokes } = createHandlerTable(parts);
  const { log, clock, hashPerson } = parts;
  const contextOf = (job: Parameters<Bot['work']>[0]) =>
    createHandlerContext({ ...job, begunAt: clock(), hashPerson });

  async function work(job: Parameters<Bot['work']>[0]): Promise<readonly OutgoingMessage[]> {
    const { type } = job.activity;
    if (!Object.hasOwn(events, type)) return [];
    const context = contextOf(job);
    await trackNames(job.activity, job.receivedAt);
    if (!(await trackConversations(job.activity, job.receivedAt))) return [];
    await trackMembers(job.activity, job.receivedAt);
    await events[type]!(context);
    return context.outgoing;
  }

  return {
    work,
    async turn({ activity, reply, answer }, accept) {
      try {
        if (activity.type === 'invoke') await answer(await answerTo(activity));
        // A client that wants its replies in the response waits for them, and has no address to send them to.
        else if (activity.deliveryMode === 'expectReplies')
          for (const { message } of await messenger.admit(await work(jobOf(activity))))
            await (message && reply(message));
        else if (Object.hasOwn(events, activity.type)) await accept(activity);
      } catch (error) {
        telemetry.exception(withoutPayload(error), { room: 'bot', activity: activity.type });
        throw error;
      }
    },
  };

  /** Work that is not queued; delivered again it has the same id, so that it makes nothing new. */
  function jobOf(activity: InboundActivity) {
    const person = personOf(activity);
    const author = person === undefined ? null : hashPerson('teams', person);
    const id = derivedId(hashPerson('delivery', deliveryKey(activity, author)));
    return { id, activity, receivedAt: clock() };
  }

  // An invoke is answered whatever happens: people wait for it, and Teams sends unanswered ones again.
  async function answerTo(activity: InboundActivity): Promise<InvokeAnswer> {
    const name = activity.name ?? '';
    if (!Object.hasOwn(invokes, name))
      return { status: 501, body: { error: `There is no invoke ${name} here.` } };
    const job = { activity, receivedAt: clock() };
    try {
      await onInvoke();
      const answered = await answerOnce(activity, async (id) => {
        const context = contextOf({ ...job, id });
        await trackMembers(activity, job.receivedAt);
        const answer = await invokes[name]!(context);
        await messenger.give(context.outgoing);
        return { answer, subjects: context.subjects };
      });
      return answered ?? errorAnswer(contextOf({ ...job, id: newId() }), 'NotFound');
    } catch (error) {
      log.error({ err: withoutPayload(error), invoke: name }, 'an invoke failed');
      telemetry.exception(withoutPayload(error), { room: 'bot', invoke: name });
      const context = contextOf({ ...job, id: newId() });
      return failedAnswer(context) ?? errorAnswer(context, 'InternalError');
    }
  }
}
