// Every setting of the service, in one schema: its name, its default, and when you would change it.
import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { parseApiKeys, SCOPES } from './api-keys.ts';
import { readEnvFile } from './env-file.ts';
import { ConfigError, isTrusted, LOOPBACK, listOf, oneOf, timeZone, uuid, whole } from './setting-types.ts';

// An empty variable counts as one that is not set: that is what an emptied line in a portal or an .env file means.
const settings = {
  NODE_ENV: oneOf('development', 'production')
    .default('development')
    .describe('`production` refuses to start without `MicrosoftAppId`.'),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address to listen on; `0.0.0.0` on a server, which requires `MicrosoftAppId`.'),
  PORT: whole(0, 65535).default(3978).describe('Port to listen on; 0 picks a free one.'),
  DATA_DIR: z
    .string()
    .default('data')
    .describe(
      'Folder of the embedded store, of fetched models and of the generated `PEOPLE_KEY`. Put it on a persistent disk.',
    ),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must look like postgres://user:password@host:5432/database' })
    .optional()
    .describe(
      'PostgreSQL database to use instead of the embedded store; required for more than one replica.',
    ),
  DATABASE_IDENTITY: uuid('the managed identity')
    .optional()
    .describe(
      'Client id of the managed identity that signs in to PostgreSQL on Azure; `DATABASE_URL` then carries no password.',
    ),
  MODEL_DIR: z
    .string()
    .default('models/production')
    .describe(
      'Folder of the model in service: model.onnx, tokenizer and card. A version chosen with `npm run model:use` takes precedence.',
    ),
  CHALLENGER_DIR: z
    .string()
    .optional()
    .describe(
      'Folder of a second model that judges some posts in the background, to be compared with the one in service.',
    ),
  CHALLENGER_SHARE: whole(1, 100)
    .default(10)
    .describe('Percentage of posts offered to the challenger; it skips them when the service is busy.'),
  CHALLENGER_MEMORY: whole(1)
    .default(1000)
    .describe('Resident memory of the whole service, in MB, above which the challenger is unloaded.'),
  WORKERS: whole(1, 64)
    .default(Math.min(availableParallelism(), 8))
    .describe(
      'Inference threads, each with its own session (about 90 MB). Default: one per core, at most 8.',
    ),
  QUEUE_LIMIT: whole(1)
    .default(36)
    .describe(
      'Posts the API works on at once; further requests get 429 with `Retry-After`. Lower it for shorter waits.',
    ),
  VERDICT_CACHE: whole(0)
    .default(5000)
    .describe(
      'Verdicts of late kept in memory, so that copies of a post, such as retweets, need no inference (about 1 KB each, no text); 0 keeps none.',
    ),
  KEEP_TEXT: oneOf('voted', 'all', 'none')
    .default('voted')
    .describe(
      'Which posts keep their text: `voted` erases it after 7 days unless somebody voted on or reviewed the post, `all` keeps it, `none` never stores it.',
    ),
  KEEP_DAYS: whole(1).default(365).describe('Days after which predictions and their votes are deleted.'),
  PEOPLE_KEY: z
    .string()
    .min(32, 'is too short; make one of at least 32 characters, e.g. with: openssl rand -hex 32')
    .optional()
    .describe(
      'Secret key under which people are stored as hashes. Generated in `DATA_DIR` by default; required with `DATABASE_URL`. Back it up.',
    ),
  API_KEYS: z
    .string()
    .transform((text, context) => {
      try {
        return parseApiKeys(text);
      } catch (error) {
        context.addIssue({ code: 'custom', message: (error as Error).message });
        return z.NEVER;
      }
    })
    .default([])
    .describe(
      'Keys of the REST API as `name:scope+scope:sha256`, separated by commas. Create them with `npm run api:key`.',
    ),
  API_KEY: z
    .string()
    .optional()
    .describe(
      'Key with the scope `admin` that `npm run model:use` and `model:rollback` send to a service with `API_KEYS`.',
    ),
  API_RATE: whole(1)
    .default(600)
    .describe('Requests per minute allowed for each API key, counted in each replica.'),
  SSO_TENANTS: listOf(uuid('the Microsoft Entra tenant'))
    .optional()
    .describe(
      'Microsoft Entra tenants whose members may use the page in Teams without an API key, separated by commas.',
    ),
  SSO_AUDIENCE: listOf(
    z.string().regex(/^[\w.:/-]+$/, 'must be app ids or api:// addresses, separated by commas'),
  )
    .optional()
    .describe(
      'Accepted audiences of the tokens that Teams issues: the app id and its `api://` address, separated by commas; required with `SSO_TENANTS`.',
    ),
  SSO_SCOPES: listOf(oneOf(...SCOPES))
    .default(['predict', 'feedback', 'read', 'review', 'triage'])
    .describe('API scopes granted to people who sign in through Teams, separated by commas.'),
  SSO_AUTHORITY: z
    .url('must look like https://login.microsoftonline.com')
    .refine(isTrusted, 'must begin with https://')
    .transform((url) => url.replace(/\/+$/, ''))
    .default('https://login.microsoftonline.com')
    .describe('Issuer of these tokens. Change it for a national cloud.'),
  LOG_LEVEL: oneOf('trace', 'debug', 'info', 'warn', 'error', 'silent')
    .default('info')
    .describe('Log level; `debug` follows a single post.'),
  MicrosoftAppId: uuid('the bot registration')
    .optional()
    .describe(
      'App id of the bot registration. Without it requests cannot be authenticated, so the service listens on loopback only.',
    ),
  MicrosoftAppType: z
    .enum(['SingleTenant', 'UserAssignedMSI'], {
      error: 'must be SingleTenant or UserAssignedMSI; Azure takes no new multi-tenant bots',
    })
    .default('SingleTenant')
    .describe('How the bot authenticates: with a client secret, or with a managed identity on Azure.'),
  MicrosoftAppTenantId: uuid('the Microsoft Entra tenant')
    .optional()
    .describe('Tenant of the bot registration; required with `MicrosoftAppId`.'),
  MicrosoftAppPassword: z
    .string()
    .optional()
    .describe('Client secret of a `SingleTenant` bot; leave it unset for `UserAssignedMSI`.'),
  APPLICATIONINSIGHTS_CONNECTION_STRING: z
    .string()
    .regex(
      /InstrumentationKey=/i,
      'is not a connection string; copy it from the Application Insights overview',
    )
    .optional()
    .describe('Sends telemetry to Application Insights as well as to the local log.'),
  ALERT_COUNT: whole(1)
    .default(3)
    .describe('Number of 👎 within `ALERT_WINDOW` that opens an incident. Raise it when many people vote.'),
  ALERT_WINDOW: whole(1, 1440)
    .default(5)
    .describe('Length of that window in minutes; the incident closes after as many minutes without a 👎.'),
  ALERT_RATE: whole(1, 100)
    .default(30)
    .describe('Percentage of 👎 among the votes of the last 24 hours that opens an incident.'),
  ALERT_RATE_VOTES: whole(1).default(20).describe('Minimum number of votes in these 24 hours.'),
  SPIKE_QUIET: whole(1, 168)
    .default(3)
    .describe('Hours during which a channel gets no further notice of a spike of negative posts.'),
  DRIFT_BASELINE_DAYS: whole(1, 365)
    .default(14)
    .describe(
      'Number of days with posts that form the reference for drift detection; they must hold at least 1,000 posts.',
    ),
  DRIFT_SINCE: z.iso
    .date('must be a day like 2026-11-22')
    .optional()
    .describe(
      'First day (UTC) of that reference. Set it when posts have changed for good and the model judges them well.',
    ),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must look like smtp://user:password@host:587, or smtps://…:465' })
    .optional()
    .describe(
      'Mail server for alerts; without it they are only logged. Encryption is mandatory except on loopback.',
    ),
  ALERT_FROM: z
    .email('must be a mail address')
    .optional()
    .describe('Sender address of alert mails; required with `SMTP_URL`.'),
  ALERT_TO: listOf(z.email('must be mail addresses, separated by commas'))
    .optional()
    .describe('Recipients of alert mails, separated by commas; required with `SMTP_URL`.'),
  ALERT_WITH_TEXT: oneOf('false', 'true')
    .default('false')
    .transform((value) => value === 'true')
    .describe('`true` includes the text of the posts in alert mails.'),
  ALERT_TIME_ZONE: timeZone.default('Europe/Paris').describe('Time zone of the times in alert mails.'),
  CHANNEL_OWNERS: z
    .string()
    .transform((text) => text.split(',').map((id) => id.trim()))
    .pipe(z.array(uuid('a person')))
    .default([])
    .describe(
      'Entra object ids of people who may change the settings of every channel, separated by commas. Whoever added the bot to a team may always change the settings of its channels.',
    ),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must look like https://sentiment.example.com' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .describe('Public address of the service, used for links in mails and for the page in Teams.'),
};

