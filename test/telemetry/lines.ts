// A log whose lines a test can read.
import { createLog } from '../../src/telemetry/log.ts';

export function readableLog(level = 'trace') {
  const written: string[] = [];
  const log = createLog(level, { write: (line: string) => void written.push(line) });
  return { log, written, lines: () => written.map((line) => JSON.parse(line)) };
}
