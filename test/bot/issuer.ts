// An OpenID issuer on a free port that signs tokens as the Bot Framework does, and as a forger would.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';

export const APP_ID = '6f1c3d52-8a0e-4b57-9c44-0d8f6a1e2b73';
export const TENANT_ID = 'a4d1c0de-9f3b-4c58-8f6e-3b1f5d7e9a10';
export const CHANNEL_ISSUER = 'https://api.botframework.com';

export interface Issuer {
  readonly metadataUrl: string;
  /** A token that is right in everything, but for what is given. `kid` names one of the keys below, or none of them. */
  sign(claims: JWTPayload & { serviceurl: unknown }, kid?: Kid | 'stranger'): Promise<string>;
  /** The same, signed by a key that nobody publishes under a name that is. */
  forge(claims: JWTPayload): Promise<string>;
  /** The same, with the public key taken for a shared secret. */
  confuse(claims: JWTPayload): Promise<string>;
  unsigned(claims: JWTPayload): string;
  close(): Promise<void>;
}

/** Keys endorsed for Teams, for another channel only, and for none. */
const ENDORSEMENTS = { teams: ['msteams'], webchat: ['webchat'], plain: undefined };
type Kid = keyof typeof ENDORSEMENTS;

export async function startIssuer(): Promise<Issuer> {
  const pair = () => generateKeyPair('RS256', { extractable: true });
  const [teams, webchat, plain, stranger] = await Promise.all([pair(), pair(), pair(), pair()]);
  const keys = { teams, webchat, plain, stranger };
  const jwks = await Promise.all(
    (Object.keys(ENDORSEMENTS) as Kid[]).map(async (kid) => ({
      ...(await exportJWK(keys[kid].publicKey)),
      kid,
      use: 'sig',
      endorsements: ENDORSEMENTS[kid],
    })),
  );

  const server = createServer((req, res) => {
    const url = `http://${req.headers.host}`;
    res.setHeader('content-type', 'application/json');
    res.end(
      JSON.stringify(
        req.url === '/keys'
          ? { keys: jwks }
          : {
              issuer: CHANNEL_ISSUER,
              jwks_uri: `${url}/keys`,
              id_token_signing_alg_values_supported: ['RS256'],
            },
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const now = Math.floor(Date.now() / 1000);
  const usual = { iss: CHANNEL_ISSUER, aud: APP_ID, iat: now, nbf: now - 60, exp: now + 3600 };
  const jwt = (claims: JWTPayload, header: { alg: string; kid: string }) =>
    new SignJWT({ ...usual, ...claims }).setProtectedHeader(header);

  return {
    metadataUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/openid`,
    sign: (claims, kid = 'teams') => jwt(claims, { alg: 'RS256', kid }).sign(keys[kid].privateKey),
    forge: (claims) => jwt(claims, { alg: 'RS256', kid: 'teams' }).sign(stranger.privateKey),
    confuse: async (claims) =>
      jwt(claims, { alg: 'HS256', kid: 'teams' }).sign(
        new TextEncoder().encode(await exportSPKI(teams.publicKey)),
      ),
    unsigned: (claims) => new UnsecuredJWT({ ...usual, ...claims }).encode(),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
