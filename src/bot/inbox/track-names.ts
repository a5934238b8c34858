// Learns what teams, channels and group chats are called: from every event that says so, and by asking Teams for the rest.
import { type BackgroundTask, createBackgroundTask } from '../../background/task.ts';
import type { InboundActivity } from '../../delivery/activity.ts';
import type { ConversationStore } from '../../delivery/conversation-reference.ts';
import type { NameStore } from '../../delivery/names.ts';
import { namesIn } from '../protocol/activity-reference.ts';
import type { ConnectorClient } from '../protocol/connector-client.ts';
import { withoutPayload } from '../protocol/failure.ts';

/** @param at when the activity was received, milliseconds since 1970-01-01T00:00Z. */
export type TrackNames = (activity: InboundActivity, at: number) => Promise<void>;

export function createTrackNames({ names }: { readonly names: Pick<NameStore, 'saveNames'> }): TrackNames {
  return async (activity, at) => {
    const named = namesIn(activity);
    if (named.length > 0) await names.saveNames(named, at);
  };
}

export interface AskNamesParts {
  readonly names: Pick<NameStore, 'saveNames' | 'unnamedTeams'>;
  readonly conversations: Pick<ConversationStore, 'findConversation'>;
  readonly connector: Pick<ConnectorClient, 'namesInTeam'>;
  readonly log: { warn(fields: object, message: string): void; error(fields: object, message: string): void };
  /** Whether this deployment asks, and no other on its database; always unless given. */
  readonly inService?: (() => Promise<boolean>) | undefined;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock: () => number;
  /** When each team was asked last; begins empty unless given. Those that may be asked again are taken out. */
  readonly askedAt?: Map<string, number> | undefined;
}

const MINUTE = 60_000;
/** A team that did not answer, or does not name a channel, is asked again after this. */
const ASK_AGAIN = 12 * 60 * MINUTE;

export function createAskNames({
  names,
  conversations,
  connector,
  inService = async () => true,
  log,
  clock,
  askedAt = new Map(),
}: AskNamesParts): BackgroundTask {
  async function ask(conversation: string): Promise<void> {
    const reference = await conversations.findConversation(conversation);
    if (!reference?.team || askedAt.has(reference.team)) return;
    askedAt.set(reference.team, clock());
    try {
      await names.saveNames(await connector.namesInTeam(reference, reference.team), clock());
    } catch (err) {
      log.warn({ err: withoutPayload(err) }, 'a team does not give the names of its channels');
    }
  }

  return createBackgroundTask({
    async work() {
      if (!(await inService())) return MINUTE;
      for (const [team, at] of askedAt) if (clock() - at >= ASK_AGAIN) askedAt.delete(team);
      for (const conversation of await names.unnamedTeams()) await ask(conversation);
      return MINUTE;
    },
    onFailure: (err, wait) => log.error({ err, wait }, 'names cannot be learnt; trying again'),
  });
}
