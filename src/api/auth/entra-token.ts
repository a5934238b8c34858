// Checks a token that Microsoft Entra issued for the tab: signature, issuer, tenant, audience, time, scope.

import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import { wallClock } from '../../clock.ts';
import { type CheckToken, IssuerAwayError, TokenError, type Vouched } from './sign-in.ts';

export interface EntraParts {
  /** E.g. `https://login.microsoftonline.com`. */
  readonly authority: string;
  /** Ids of the tenants whose people are let in. */
  readonly tenants: readonly string[];
  /** The app as tokens may name it: its id, its `api://` URI. */
  readonly audiences: readonly string[];
  readonly clock?: (() => number) | undefined;
}

/** What the manifest's `webApplicationInfo` asks people to consent to. */
const SCOPE = 'access_as_user';
/** Seconds by which clocks may differ. */
const TOLERANCE = 60;

/** Keys are fetched when the first token comes, kept, and fetched again when a token names one that is not known. */
export function createEntraCheck({
  authority,
  tenants,
  audiences,
  clock = wallClock,
}: EntraParts): CheckToken {
  const keysOf = new Map(
    tenants.map((tenant) => [
      tenant,
      createRemoteJWKSet(new URL(`${authority}/${tenant}/discovery/v2.0/keys`)),
    ]),
  );

  return async (token) => {
    const tenant = tenantOf(token);
    const keys = keysOf.get(tenant);
    if (!keys) throw new TokenError('it is of a tenant that is not let in (SSO_TENANTS)');
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      issuer: `${authority}/${tenant}/v2.0`,
      audience: [...audiences],
      requiredClaims: ['exp', 'nbf', 'oid', 'scp'],
      clockTolerance: TOLERANCE,
      currentDate: new Date(clock()),
    }).catch((error) => {
      throw explained(error);
    });
    return vouched(payload);
  };
}

/** Not yet believed: only whose keys to check it with. */
function tenantOf(token: string): string {
  try {
    return String(decodeJwt(token).tid);
  } catch {
    throw new TokenError('it is no JSON Web Token');
  }
}

function vouched({ scp, oid, exp }: JWTPayload): Vouched {
  if (!String(scp).split(' ').includes(SCOPE)) throw new TokenError(`it lacks the scope ${SCOPE}`);
  return { person: String(oid), expires: exp! };
}

/** Errors that say that a text is no token of the kind that is asked for. */
const MALFORMED = [errors.JWTInvalid, errors.JWSInvalid, errors.JOSENotSupported];

function explained(error: unknown): Error {
  if (error instanceof errors.JWTExpired) return new TokenError('it has expired');
  if (error instanceof errors.JWTClaimValidationFailed)
    return new TokenError(`its claim ${error.claim} is missing or wrong`);
  if (error instanceof errors.JOSEAlgNotAllowed) return new TokenError('it is not signed with RS256');
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed)
    return new TokenError('its signature is not of its issuer');
  if (MALFORMED.some((kind) => error instanceof kind))
    return new TokenError('it is no signed JSON Web Token of Microsoft Entra');
  return new IssuerAwayError('The keys of the issuer cannot be had now.', { cause: error });
}
