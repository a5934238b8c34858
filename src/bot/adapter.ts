// The only file that knows how the Bot Framework proves who is speaking: who may post activities to us, and how our
// calls to the connector are signed.
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type TurnContext } from 'botbuilder';
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder-core';
import {
  type AuthenticateRequestResult,
  AuthenticationConstants,
  type ServiceClientCredentials,
} from 'botframework-connector';
import { OpenIdMetadata } from 'botframework-connector/lib/auth/openIdMetadata.js';
import type { Activity } from 'botframework-schema';
import type { Logger } from 'pino';
import { Problem } from '../api/problem.ts';
import type { Config } from '../config.ts';
import { activitySchema, type InboundActivity } from './activity.ts';
import { withoutPayload } from './failure.ts';
import { keepWholeEntities } from './whole-entities.ts';

/** Stand-ins for the Bot Framework's own endpoints, so that tests can be the channel. */
export interface ChannelEndpoints {
  readonly openIdMetadataUrl: string;
  readonly tokenIssuer: string;
  /** Sent to the connector in place of a token from Microsoft Entra. */
  readonly outboundToken: string;
}

export interface Answer {
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
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<Answer>;
}

export function createAdapter({
  config,
  log,
  channel,
}: {
  readonly config: Config;
  readonly log: Pick<Logger, 'error' | 'info'>;
  readonly channel?: ChannelEndpoints | undefined;
}): Adapter {
  keepWholeEntities();
  const authenticates = config.MicrosoftAppId !== undefined;
  const cloud = new TurnRunner(new ChannelAuthentication(config, channel));

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
          throw new Problem(401, 'Unauthorized', 'Send the token that the Bot Framework gives the channel.');
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
  run(authorization: string, activity: InboundActivity, logic: (context: TurnContext) => Promise<void>) {
    return this.processActivity(authorization, activity as unknown as Activity, logic);
  }
}

/** The sender did not prove to be the channel. */
class Refusal extends Error {
  override name = 'Refusal';
}

/**
 * The SDK's validation, stricter in three things: only tokens of the channel's own issuer are looked at (it would take
 * emulator and skill tokens of any tenant too), the key that signed must be endorsed for the activity's channel (it
 * takes a key that has no endorsements at all), and every bad token is a refusal (it fails on some).
 */
class ChannelAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #authenticates: boolean;
  readonly #issuer: string;
  readonly #keys: OpenIdMetadata;

  constructor(config: Config, channel: ChannelEndpoints | undefined) {
    const { MicrosoftAppId, MicrosoftAppTenantId, MicrosoftAppPassword } = config;
    // Only the properties that are set: the SDK's schema refuses undefined ones.
    const identity = MicrosoftAppId
      ? {
          MicrosoftAppId,
          MicrosoftAppType: config.MicrosoftAppType,
          ...(MicrosoftAppTenantId && { MicrosoftAppTenantId }),
          ...(MicrosoftAppPassword && { MicrosoftAppPassword }),
        }
      : {};
    super(
      { ...identity, ...(channel && parametersOf(channel)) },
      channel
        ? new FixedTokenCredentials(identity, channel.outboundToken)
        : new ConfigurationServiceClientCredentialFactory(identity),
    );
    this.#authenticates = MicrosoftAppId !== undefined;
    this.#issuer = channel?.tokenIssuer ?? AuthenticationConstants.ToBotFromChannelTokenIssuer;
    this.#keys = new OpenIdMetadata(
      channel?.openIdMetadataUrl ?? AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
    );
  }

  override async authenticateRequest(activity: Activity, header: string): Promise<AuthenticateRequestResult> {
    if (!this.#authenticates) return super.authenticateRequest(activity, header);
    await this.#precheck(activity.channelId, header);
    try {
      return await super.authenticateRequest(activity, header);
    } catch (error) {
      throw isBadToken(error) ? new Refusal((error as Error).message) : error;
    }
  }

  async #precheck(channelId: string, header: string): Promise<void> {
    const { iss, alg, kid } = readToken(header);
    if (iss !== this.#issuer) throw new Refusal('the token is not from the channel');
    if (!AuthenticationConstants.AllowedSigningAlgorithms.includes(String(alg)))
      throw new Refusal('the token is not signed with an allowed algorithm');
    if (channelId === 'AseChannel') throw new Refusal('the channel is validated by other, laxer rules');
    const key = await this.#keys.getKey(String(kid));
    if (!key?.endorsements?.includes(channelId)) throw new Refusal('no key endorsed for the channel');
  }
}

/** What a token says of itself, unverified. */
function readToken(header: string): Record<'iss' | 'alg' | 'kid', unknown> {
  try {
    const [, head, claims] = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]*$/.exec(header) as unknown as string[];
    const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
    const { alg, kid } = decode(head!);
    return { iss: decode(claims!).iss, alg, kid };
  } catch {
    throw new Refusal('there is no readable bearer token');
  }
}

// By name: the connector has a jsonwebtoken of its own, whose classes cannot be imported.
const BAD_TOKEN = new Set(['JsonWebTokenError', 'NotBeforeError', 'TokenExpiredError']);

function isBadToken(error: unknown): boolean {
  const { name, statusCode } = error as { name?: string; statusCode?: number };
  return statusCode === 401 || BAD_TOKEN.has(name ?? '');
}

/** The SDK wants all of these as soon as one is given. */
function parametersOf({ openIdMetadataUrl, tokenIssuer }: ChannelEndpoints) {
  return {
    ToChannelFromBotLoginUrl: AuthenticationConstants.ToChannelFromBotLoginUrl,
    ToChannelFromBotOAuthScope: AuthenticationConstants.ToChannelFromBotOAuthScope,
    ToBotFromChannelTokenIssuer: tokenIssuer,
    OAuthUrl: AuthenticationConstants.OAuthUrl,
    ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadataUrl,
    CallerId: 'urn:botframework:azure',
  };
}

class FixedTokenCredentials extends ConfigurationServiceClientCredentialFactory {
  readonly #token: string;

  constructor(identity: object, token: string) {
    super(identity);
    this.#token = token;
  }

  override async createCredentials(): Promise<ServiceClientCredentials> {
    const authorization = `Bearer ${this.#token}`;
    return {
      async signRequest(request) {
        request.headers.set('authorization', authorization);
        return request;
      },
    };
  }
}
