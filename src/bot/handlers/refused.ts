import type { Reason } from '../texts/errors.ts';

/** A press that is not done, for a reason that is told to whoever pressed. */
export class Refused extends Error {
  override name = 'Refused';
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}
