// Asks the service on this machine for another model.
import { abortAfter } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Switched } from '../sentiment/model/models.ts';

/** Loading a model and ending the one before may take as long on a busy machine. */
const PATIENCE = 120_000;

/** The service was reached and did not do it; the message is its own. */
export class RefusedError extends Error {
  override name = 'RefusedError';
}

/**
 * @param version the one to serve; undefined for the one before.
 * @returns nothing when no service listens.
 * @throws {RefusedError}
 */
export async function askService(
  { HOST, PORT, API_KEY }: Pick<Config, 'HOST' | 'PORT' | 'API_KEY'>,
  version: string | undefined,
): Promise<Switched | undefined> {
  const host = ['0.0.0.0', '::'].includes(HOST) ? '127.0.0.1' : HOST;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${PORT}/model${version ? '' : '/rollback'}`;
  const response = await fetch(url, {
    method: version ? 'PUT' : 'POST',
    headers: {
      ...(version && { 'Content-Type': 'application/json' }),
      ...(API_KEY && { Authorization: `Bearer ${API_KEY}` }),
    },
    ...(version && { body: JSON.stringify({ version }) }),
    signal: abortAfter(PATIENCE),
  }).catch((error: Error) => {
    if ((error.cause as NodeJS.ErrnoException | undefined)?.code === 'ECONNREFUSED') return undefined;
    throw new RefusedError(`The service at ${url} did not answer (${error.message}); look at its log.`, {
      cause: error,
    });
  });
  if (!response) return undefined;
  const answer = (await response.json().catch(() => ({}))) as Record<string, string>;
  if (response.ok && answer.model && answer.before) return { from: answer.before, to: answer.model };
  const hint = [401, 403].includes(response.status) ? ' Set API_KEY to a key with the scope admin.' : '';
  throw new RefusedError(
    `The service at ${url} refuses with ${response.status}: ${answer.detail ?? 'it is no service of this kind; set PORT.'}${hint}`,
  );
}
