// docs/settings.md as text, made from the schema in src/config.ts.
import type { z } from 'zod';
import { settingsSchema } from '../../src/config.ts';
import { SETTING_GROUPS } from './setting-groups.ts';

const HEAD = `# Settings

<!-- Written by \`npm run docs:settings\` from src/config.ts. Edit the descriptions there. -->

Environment variables, or lines of a \`.env\` file in the working directory; a variable that is set wins over the file, and an
empty one counts as unset. All configuration errors are reported together when the service starts.

To try the service you need none of them. A deployment usually sets \`PORT\`, \`DATA_DIR\` or \`DATABASE_URL\`, \`PEOPLE_KEY\`,
\`MicrosoftAppId\` with what belongs to it, \`API_KEYS\`, and \`SMTP_URL\` with \`ALERT_FROM\` and \`ALERT_TO\`.
`;

/** Defaults that depend on the machine, in words. */
const DEFAULTS: Readonly<Record<string, string>> = { WORKERS: 'cores, at most 8' };

/** @throws an error that names the settings that stand in no section, or in two. */
export function settingsPage(): string {
  const known = Object.keys(settingsSchema.shape);
  const placed = SETTING_GROUPS.flatMap(({ names }) => names as readonly string[]);
  const misplaced = known.filter((name) => placed.filter((each) => each === name).length !== 1);
  if (misplaced.length > 0)
    throw new Error(`docs/scripts/setting-groups.ts must name these once: ${misplaced.join(', ')}`);
  return [HEAD, ...SETTING_GROUPS.map(section)].join('\n');
}

function section({ title, about, names }: (typeof SETTING_GROUPS)[number]): string {
  const rows = names.map((name) => row(name, settingsSchema.shape[name]));
  return `## ${title}\n\n${about}\n\n| name | default | values | what it does |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

function row(name: string, schema: z.ZodType): string {
  const cells = [`\`${name}\``, defaultOf(name, schema), valuesOf(schema), schema.description ?? ''];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function defaultOf(name: string, schema: z.ZodType): string {
  if (DEFAULTS[name]) return DEFAULTS[name];
  const { data, success } = schema.safeParse(undefined);
  const text = Array.isArray(data) ? data.join(',') : `${data ?? ''}`;
  return success && text ? `\`${text}\`` : '—';
}

function valuesOf(schema: z.ZodType): string {
  const { type, minValue, maxValue, options } = innermost(schema);
  if (options) return options.map((value) => `\`${value}\``).join(', ');
  if (type !== 'number') return '';
  return maxValue === Number.MAX_SAFE_INTEGER ? `${minValue} or more` : `${minValue} to ${maxValue}`;
}

/** What a setting is read as, without default, optional and what is made of it afterwards. */
interface Core {
  readonly type: string;
  readonly minValue?: number | null;
  readonly maxValue?: number | null;
  readonly options?: readonly string[];
}

function innermost(schema: z.ZodType): Core {
  const { innerType, in: input } = schema.def as { innerType?: z.ZodType; in?: z.ZodType };
  const next = innerType ?? input;
  return next ? innermost(next) : (schema as unknown as Core);
}
