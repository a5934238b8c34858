// The mails that wait to be sent, as src/storage keeps them.

export interface WaitingMail {
  readonly incidentId: string;
  /** How often it was tried, this time included. */
  readonly attempts: number;
}

export interface MailOutbox {
  /**
   * Takes a mail that is due, for `lease` milliseconds: if it is neither sent nor postponed by then, whoever took it
   * has died, and it is due again. No two replicas take the same one.
   */
  claim(now: number, lease: number): Promise<WaitingMail | undefined>;
  sent(incidentId: string): Promise<void>;
  /** Milliseconds since 1970-01-01T00:00Z. */
  postpone(incidentId: string, until: number): Promise<void>;
  /** When the next mail is due, if one waits. */
  nextDue(): Promise<number | undefined>;
}
