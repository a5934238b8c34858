// For how long the thread that asks runs without a turn for anything else. Processor time is what counts: on a busy machine a
// thread also waits for the processor, which says nothing about what it does.

/** Milliseconds between two looks. */
const EVERY = 1;

export interface Turns {
  /** Milliseconds of processor time in the longest turn since the last call; and in all of them. */
  take(): { readonly longest: number; readonly all: number };
  stop(): void;
}

export function watchTurns(): Turns {
  let longest = 0;
  let last = now();
  let since = last;
  let timer: NodeJS.Timeout;
  const look = () => {
    const at = now();
    longest = Math.max(longest, at - last);
    last = at;
    timer = setTimeout(look, EVERY);
    timer.unref();
  };
  look();
  return {
    take() {
      const at = now();
      const taken = { longest: Math.max(longest, at - last), all: at - since };
      longest = 0;
      last = since = at;
      return taken;
    },
    stop: () => clearTimeout(timer),
  };
}

function now(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