export const settingsSchema = z.object(settings);

export type Config = Readonly<z.output<typeof settingsSchema>>;

export { ConfigError };

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that are set win over the lines of a `.env` file in the working directory. */
export function processEnvironment(): Environment {
  for (const [name, value] of Object.entries(readEnvFile('.env'))) process.env[name] ??= value;
  return process.env;
}

/**
 * Reads the settings.
 * @param environment by default that of the process and a `.env` file; names it does not know are left alone, empty values count as unset.
 * @throws {ConfigError} naming all faults at once.
 */
export function readConfig(environment: Environment = processEnvironment()): Config {
  const given = givenIn(environment);
  const result = settingsSchema.safeParse(given);
  const faults = [...faultsOf(result), ...contradictions(given)];
  if (result.success && faults.length === 0) return Object.freeze(result.data);
  throw new ConfigError(inOneMessage(faults));
}

/**
 * Reads some settings alone, for programs that are not the service and need not have its secrets.
 * @throws {ConfigError} naming all faults of these settings at once.
 */
export function readSome<Name extends keyof Config>(
  names: readonly Name[],
  environment: Environment = processEnvironment(),
): Pick<Config, Name> {
  const wanted: z.ZodRawShape = Object.fromEntries(names.map((name) => [name, settings[name]]));
  const result = z.object(wanted).safeParse(givenIn(environment));
  if (result.success) return Object.freeze(result.data) as unknown as Pick<Config, Name>;
  throw new ConfigError(inOneMessage(faultsOf(result)));
}

