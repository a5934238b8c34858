// The only file that knows how the Bot Framework proves who is speaking: who may post activities to us, and how our
// calls to the connector are signed.
import {
  type Activity,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import {
  type AuthenticateRequestResult,
  AuthenticationConstants,
  type ServiceClientCredentials,
} from 'botframework-connector';
import { OpenIdMetadata } from 'botframework-connector/lib/auth/openIdMetadata.js';
import type { Config } from '../../config.ts';

/** Stand-ins for the Bot Framework's own endpoints, so that tests can be the channel. */
export interface ChannelEndpoints {
  readonly openIdMetadataUrl: string;
  readonly tokenIssuer: string;
  /** Sent to the connector in place of a token from Microsoft Entra. */
  readonly outboundToken: string;
}

/** The sender did not prove to be the channel. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/**
 * The SDK's validation, stricter in three things: only tokens of the channel's own issuer are looked at (it would take
 * emulator and skill tokens of any tenant too), the key that signed must be endorsed for the activity's channel (it
 * takes a key that has no endorsements at all), and every bad token is a refusal (it fails on some).
 */
export class ChannelAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #authenticates: boolean;
  readonly #issuer: string;
  readonly #keys: OpenIdMetadata;

  constructor(config: Config, channel: ChannelEndpoints | undefined) {
    super({ ...identityOf(config), ...(channel && parametersOf(channel)) }, credentialsOf(config, channel));
    this.#authenticates = config.MicrosoftAppId !== undefined;
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

/** @returns what gives the Authorization header of our calls to the connector; undefined without an app id. */
export function createAuthorize(
  config: Config,
  channel: ChannelEndpoints | undefined,
): () => Promise<string | undefined> {
  const { MicrosoftAppId, MicrosoftAppTenantId } = config;
  if (!MicrosoftAppId) return async () => undefined;
  const factory = credentialsOf(config, channel);
  return async () => {
    const credentials = await factory.createCredentials(
      MicrosoftAppId,
      AuthenticationConstants.ToChannelFromBotOAuthScope,
      `${AuthenticationConstants.ToChannelFromBotLoginUrlPrefix}${MicrosoftAppTenantId}`,
      true,
    );
    const headers = new Headers();
    // The SDK's credentials sign a request of its own client, of which they use only this.
    await credentials.signRequest({ headers } as unknown as Parameters<
      ServiceClientCredentials['signRequest']
    >[0]);
    return headers.get('authorization') ?? undefined;
  };
}

/** Only the properties that are set: the SDK's schema refuses undefined ones. */
function identityOf(config: Config) {
  const { MicrosoftAppId, MicrosoftAppTenantId, MicrosoftAppPassword } = config;
  if (!MicrosoftAppId) return {};
  return {
    MicrosoftAppId,
    MicrosoftAppType: config.MicrosoftAppType,
    ...(MicrosoftAppTenantId && { MicrosoftAppTenantId }),
    ...(MicrosoftAppPassword && { MicrosoftAppPassword }),
  };
}

function credentialsOf(config: Config, channel: ChannelEndpoints | undefined) {
  return channel
    ? new FixedTokenCredentials(identityOf(config), channel.outboundToken)
    : new ConfigurationServiceClientCredentialFactory(identityOf(config));
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
