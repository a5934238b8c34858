// The rooms of src, and which other rooms each may import from. CONTRIBUTING.md shows the same table in words; the way
// up is closed: what stands further down in a list may be known by what stands above it, never the other way round.

const SETTINGS = ['config.ts', 'api-keys.ts', 'command-line.ts', 'env-file.ts', 'setting-types.ts'];
const CORE = [
  'alert',
  'challenger',
  'channel',
  'delivery',
  'drift',
  'feedback',
  'sentiment',
  'topics',
  'triage',
  'locale',
];

/** The time, waits and chance: every room may import it. */
export const FOR_ALL = 'clock.ts';

/** Rooms by path below src; a file belongs to the longest path that it starts with. */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  // Start and stop.
  'main.ts': ['application.ts', 'http', 'sentiment', 'storage', ...SETTINGS],
  'application.ts': ['parts', 'background', 'bot/protocol', 'http', 'sentiment', 'telemetry', ...SETTINGS],
  parts: [
    'api',
    'api/auth',
    'bot',
    'bot/inbox',
    'bot/outbox',
    'bot/proactive',
    'bot/protocol',
    'bot/settings',
  ].concat('storage', 'mail', 'http', 'telemetry', 'background', CORE, SETTINGS),
  cli: ['storage', 'sentiment', 'topics', ...SETTINGS],

  // Doors.
  web: ['api/contract', 'api/routes', 'feedback', 'sentiment', 'topics', 'locale'],
  api: ['api/routes', 'api/contract', 'api/auth', 'http', 'telemetry', ...CORE, ...SETTINGS],
  'api/routes': ['api/contract', 'api/auth', 'http', 'telemetry', ...CORE, ...SETTINGS],
  'api/contract': ['api/auth', 'http', 'telemetry', ...CORE, ...SETTINGS],
  'api/auth': ['http', ...CORE, ...SETTINGS],
  bot: [
    'bot/extension',
    'bot/proactive',
    'bot/handlers',
    'bot/inbox',
    'bot/outbox',
    'bot/cards',
    'bot/settings',
  ].concat('bot/protocol', 'bot/texts', 'http', 'telemetry', CORE, SETTINGS),
  'bot/extension': ['bot/handlers', 'bot/cards', 'bot/protocol', 'bot/texts', ...CORE],
  'bot/proactive': ['bot/outbox', 'bot/cards', 'bot/protocol', 'bot/texts', 'background', ...CORE],
  'bot/handlers': ['bot/cards', 'bot/settings', 'bot/protocol', 'bot/texts', ...CORE],
  'bot/inbox': ['bot/outbox', 'bot/protocol', 'background', ...CORE],
  'bot/outbox': ['bot/protocol', 'background', ...CORE],
  'bot/cards': ['bot/protocol', 'bot/texts', ...CORE, ...SETTINGS],
  'bot/settings': ['bot/protocol', 'bot/texts', ...CORE, ...SETTINGS],
  'bot/protocol': ['http', ...CORE, ...SETTINGS],
  'bot/texts': [...CORE, ...SETTINGS],

  // What the doors and the parts stand on.
  storage: ['telemetry', ...CORE],
  mail: ['alert', 'background', 'telemetry', ...SETTINGS],
  http: ['telemetry'],
  telemetry: ['feedback', 'sentiment', 'background', ...SETTINGS],

  // The core: rules, without a framework, a door or a database.
  alert: ['drift', 'feedback', 'background', 'locale'],
  channel: ['delivery', 'feedback', 'sentiment', 'topics', 'locale'],
  challenger: ['feedback', 'sentiment'],
  drift: ['feedback', 'sentiment'],
  triage: ['channel', 'feedback', 'delivery', 'locale'],
  feedback: ['delivery', 'sentiment', 'topics'],
  delivery: ['locale'],
  sentiment: ['topics'],
  topics: [],
  locale: [],

  background: [],
  'clock.ts': [],
  'config.ts': ['api-keys.ts', 'env-file.ts', 'setting-types.ts'],
  'env-file.ts': ['setting-types.ts'],
  'api-keys.ts': [],
  'command-line.ts': [],
  'setting-types.ts': [],
};

/** Packages that a room may import beside those of Node; rooms that are not named may import any. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  alert: ['entities'],
  channel: ['zod'],
  challenger: [],
  drift: ['zod'],
  triage: [],
  feedback: [],
  delivery: ['zod'],
  sentiment: ['zod', 'entities', 'html-to-text', 'onnxruntime-node', '@xenova/transformers'],
  topics: ['zod'],
  locale: [],
  background: [],
};

/** Packages that one room alone may import, types included. */
export const ONLY_IN: Readonly<Record<string, string>> = {
  botbuilder: 'bot/protocol',
  'botframework-connector': 'bot/protocol',
};

/** The room of a file, by its path below src; undefined for a file that stands in none. */
export function roomOf(file: string): string | undefined {
  const fitting = Object.keys(ROOMS).filter((room) => file === room || file.startsWith(`${room}/`));
  return fitting.sort((a, b) => b.length - a.length)[0];
}