function givenIn(environment: Environment): Environment {
  return Object.fromEntries(
    Object.keys(settings)
      .map((name) => [name, environment[name]?.trim()] as const)
      .filter(([, value]) => value),
  );
}

function faultsOf({ error }: z.ZodSafeParseResult<unknown>): string[] {
  const faults = (error?.issues ?? []).map(({ path, message }) => `${String(path[0] ?? '')} ${message}`);
  // Of a list each wrong entry has the same to say.
  return [...new Set(faults)];
}

function inOneMessage(faults: readonly string[]): string {
  return `The settings have ${faults.length} fault(s):\n${faults.map((f) => `  - ${f}`).join('\n')}`;
}

/** Settings that are well formed but do not go together. They are looked at even when others are malformed. */
function contradictions(given: Environment): string[] {
  const { HOST = '127.0.0.1', MicrosoftAppType = 'SingleTenant' } = given;
  const faults: string[] = [];
  if (!given.MicrosoftAppId) {
    if (!LOOPBACK.has(HOST))
      faults.push(
        `HOST ${HOST} is open to others, who could forge posts; set MicrosoftAppId, or use 127.0.0.1`,
      );
    if (given.NODE_ENV === 'production')
      faults.push('MicrosoftAppId is missing in production; set it to the id of the bot registration');
  } else {
    if (!given.MicrosoftAppTenantId)
      faults.push('MicrosoftAppTenantId is missing; set it to the tenant of the bot registration');
    if (MicrosoftAppType === 'SingleTenant' && !given.MicrosoftAppPassword)
      faults.push(
        'MicrosoftAppPassword is missing; set the client secret, or MicrosoftAppType=UserAssignedMSI',
      );
    if (MicrosoftAppType === 'UserAssignedMSI' && given.MicrosoftAppPassword)
      faults.push('MicrosoftAppPassword is set, but a managed identity has none; remove it');
  }
  if (given.DATABASE_URL && !given.PEOPLE_KEY)
    faults.push('PEOPLE_KEY is missing; with DATABASE_URL every replica needs the same one');
  if (given.SSO_TENANTS && !given.SSO_AUDIENCE)
    faults.push('SSO_AUDIENCE is missing; with SSO_TENANTS set the id of the app that tokens are made for');
  const mail = ['SMTP_URL', 'ALERT_FROM', 'ALERT_TO'];
  if (mail.some((name) => given[name]))
    for (const name of mail.filter((each) => !given[each]))
      faults.push(`${name} is missing; alert mails need all of ${mail.join(', ')}`);
  return faults;
}
