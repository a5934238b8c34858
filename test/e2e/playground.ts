// The Microsoft 365 Agents Playground, a client that looks and talks like Teams, started for one bot.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.ts';
import { startProgram } from './program.ts';

const CLI = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
const TENANT = fileURLToPath(new URL('../../.m365agentsplayground.yml', import.meta.url));
const LOOPBACK_ONLY = new URL('./loopback-only.ts', import.meta.url).href;

/** An activity as it travels, in JSON. */
export interface WireActivity {
  readonly conversation: { readonly id: string; readonly tenantId?: string };
  readonly channelData?: object;
  readonly [field: string]: unknown;
}

export interface Playground {
  /** Where its page is, e.g. `http://127.0.0.1:56150`. */
  readonly url: string;
  /** Rejects when it ends without having been stopped. */
  readonly failed: Promise<never>;
  /** The fields that any activity in this conversation has: sender, recipient, service URL and so on. */
  template(conversationId: string): Promise<WireActivity>;
  /** Sends an activity to the bot, also one of a kind that the page cannot make. Resolves before the bot answers. */
  sendCustomActivity(activity: WireActivity): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts the Playground on 127.0.0.1.
 * @param port 0 takes any free one, as does a port that is taken: look at `url`.
 * @throws an error with the Playground's log when it does not come up.
 */
export async function startPlayground({
  botEndpoint,
  port = 0,
}: {
  botEndpoint: string;
  port?: number;
}): Promise<Playground> {
  const folder = await mkdtemp(join(tmpdir(), 'air-paradis-playground-'));
  const logFile = join(folder, 'playground.log');
  const program = startProgram(
    'The Agents Playground',
    ['--import', LOOPBACK_ONLY, CLI, 'start', '-e', botEndpoint, '-c', 'msteams', '-p', `${port}`, '--dt'],
    {
      TEAMSAPPTESTER_BROWSER: 'none',
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: TENANT,
      M365_AGENTS_PLAYGROUND_LOGFILE: logFile,
    },
  );
  let stopping = false;
  const failed = program.ended.then(async (code) => {
    if (stopping) return new Promise<never>(() => {});
    const log = await readFile(logFile, 'utf8').catch(() => '');
    throw new Error(`The Agents Playground ended with exit code ${code}.\n${log}${program.errors()}`);
  });
  failed.catch(() => {});

  const stop = async () => {
    stopping = true;
    await program.stop();
    await rm(folder, { recursive: true });
  };
  try {
    const [, taken] = await Promise.race([program.says(/Listening on (\d+)/), failed]);
    const url = `http://127.0.0.1:${taken}`;
    // It says that it listens before it reads the tenant, and ends when it does not like that one.
    await Promise.race([
      eventually(
        () => ping(url),
        () => `${url} does not answer.`,
      ),
      failed,
    ]);
    return {
      url,
      failed,
      async template(conversationId) {
        const query = new URLSearchParams({ conversationId });
        const response = await request(`${url}/_internal/v1/customActivities/template?${query}`);
        return (await response.json()) as WireActivity;
      },
      async sendCustomActivity(activity) {
        await request(`${url}/_internal/v1/customActivities`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(activity),
        });
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function ping(url: string): Promise<true | undefined> {
  return request(`${url}/_debug/ping`).then(
    () => true,
    () => undefined,
  );
}

async function request(url: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response;
}
