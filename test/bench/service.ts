// The whole service in a process of its own, started by the bench, which asks it now and then how it fares.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startApplication } from '../../src/application.ts';
import { readConfig } from '../../src/config.ts';
import { watchTurns } from './turns.ts';

/** What the service says of itself since it was asked last. */
export interface Condition {
  /** 99th percentile of the event-loop delay, milliseconds. */
  readonly loopDelayP99: number;
  /** The longest time in which the main thread did one thing, in milliseconds of processor time. */
  readonly longestTurn: number;
  /** Resident memory, MB (10^6 bytes). */
  readonly residentMb: number;
  /** Processor time of all its threads, milliseconds. */
  readonly processorMs: number;
}

const application = await startApplication(readConfig());
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const turns = watchTurns();
let used = process.cpuUsage();

process.on('message', async (message) => {
  if (message === 'condition') {
    const condition: Condition = {
      loopDelayP99: delay.percentile(99) / 1e6,
      longestTurn: turns.take().longest,
      residentMb: process.memoryUsage.rss() / 1e6,
      processorMs: processorSince(used),
    };
    used = process.cpuUsage();
    delay.reset();
    process.send!(condition);
  } else if (message === 'stop') {
    await application.close();
    process.disconnect();
  }
});
function processorSince(earlier: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(earlier);
  return (user + system) / 1000;
}
// Whoever asked has gone, in whatever way.
process.on('disconnect', () => process.exit());
process.send!({ url: application.url });
