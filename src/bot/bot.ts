// Which activity goes to which handler, and when: events are written down and worked on after the turn, invokes are
// answered at once.
import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import type { ClassifyWithRules } from '../channel/brand-judge.ts';
import type { ChannelStore } from '../channel/channel-store.ts';
import type { ChannelFigures } from '../channel/figures.ts';
import type { Rulebook } from '../channel/rulebook.ts';
import type { Config } from '../config.ts';
import type { InboundActivity } from '../delivery/activity.ts';
import type { ConversationStore } from '../delivery/conversation-reference.ts';
import type { Job } from '../delivery/jobs.ts';
import type { ReplyStore } from '../delivery/replies.ts';
import type { FeedbackService } from '../feedback/feedback-service.ts';
import type { HashPerson } from '../feedback/people.ts';
import type { Classifier } from '../sentiment/verdict.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { createOnAnalyse } from './extension/on-analyse.ts';
import { createOnDialog } from './extension/on-dialog.ts';
import { createOnQuery } from './extension/on-query.ts';
import { createAnswerPost } from './handlers/answer-post.ts';
import { createHandlerContext, type HandlerContext } from './handlers/context.ts';
import { createFindWhy } from './handlers/find-why.ts';
import { errorAnswer, type InvokeAnswer } from './handlers/invoke-answer.ts';
import { createOnCardAction } from './handlers/on-card-action.ts';
import { createOnCommand } from './handlers/on-command.ts';
import { createOnDetails } from './handlers/on-details.ts';
import { createOnEdit } from './handlers/on-edit.ts';
import { createOnFeedback } from './handlers/on-feedback.ts';
import { createOnInstall } from './handlers/on-install.ts';
import { createOnMessage } from './handlers/on-message.ts';
import { createOnReaction } from './handlers/on-reaction.ts';
import { createOnRules } from './handlers/on-rules.ts';
import { createOnVote } from './handlers/on-vote.ts';
import { createRecordVote } from './handlers/record-vote.ts';
import { createRetract } from './handlers/retract.ts';
import type { Accept } from './inbox/accept.ts';
import type { TrackConversations } from './inbox/track-conversations.ts';
import type { TrackMembers } from './inbox/track-members.ts';
import type { Messenger, OutgoingMessage } from './outbox/messenger.ts';
import { withoutPayload } from './protocol/failure.ts';
import { createOnSettings } from './settings/on-settings.ts';
import type { Owners } from './settings/owners.ts';

export interface BotParts {
  readonly classifier: Pick<Classifier, 'model' | 'classify'>;
  readonly classifyWithRules: ClassifyWithRules;
  readonly rulebook: Rulebook;
  readonly channels: ChannelStore;
  readonly figures: ChannelFigures;
  readonly hashPerson: HashPerson;
  readonly feedback: FeedbackService;
  readonly replies: ReplyStore;
  readonly conversations: ConversationStore;
  readonly messenger: Messenger;
  readonly owners: Owners;
  readonly trackConversations: TrackConversations;
  readonly trackMembers: TrackMembers;
  readonly config: Pick<Config, 'KEEP_TEXT' | 'KEEP_DAYS'>;
  readonly log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
  readonly telemetry: Pick<Telemetry, 'exception'>;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: (() => number) | undefined;
}

export interface Bot {
  /** Takes one activity. Throws when it could not be kept, so that the channel is asked to send it again. */
  turn(context: TurnContext, take: Accept): Promise<void>;
  /** Works on what was taken. @returns what is to be said about it. */
  work(job: Pick<Job, 'id' | 'activity' | 'receivedAt'>): Promise<readonly OutgoingMessage[]>;
}

export function createBot({
  log,
  telemetry,
  trackConversations,
  trackMembers,
  messenger,
  clock = Date.now,
  ...parts
}: BotParts): Bot {
  const { owners } = parts;
  const recordVote = createRecordVote({ ...parts, owners });
  const judge = createAnswerPost({ ...parts, log, clock });
  const retract = createRetract(parts);
  const onInstall = createOnInstall({ ...parts, owners, clock });
  const onFeedback = createOnFeedback({ ...parts, recordVote });
  const findWhy = createFindWhy(parts);
  const onCommand = createOnCommand({ ...parts, clock });
  const cardActions = {
    ...createOnSettings({ ...parts, owners }),
    ...createOnRules({ ...parts, owners }),
    ...createOnDetails({ ...parts, findWhy }),
  };

  const events: Readonly<Record<string, (turn: HandlerContext) => Promise<void>>> = {
    message: createOnMessage({ judge, recordVote, cardActions, onCommand, log }),
    messageUpdate: createOnEdit({ judge, retract }),
    messageDelete: retract,
    messageReaction: createOnReaction({ ...parts, recordVote }),
    installationUpdate: onInstall,
    conversationUpdate: onInstall,
  };
  const invokes: Readonly<Record<string, (turn: HandlerContext) => Promise<InvokeAnswer>>> = {
    'adaptiveCard/action': createOnCardAction({
      ...parts,
      cardActions,
      onVote: createOnVote({ recordVote }),
    }),
    'composeExtension/fetchTask': createOnAnalyse({ ...parts, findWhy }),
    'composeExtension/submitAction': createOnDialog({ recordVote, cardActions }),
    'composeExtension/query': createOnQuery(parts),
    'message/submitAction': onFeedback,
    'message/fetchTask': onFeedback,
  };

  async function work(job: Parameters<Bot['work']>[0]): Promise<readonly OutgoingMessage[]> {
    const { type } = job.activity;
    if (!Object.hasOwn(events, type) || !(await trackConversations(job.activity, job.receivedAt))) return [];
    await trackMembers(job.activity, job.receivedAt);
    const turn = createHandlerContext(job);
    await events[type]!(turn);
    return turn.outgoing;
  }

  return {
    work,
    async turn(context, take) {
      const activity = context.activity as unknown as InboundActivity;
      const job = { id: randomUUID(), activity, receivedAt: clock() };
      try {
        if (activity.type === 'invoke')
          await context.sendActivity({
            type: 'invokeResponse',
            value: await answer(createHandlerContext(job)),
          });
        // A client that wants its replies in the response waits for them, and has no address to send them to.
        else if (activity.deliveryMode === 'expectReplies')
          for (const { message } of await work(job)) await (message && context.sendActivity(message));
        else if (Object.hasOwn(events, activity.type)) await take(activity);
      } catch (error) {
        telemetry.exception(withoutPayload(error), { room: 'bot', activity: activity.type });
        throw error;
      }
    },
  };

  // An invoke is answered whatever happens: people wait for it, and Teams sends unanswered ones again.
  async function answer(turn: HandlerContext): Promise<InvokeAnswer> {
    const name = turn.activity.name ?? '';
    if (!Object.hasOwn(invokes, name))
      return { status: 501, body: { error: `There is no invoke ${name} here.` } };
    try {
      await trackMembers(turn.activity, turn.receivedAt);
      const given = await invokes[name]!(turn);
      await messenger.give(turn.outgoing);
      return given;
    } catch (error) {
      log.error({ err: withoutPayload(error), invoke: name }, 'an invoke failed');
      telemetry.exception(withoutPayload(error), { room: 'bot', invoke: name });
      return errorAnswer(turn, 'InternalError');
    }
  }
}
