// Puts ids and addresses into the manifest: `${{NAME}}`, as the Microsoft 365 Agents Toolkit writes them too.
import type { Config } from '../src/config.ts';
import { PackageError } from './errors.ts';

export type Identity = Pick<Config, 'MicrosoftAppId' | 'PUBLIC_URL'>;

const PLACEHOLDER = /\$\{\{\s*(\w+)\s*\}\}/g;

/**
 * What stands for each placeholder.
 * @throws {PackageError} naming every setting that is missing or cannot be used.
 */
export function valuesFrom({ MicrosoftAppId, PUBLIC_URL }: Identity): Readonly<Record<string, string>> {
  const faults = [
    ...(MicrosoftAppId ? [] : ['MicrosoftAppId is missing; set it to the id of the bot registration']),
    ...faultsOf(PUBLIC_URL),
  ];
  if (faults.length > 0)
    throw new PackageError(`The app cannot be packed:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  const botId = MicrosoftAppId!.toLowerCase();
  const { host } = new URL(PUBLIC_URL!);
  return {
    // One bot, one app: a further id would only be one more to mistake.
    TEAMS_APP_ID: botId,
    BOT_ID: botId,
    BOT_DOMAIN: host,
    SSO_APP_ID: botId,
    SSO_RESOURCE: `api://${host}/botid-${botId}`,
  };
}

function faultsOf(url: string | undefined): string[] {
  if (!url) return ['PUBLIC_URL is missing; set it to where people reach the service'];
  const { protocol, pathname, hostname } = new URL(url);
  if (protocol !== 'https:') return ['PUBLIC_URL must begin with https://; Teams shows no other page'];
  if (pathname !== '/')
    return ['PUBLIC_URL must have no path; the page and the bot live at the root of a host'];
  if (!hostname.includes('.'))
    return ['PUBLIC_URL must be a public host name; Teams cannot reach this machine'];
  return [];
}

/**
 * @param template text with placeholders.
 * @throws {PackageError} naming the placeholders that have no value.
 */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  const filled = template.replace(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name]! : whole,
  );
  const left = [...new Set(filled.match(/\$\{\{[^}]*\}*|\{\{[^}]*\}\}/g))];
  if (left.length > 0) throw new PackageError(`Placeholders are left in the manifest: ${left.join(', ')}.`);
  return filled;
}
