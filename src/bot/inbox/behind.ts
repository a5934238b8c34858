// Whether what Teams hands over is worked on far later than it comes: more is accepted than this machine can judge. The log says
// so when it begins, every ten minutes while it lasts, and when it is over.
import { REPLY_LASTS } from '../../delivery/outgoing-message.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Milliseconds of waiting from which somebody should look at the machine, and below which all is well again. */
const LATE = MINUTE;
const IN_TIME = 10 * SECOND;
const TELL_AGAIN = 10 * MINUTE;

export interface Behind {
  /** Takes note of work that begins for the first time. @param waited milliseconds. */
  note(waited: number): void;
  /** Whether work was too late for its reply the last time that the oldest was looked at. */
  readonly isTooLate: boolean;
}

export function createBehind(
  log: { info(fields: object, message: string): void; warn(fields: object, message: string): void },
  /** Milliseconds since any moment. */
  clock: () => number,
): Behind {
  let toldAt: number | undefined;
  let isTooLate = false;
  return {
    note(waited) {
      isTooLate = waited > REPLY_LASTS;
      const seconds = Math.round(waited / SECOND);
      if (waited < IN_TIME && toldAt !== undefined) {
        toldAt = undefined;
        log.info({ seconds }, 'posts of Teams are judged as they come again');
      }
      if (waited <= LATE || (toldAt !== undefined && clock() - toldAt < TELL_AGAIN)) return;
      toldAt = clock();
      log.warn(
        { seconds },
        'posts of Teams come faster than they are judged: replies are late, and left out after ten minutes; see "Falling behind" in docs/operations.md',
      );
    },
    get isTooLate() {
      return isTooLate;
    },
  };
}
