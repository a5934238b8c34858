// The mails that wait to be sent, as src/storage keeps them.

export interface WaitingMail {
  readonly incidentId: string;
  /** How often it was tried, this time included. */
  readonly attempts: number;
  /** Recipients who do not have it yet, when others do; missing for all. */
  readonly only?: readonly string[];
}

export interface MailOutbox {
  /**
   * Takes a mail that is due, for `lease` milliseconds: if it is neither sent nor postponed by then, whoever took it
   * has died, and it is due again. No two replicas take the same one.
   */
  claim(now: number, lease: number): Promise<WaitingMail | undefined>;
  sent(incidentId: string): Promise<void>;
  /**
   * @param until milliseconds since 1970-01-01T00:00Z.
   * @param only recipients who do not have it yet; attempts are counted anew from the first time that it is given.
   */
  postpone(incidentId: string, until: number, only?: readonly string[]): Promise<void>;
  /** When the next mail is due, if one waits. */
  nextDue(): Promise<number | undefined>;
}
