// Reads a `.env` file, whatever editor wrote it: settings that are silently none would open what they should close.
import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ConfigError } from './setting-types.ts';

/**
 * @param path of a file in UTF-8, with or without a byte order mark.
 * @returns what its lines set; nothing when there is no such file.
 * @throws {ConfigError} when it is in another encoding; the message says which, and what to do.
 */
export function readEnvFile(path: string): Readonly<Record<string, string | undefined>> {
  if (!existsSync(path)) return {};
  const bytes = readFileSync(path);
  const found = otherEncoding(bytes);
  if (found)
    throw new ConfigError(`${path} is ${found}, and none of its settings can be read. Save it as UTF-8.`);
  return parseEnv(new TextDecoder().decode(bytes));
}

function otherEncoding(bytes: Buffer): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'in UTF-16';
  if (bytes.includes(0)) return 'in UTF-16, or no text';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return undefined;
  } catch {
    return 'not in UTF-8 (in Windows-1252, perhaps)';
  }
}
