// Every setting of the service, in one schema: its name, its default, and when you would change it.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { parseApiKeys, SCOPES } from './api/auth/keys.ts';
import { isTrusted, LOOPBACK, listOf, oneOf, uuid, whole } from './setting-types.ts';

// An empty variable counts as one that is not set: that is what an emptied line in a portal or an .env file means.
const settings = {
  NODE_ENV: oneOf('development', 'production')
    .default('development')
    .describe('`production` refuses to start without a Bot Framework identity.'),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address to listen on. `0.0.0.0` on a server; needs `MicrosoftAppId`.'),
  PORT: whole(0, 65535).default(3978).describe('Port to listen on; 0 takes any free one.'),
  DATA_DIR: z
    .string()
    .default('data')
    .describe('Folder of the embedded store and of the generated key. Put it on a disk that is kept.'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must look like postgres://user:password@host:5432/database' })
    .optional()
    .describe(
      'PostgreSQL to use in place of the embedded store; needed as soon as there are several replicas.',
    ),
  DATABASE_IDENTITY: uuid('the managed identity')
    .optional()
    .describe(
      'Client id of the managed identity that signs in to PostgreSQL on Azure; `DATABASE_URL` then has no password.',
    ),
  MODEL_DIR: z
    .string()
    .default('models/production')
    .describe(
      'Folder of the model in service: model.onnx, tokenizer and card. A version chosen with `npm run model:use` wins over it.',
    ),
  CHALLENGER_DIR: z
    .string()
    .optional()
    .describe(
      'Folder of a second model that judges some of the posts too, in secret, to be compared with the first.',
    ),
  CHALLENGER_SHARE: whole(1, 100)
    .default(10)
    .describe('Percentage of the posts that the challenger judges too, as far as there is time.'),
  CHALLENGER_MEMORY: whole(1)
    .default(1000)
    .describe('MB of memory of the whole service beyond which the challenger is let go.'),
  WORKERS: whole(1, 64)
    .default(Math.min(availableParallelism(), 8))
    .describe(
      'Inference threads, each with a session of its own (about 90 MB). Default: one a core, at most 8.',
    ),
  QUEUE_LIMIT: whole(1)
    .default(48)
    .describe(
      'Posts that the API has in hand at once; beyond it callers are told to come back. Lower it for shorter waits.',
    ),
  KEEP_TEXT: oneOf('voted', 'all', 'none')
    .default('voted')
    .describe(
      'Which posts keep their text: `voted` erases it after 7 days without a vote or a review, `all` keeps every one, `none` none.',
    ),
  KEEP_DAYS: whole(1).default(365).describe('Days after which a prediction and its votes are deleted.'),
  PEOPLE_KEY: z
    .string()
    .min(32, 'is too short; make one of at least 32 characters, e.g. with: openssl rand -hex 32')
    .optional()
    .describe(
      'Secret that turns people into keyed hashes. Made and kept in `DATA_DIR` by default; needed with `DATABASE_URL`.',
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
      'Who may use the REST API: `name:scope+scope:sha256`, separated by commas. Make them with `npm run api:key`.',
    ),
  API_KEY: z
    .string()
    .optional()
    .describe(
      'Key with the scope `admin` that `npm run model:use` and `model:rollback` show a service that has `API_KEYS`.',
    ),
  API_RATE: whole(1)
    .default(600)
    .describe(
      'Requests that an API key may make in a minute, in each replica. Lower it for keys you trust less.',
    ),
  SSO_TENANTS: listOf(uuid('the Microsoft Entra tenant'))
    .optional()
    .describe('Tenants whose people come into the page by being signed in to Teams, separated by commas.'),
  SSO_AUDIENCE: listOf(
    z.string().regex(/^[\w.:/-]+$/, 'must be app ids or api:// addresses, separated by commas'),
  )
    .optional()
    .describe(
      'What tokens of Teams are made for: the app id, its `api://` address; needed with `SSO_TENANTS`.',
    ),
  SSO_SCOPES: listOf(oneOf(...SCOPES))
    .default(['predict', 'feedback', 'review'])
    .describe('What people who come in by Teams may do, in scopes of the REST API, separated by commas.'),
  SSO_AUTHORITY: z
    .url('must look like https://login.microsoftonline.com')
    .refine(isTrusted, 'must begin with https://')
    .transform((url) => url.replace(/\/+$/, ''))
    .default('https://login.microsoftonline.com')
    .describe('Who issues these tokens. Change it for a national cloud.'),
  LOG_LEVEL: oneOf('trace', 'debug', 'info', 'warn', 'error', 'silent')
    .default('info')
    .describe('How much the log says; `debug` to follow a single post.'),
  MicrosoftAppId: uuid('the bot registration')
    .optional()
    .describe(
      'Identity of the bot. Without it anyone who can reach the port is believed, so only loopback can.',
    ),
  MicrosoftAppType: z
    .enum(['SingleTenant', 'UserAssignedMSI'], {
      error: 'must be SingleTenant or UserAssignedMSI; Azure takes no new multi-tenant bots',
    })
    .default('SingleTenant')
    .describe('How the bot proves its identity: with a client secret, or with a managed identity on Azure.'),
  MicrosoftAppTenantId: uuid('the Microsoft Entra tenant')
    .optional()
    .describe('Tenant of the bot; needed with `MicrosoftAppId`.'),
  MicrosoftAppPassword: z
    .string()
    .optional()
    .describe('Client secret of a `SingleTenant` bot. A `UserAssignedMSI` bot has none.'),
  APPLICATIONINSIGHTS_CONNECTION_STRING: z
    .string()
    .regex(
      /InstrumentationKey=/i,
      'is not a connection string; copy it from the Application Insights overview',
    )
    .optional()
    .describe('Sends telemetry to Application Insights too, beside the local log.'),
  ALERT_COUNT: whole(1)
    .default(3)
    .describe('How many 👎 within `ALERT_WINDOW` raise the alert. Raise it when many people vote.'),
  ALERT_WINDOW: whole(1, 1440)
    .default(5)
    .describe('Minutes within which these 👎 lie; after as many quiet minutes the incident is over.'),
  ALERT_RATE: whole(1, 100)
    .default(30)
    .describe('Percentage of 👎 among the votes of a day from which that day is a bad one.'),
  ALERT_RATE_VOTES: whole(1)
    .default(20)
    .describe('Votes that a day must have before its percentage says anything.'),
  SPIKE_QUIET: whole(1, 168)
    .default(3)
    .describe('Hours for which a channel is told of no other spike of negatives.'),
  DRIFT_BASELINE_DAYS: whole(1, 365)
    .default(14)
    .describe(
      'Days with posts that become the reference against which drift is looked for; they must bring 1,000 posts.',
    ),
  DRIFT_SINCE: z.iso
    .date('must be a day like 2026-11-22')
    .optional()
    .describe(
      'First day (UTC) of that reference; set it when posts have changed for good and the model judges them well.',
    ),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must look like smtp://user:password@host:587, or smtps://…:465' })
    .optional()
    .describe(
      'Mail server for the alerts; without it they are only logged. Encryption is demanded of every other machine.',
    ),
  ALERT_FROM: z
    .email('must be a mail address')
    .optional()
    .describe('Sender of the alert mails; needed with `SMTP_URL`.'),
  ALERT_TO: listOf(z.email('must be mail addresses, separated by commas'))
    .optional()
    .describe('Who gets the alert mails, separated by commas; needed with `SMTP_URL`.'),
  ALERT_WITH_TEXT: oneOf('false', 'true')
    .default('false')
    .transform((value) => value === 'true')
    .describe('`true` puts the posts themselves into the alert mails.'),
  CHANNEL_OWNERS: z
    .string()
    .transform((text) => text.split(',').map((id) => id.trim()))
    .pipe(z.array(uuid('a person')))
    .default([])
    .describe(
      'Object ids of people who may change the settings of every channel, separated by commas; whoever added the bot to a team may there.',
    ),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must look like https://sentiment.example.com' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .describe(
      'Where people reach the service; the links in alert mails begin with it, and Teams shows its page.',
    ),
};

export const settingsSchema = z.object(settings);

export type Config = Readonly<z.output<typeof settingsSchema>>;

/** Every fault of an environment, each with its fix. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that are set win over the lines of a `.env` file in the working directory. */
function processEnvironment(): Environment {
  if (existsSync('.env')) process.loadEnvFile('.env');
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
  return (error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`);
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
