// An issuer on a free port that signs tokens as Microsoft Entra does for a tab of Teams, and as a forger would.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';

export const TENANT = 'a4d1c0de-9f3b-4c58-8f6e-3b1f5d7e9a10';
export const AUDIENCE = 'api://sentiment.example/6f1c3d52-8a0e-4b57-9c44-0d8f6a1e2b73';
export const PERSON = '3c7d1f80-52ab-4e0c-a1de-90b4f6c7d812';

type Claims = { [Claim in keyof JWTPayload]: JWTPayload[Claim] | undefined };

export interface Entra {
  /** For SSO_AUTHORITY. */
  readonly authority: string;
  /** A token that is right in everything, but for what is given; a claim that is undefined is left out. */
  sign(claims?: Claims): Promise<string>;
  /** The same, signed by a key that the issuer does not publish, under the name of one that it does. */
  forge(): Promise<string>;
  /** Signed with a shared secret. */
  confuse(): Promise<string>;
  /** Signed, with a header that must be understood and that nobody knows. */
  extend(): Promise<string>;
  unsigned(): string;
  /** From now on its keys cannot be had. */
  close(): Promise<void>;
}

export async function startEntra(): Promise<Entra> {
  const [own, stranger] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'own', use: 'sig', alg: 'RS256' };
  const server = createServer((req, res) => {
    res.statusCode = req.url === `/${TENANT}/discovery/v2.0/keys` ? 200 : 404;
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const authority = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const claimsOf = (claims: Claims = {}) => {
    const now = Math.floor(Date.now() / 1000);
    return {
      iss: `${authority}/${TENANT}/v2.0`,
      aud: AUDIENCE,
      tid: TENANT,
      oid: PERSON,
      scp: 'access_as_user',
      iat: now,
      nbf: now - 60,
      exp: now + 3600,
      ...claims,
    } as JWTPayload;
  };
  const header = { alg: 'RS256', kid: 'own' };
  return {
    authority,
    sign: (claims) => new SignJWT(claimsOf(claims)).setProtectedHeader(header).sign(own.privateKey),
    forge: () => new SignJWT(claimsOf()).setProtectedHeader(header).sign(stranger.privateKey),
    confuse: () =>
      new SignJWT(claimsOf()).setProtectedHeader({ alg: 'HS256', kid: 'own' }).sign(new Uint8Array(32)),
    extend: () =>
      new SignJWT(claimsOf())
        .setProtectedHeader({ ...header, crit: ['novelty'], novelty: 1 })
        .sign(own.privateKey, { crit: { novelty: true } }),
    unsigned: () => new UnsecuredJWT(claimsOf()).encode(),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
