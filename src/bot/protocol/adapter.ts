// Turns an HTTP delivery into a turn of the bot: checks its shape, has its sender authenticated, and tells the channel
// how it went.
import { type Activity, CloudAdapter } from 'botbuilder';
import type { Logger } from 'pino';
import type { Config } from '../../config.ts';
import { activitySchema, type InboundActivity } from '../../delivery/activity.ts';
import { Problem } from '../../http/problem.ts';
import { ChannelAuthentication, type ChannelEndpoints } from './authentication.ts';
import { Refusal } from './channel-token.ts';
import { withoutPayload } from './failure.ts';
import type { Turn } from './turn.ts';

export type { ChannelEndpoints };

export interface AdapterAnswer {
  readonly status: number;
  readonly body?: unknown;
}

export interface Adapter {
  /** False without an app id: then whoever can reach the port is believed, and only this machine may. */
  readonly authenticates: boolean;
  /**
   * Checks an activity and whoever sent it, then runs `logic` on it.
   * @throws {Problem} 400 for a body that is no activity, 401 for a sender who is not the channel, and 503, which asks
   *   the channel to send the activity again, when the turn failed.
   */
  receive(
    authorization: string | undefined,
    body: unknown,
    logic: (turn: Turn) => Promise<void>,
  ): Promise<AdapterAnswer>;
}

export function createAdapter({
  config,
  log,
  channel,
  clock,
}: {
  readonly config: Config;
  readonly log: Pick<Logger, 'error' | 'info'>;
  readonly channel?: ChannelEndpoints | undefined;
  /** By which tokens are valid, milliseconds since 1970-01-01T00:00Z; that of this machine by default. */
  readonly clock?: () => number;
}): Adapter {
  const authenticates = config.MicrosoftAppId !== undefined;
  const cloud = new TurnRunner(new ChannelAuthentication(config, channel, clock));

  return {
    authenticates,
    async receive(authorization, body, logic) {
      const activity = readActivity(body);
      if (!authenticates && !isOnLoopback(activity.serviceUrl))
        throw malformed('serviceUrl: without MicrosoftAppId replies go to this machine only.');
      try {
        return (await cloud.run(authorization ?? '', activity, logic)) ?? { status: 200 };
      } catch (error) {
        if (error instanceof Refusal) {
          log.info({ reason: error.message }, 'refused an activity');
          throw new Problem(401, 'Unauthorized', 'Send the token that the Bot Framework gives the channel.', {
            headers: { 'WWW-Authenticate': 'Bearer' },
          });
        }
        log.error({ err: withoutPayload(error), type: activity.type }, 'a turn failed');
        throw new Problem(503, 'Try again', 'The activity could not be worked on; send it again.');
      }
    },
  };
}

function readActivity(body: unknown): InboundActivity {
  const { data, error } = activitySchema.safeParse(body);
  if (data) return data;
  const faults = error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  throw malformed('The body is not a Bot Framework activity.', faults);
}

function malformed(detail: string, errors: { field: string; message: string }[] = []): Problem {
  return new Problem(400, 'Malformed request', detail, { errors });
}

function isOnLoopback(url: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);
}

/** CloudAdapter's own `process` turns forged tokens into 500 and writes errors to the console; this is its core. */
class TurnRunner extends CloudAdapter {
  run(authorization: string, activity: InboundActivity, logic: (turn: Turn) => Promise<void>) {
    return this.processActivity(authorization, activity as unknown as Activity, (context) =>
      logic({
        activity,
        async reply({ audience: _, ...message }) {
          await context.sendActivity(message as Partial<Activity>);
        },
        async answer(value) {
          await context.sendActivity({ type: 'invokeResponse', value });
        },
      }),
    );
  }
}
