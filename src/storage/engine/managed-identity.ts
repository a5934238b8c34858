// Signs in to Azure Database for PostgreSQL as a managed identity: a token of Microsoft Entra takes the place of a
// password, so that there is none to keep.
import type { TokenCredential } from '@azure/identity';

const SCOPE = 'https://ossrdbms-aad.database.windows.net/.default';

/**
 * @param clientId of the user-assigned managed identity.
 * @returns what gives a token that is valid now; Azure is asked only when the last one nears its end.
 */
export function tokenOf(clientId: string): () => Promise<string> {
  let credential: TokenCredential | undefined;
  return async () => {
    // 20 MB that those who have a password need not load.
    const { ManagedIdentityCredential } = await import('@azure/identity');
    credential ??= new ManagedIdentityCredential({ clientId });
    return (await credential.getToken(SCOPE))!.token;
  };
}
