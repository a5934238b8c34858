// What the simulation says to the thread that talks to PostgreSQL, and what it hears. The simulation stands still meanwhile.

export type Request =
  | { readonly kind: 'begin'; readonly url: string }
  | { readonly kind: 'open'; readonly connection: number }
  | {
      readonly kind: 'ask';
      readonly connection: number;
      /** By which the answer is known, now or later. */
      readonly ticket: number;
      readonly sql: string;
      readonly parameters: readonly unknown[];
    }
  /** Ends a statement that waits. */
  | { readonly kind: 'cancel'; readonly ticket: number }
  /** Takes back what it has not committed. */
  | { readonly kind: 'close'; readonly connection: number }
  /** Looks at what is committed. */
  | { readonly kind: 'read'; readonly sql: string; readonly parameters: readonly unknown[] };

export interface Fault {
  readonly code: string;
  readonly message: string;
}

export interface Answer {
  readonly ticket: number;
  readonly rows: Record<string, unknown>[];
  readonly changes: number;
  /** What triggers said on the way. */
  readonly notices: readonly string[];
  readonly fault: Fault | undefined;
}

export interface Reply {
  /** Of statements that are over; those that wait for a lock are not. */
  readonly answers: readonly Answer[];
  /** Of a look. */
  readonly rows: Record<string, unknown>[];
  /** Why nothing can be told. */
  readonly broken: string | undefined;
}
