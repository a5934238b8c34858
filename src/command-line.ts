// What a script was started with: `--help` prints how to use it, and what it does not know is an error, not ignored.
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** Prints the usage and ends the process if the arguments ask for help. */
export function answerHelp(usage: string, args: readonly string[] = process.argv.slice(2)): void {
  const options = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  if (!options.includes('--help') && !options.includes('-h')) return;
  process.stdout.write(usage);
  process.exit(0);
}

/**
 * Reads the arguments of this process. Prints the usage and ends the process with 0 when help is asked for, with 2 when an
 * argument is unknown or lacks its value.
 * @param usage ends with a line break.
 * @param expected options and positionals as node:util's parseArgs takes them; nothing is expected without it.
 */
export function readCommandLine<const T extends ParseArgsConfig>(usage: string, expected?: T) {
  answerHelp(usage);
  try {
    return parseArgs<T>((expected ?? {}) as T);
  } catch (error) {
    if (!(error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')) throw error;
    return refuse((error as Error).message, usage);
  }
}

/** Says what is wrong with the arguments and how they should be, and ends the process with 2. */
export function refuse(reason: string, usage: string): never {
  process.stderr.write(`${reason}\n\n${usage}`);
  process.exit(2);
}
