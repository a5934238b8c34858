// Gives the SDK its authentication: who may post activities to the bot, and how its calls to the connector are signed.
import {
  type Activity,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import {
  type AuthenticateRequestResult,
  AuthenticationConstants,
  ClaimsIdentity,
  type ConnectorClient,
  ConnectorFactory,
  type ServiceClientCredentials,
  type UserTokenClient,
} from 'botframework-connector';
import type { Config } from '../../config.ts';
import { type CheckChannelToken, createChannelTokenCheck } from './channel-token.ts';

/** How the SDK names the public cloud as the caller of a bot. */
const CALLER_ID = 'urn:botframework:azure';

/** Stand-ins for the Bot Framework's own endpoints, so that tests can be the channel. */
export interface ChannelEndpoints {
  readonly openIdMetadataUrl: string;
  readonly tokenIssuer: string;
  /** Sent to the connector in place of a token from Microsoft Entra. */
  readonly outboundToken: string;
}

/** The SDK's authentication, with a check of inbound tokens in place of its own: see channel-token.ts. */
export class ChannelAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #check: CheckChannelToken | undefined;

  constructor(config: Config, channel: ChannelEndpoints | undefined, clock?: () => number) {
    super({ ...identityOf(config), ...(channel && parametersOf(channel)) }, credentialsOf(config, channel));
    const appId = config.MicrosoftAppId;
    this.#check =
      appId === undefined
        ? undefined
        : createChannelTokenCheck({
            appId,
            clock,
            issuer: channel?.tokenIssuer ?? AuthenticationConstants.ToBotFromChannelTokenIssuer,
            openIdMetadataUrl:
              channel?.openIdMetadataUrl ?? AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
          });
  }

  /** @throws {Refusal} when the token does not prove that the channel sent the activity. */
  override async authenticateRequest(activity: Activity, header: string): Promise<AuthenticateRequestResult> {
    if (!this.#check)
      return { ...(await super.authenticateRequest(activity, header)), connectorFactory: NO_CONNECTOR };
    const claims = await this.#check(header, activity);
    const claimsIdentity = new ClaimsIdentity(
      Object.entries(claims).map(([type, value]) => ({ type, value: String(value) })),
      true,
    );
    return {
      audience: AuthenticationConstants.ToChannelFromBotOAuthScope,
      callerId: CALLER_ID,
      claimsIdentity,
      connectorFactory: NO_CONNECTOR,
    };
  }

  override async createUserTokenClient(): Promise<UserTokenClient> {
    return {} as UserTokenClient;
  }
}

/**
 * The SDK wants two clients for each activity, and each is a pipeline of a dozen policies. Nothing here uses them: calls to the
 * connector go through connector-client.ts, and nobody signs in.
 */
class NoConnector extends ConnectorFactory {
  override async create(): Promise<ConnectorClient> {
    return {} as ConnectorClient;
  }
}

const NO_CONNECTOR = new NoConnector();

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

/** The SDK wants all of these as soon as one is given. */
function parametersOf({ openIdMetadataUrl, tokenIssuer }: ChannelEndpoints) {
  return {
    ToChannelFromBotLoginUrl: AuthenticationConstants.ToChannelFromBotLoginUrl,
    ToChannelFromBotOAuthScope: AuthenticationConstants.ToChannelFromBotOAuthScope,
    ToBotFromChannelTokenIssuer: tokenIssuer,
    OAuthUrl: AuthenticationConstants.OAuthUrl,
    ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadataUrl,
    CallerId: CALLER_ID,
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
