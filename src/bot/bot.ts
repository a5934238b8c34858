// Which activity goes to which handler.
import type { TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Ledger } from '../feedback/ledger.ts';
import type { Classifier } from '../sentiment/verdict.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { createCast } from './cast.ts';
import { createOnce } from './delivery.ts';
import { createOnAnalyse } from './extension/on-analyse.ts';
import { createOnDialog } from './extension/on-dialog.ts';
import { createOnQuery } from './extension/on-query.ts';
import { withoutPayload } from './failure.ts';
import { errorAnswer, type InvokeAnswer } from './invoke.ts';
import { createJudge } from './judge.ts';
import { createOnEdit } from './on-edit.ts';
import { createOnFeedback } from './on-feedback.ts';
import { createOnInstall } from './on-install.ts';
import { createOnMessage } from './on-message.ts';
import { createOnReaction } from './on-reaction.ts';
import { createOnVote } from './on-vote.ts';
import { createOnWhy } from './on-why.ts';
import type { ReplyStore } from './replies.ts';
import { createRetract } from './retract.ts';
import { createTurn, type Turn } from './turn.ts';
import { createWhy } from './why.ts';

export interface BotParts {
  readonly classifier: Classifier;
  readonly ledger: Ledger;
  readonly replies: ReplyStore;
  readonly config: Pick<Config, 'KEEP_TEXT' | 'KEEP_DAYS'>;
  readonly log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
  readonly telemetry: Pick<Telemetry, 'exception'>;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: () => number;
}

/** Works on one activity. Throws when it could not, so that the channel is asked to send it again. */
export type Bot = (context: TurnContext) => Promise<void>;

export function createBot({ log, telemetry, clock = Date.now, ...parts }: BotParts): Bot {
  const cast = createCast(parts);
  const judge = createJudge({ ...parts, log });
  const retract = createRetract(parts);
  const once = createOnce({ ...parts, clock });
  const onInstall = createOnInstall({ ...parts, clock });
  const onFeedback = createOnFeedback({ ...parts, cast });
  const findWhy = createWhy(parts);
  const onWhy = createOnWhy({ ...parts, findWhy });
  const onVote = createOnVote({ cast });

  const events: Readonly<Record<string, (turn: Turn) => Promise<void>>> = {
    message: createOnMessage({ ...parts, judge, cast, log }),
    messageUpdate: createOnEdit({ judge, retract }),
    messageDelete: retract,
    messageReaction: createOnReaction({ ...parts, cast }),
    installationUpdate: onInstall,
    conversationUpdate: onInstall,
  };
  const invokes: Readonly<Record<string, (turn: Turn) => Promise<InvokeAnswer>>> = {
    'adaptiveCard/action': async (turn) => (await onWhy(turn)) ?? onVote(turn),
    'composeExtension/fetchTask': createOnAnalyse({ ...parts, findWhy }),
    'composeExtension/submitAction': createOnDialog({ cast }),
    'composeExtension/query': createOnQuery(parts),
    'message/submitAction': onFeedback,
    'message/fetchTask': onFeedback,
  };

  return async (context) => {
    const turn = createTurn(context, log);
    const { type, name } = turn.activity;
    try {
      if (type === 'invoke')
        await context.sendActivity({ type: 'invokeResponse', value: await answer(turn, name ?? '') });
      else if (Object.hasOwn(events, type)) await once(turn.activity, () => events[type]!(turn));
    } catch (error) {
      telemetry.exception(withoutPayload(error), { room: 'bot', activity: type });
      throw error;
    }
  };

  // An invoke is answered whatever happens: people wait for it, and Teams sends unanswered ones again.
  async function answer(turn: Turn, name: string): Promise<InvokeAnswer> {
    if (!Object.hasOwn(invokes, name))
      return { status: 501, body: { error: `There is no invoke ${name} here.` } };
    try {
      return await invokes[name]!(turn);
    } catch (error) {
      log.error({ err: withoutPayload(error), invoke: name }, 'an invoke failed');
      telemetry.exception(withoutPayload(error), { room: 'bot', invoke: name });
      return errorAnswer(turn, 'InternalError');
    }
  }
}
