// For how long predictions wait for others, to be written in one commit. On SQLite a commit takes half a millisecond of the
// processor, and each post that it holds a seventh of that.

/** Milliseconds between two commits; one that comes when there was none lately does not wait. */
const PAUSE = 4;
/** The same while posts wait for a thread: an answer that comes later keeps no thread idle, and what commits do not take is inference's. */
const PAUSE_WHILE_BUSY = 20;
/** Posts in hand for each thread beyond which some wait: one is being judged, and others lie ready. */
const BUSY = 4;

/** What will be written down soon. */
export interface Judging {
  /** Posts that are being judged or wait for a thread. */
  readonly inHand: number;
  readonly threads: number;
}

/** @returns milliseconds that are to lie between two commits, as things stand. */
export function commitPause({ inHand, threads }: Judging): number {
  return inHand > BUSY * threads ? PAUSE_WHILE_BUSY : PAUSE;
}
