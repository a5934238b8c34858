// Sets the sign-in of Teams up as the settings say, or leaves it out.
import type { Config } from '../../config.ts';
import { createSignIn, type SignIn } from './sign-in.ts';

/**
 * @param secret the key of the people's hashes.
 * @returns nothing while no tenant is let in.
 */
export async function openSignIn(config: Config, secret: string | Uint8Array): Promise<SignIn | undefined> {
  const { SSO_TENANTS: tenants, SSO_AUDIENCE: audiences, SSO_AUTHORITY: authority } = config;
  if (!tenants || !audiences) return undefined;
  // Who does not use it need not load it.
  const { createEntraCheck } = await import('./entra-token.ts');
  return createSignIn({
    check: createEntraCheck({ authority, tenants, audiences }),
    secret,
    scopes: config.SSO_SCOPES,
  });
}
