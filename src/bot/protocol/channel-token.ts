// Checks that an activity comes from the Bot Framework's channel: the token that it brings along must be signed with a
// key that Microsoft has endorsed for that channel, and be made for this app and this connector.
// https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication

import { createRemoteJWKSet, errors, type JWK, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { abortAfter, wallClock } from '../../clock.ts';

/** The sender did not prove to be the channel. */
export class Refusal extends Error {
  override name = 'Refusal';
}

export interface ChannelTokenParts {
  readonly appId: string;
  readonly issuer: string;
  readonly openIdMetadataUrl: string;
  /** Milliseconds since 1970-01-01T00:00Z; a machine whose own clock is wrong must not refuse what Teams sends. */
  readonly clock?: (() => number) | undefined;
}

/** What a token has to fit. */
export interface Claimed {
  readonly channelId: string;
  readonly serviceUrl: string;
}

/**
 * @param authorization value of the Authorization header.
 * @returns the claims of the token.
 * @throws {Refusal} for a token that proves nothing; another error when the channel's keys cannot be fetched.
 */
export type CheckChannelToken = (authorization: string, claimed: Claimed) => Promise<JWTPayload>;

const ALGORITHMS = ['RS256', 'RS384', 'RS512'];
/** Seconds by which clocks may differ. */
const TOLERANCE = 5 * 60;
/** Milliseconds for which keys are kept; a key that is not among them is looked for at once. */
const KEYS_LAST = 24 * 60 * 60 * 1000;
/** Milliseconds that the issuer has to answer. */
const PATIENCE = 5000;

const Metadata = z.looseObject({ jwks_uri: z.url({ protocol: /^https?$/ }) });

export function createChannelTokenCheck(parts: ChannelTokenParts): CheckChannelToken {
  const { appId: audience, issuer, openIdMetadataUrl, clock = wallClock } = parts;
  let opened: ReturnType<typeof openKeys> | undefined;

  /** Fetched with the first token; a failure is not kept. */
  async function channelKeys() {
    opened ??= openKeys(openIdMetadataUrl);
    try {
      return await opened;
    } catch (error) {
      opened = undefined;
      throw error;
    }
  }

  return async (authorization, { channelId, serviceUrl }) => {
    const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/.exec(authorization) ?? [];
    if (token === undefined) throw new Refusal('there is no readable bearer token');
    // The SDK would validate this channel by laxer rules of its own.
    if (channelId === 'AseChannel') throw new Refusal('the channel is not accepted here');
    const keys = await channelKeys();
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      algorithms: ALGORITHMS,
      issuer,
      audience,
      requiredClaims: ['exp'],
      clockTolerance: TOLERANCE,
      currentDate: new Date(clock()),
    }).catch((error) => {
      throw explained(error);
    });
    const key = keys.jwks()?.keys.find(({ kid }) => kid !== undefined && kid === protectedHeader.kid);
    if (!endorsementsOf(key).includes(channelId)) throw new Refusal('no key endorsed for the channel');
    if (payload.serviceurl !== serviceUrl)
      throw new Refusal('the ServiceUrl of the token is not that of the activity');
    return payload;
  };
}

async function openKeys(openIdMetadataUrl: string) {
  const response = await fetch(openIdMetadataUrl, { signal: abortAfter(PATIENCE) });
  if (!response.ok) throw new Error(`the OpenID metadata of the channel answered ${response.status}`);
  const { jwks_uri: keys } = Metadata.parse(await response.json());
  return createRemoteJWKSet(new URL(keys), { cacheMaxAge: KEYS_LAST, timeoutDuration: PATIENCE });
}

/** The channels that Microsoft lets a key speak for; the set of keys names them in a member of its own. */
function endorsementsOf(key: JWK | undefined): readonly unknown[] {
  const { endorsements } = (key ?? {}) as { readonly endorsements?: unknown };
  return Array.isArray(endorsements) ? endorsements : [];
}

/** Errors that say that a text is no token of the kind that is asked for. */
const MALFORMED = [errors.JWTInvalid, errors.JWSInvalid, errors.JOSENotSupported];
const WRONG_CLAIMS: Readonly<Record<string, string>> = {
  iss: 'the token is not from the channel',
  aud: 'Invalid AppId: the token is for another app',
  nbf: 'the token is not active yet',
};

/** @returns a refusal for whatever is wrong with a token; any other error as it is. */
function explained(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return new Refusal('the token has expired');
  if (error instanceof errors.JWTClaimValidationFailed)
    return new Refusal(WRONG_CLAIMS[error.claim] ?? `the claim ${error.claim} is missing or wrong`);
  if (error instanceof errors.JOSEAlgNotAllowed)
    return new Refusal('the token is not signed with an allowed algorithm');
  if (error instanceof errors.JWKSNoMatchingKey)
    return new Refusal('no key of the channel has the name that the token gives');
  if (error instanceof errors.JWKSMultipleMatchingKeys) return new Refusal('the token does not name its key');
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return new Refusal('invalid signature: the token was not signed by the channel');
  if (MALFORMED.some((kind) => error instanceof kind))
    return new Refusal('there is no readable bearer token');
  return error;
}
