// Buttons other than votes. Whoever presses one gets a card as the answer; some answers are for everybody in the place.
import type { AdaptiveCard } from '../cards/adaptive.ts';
import type { Turn } from './context.ts';

export interface Press {
  readonly turn: Turn;
  readonly person: string;
  /** The data of the button with the inputs of its card, unchecked. */
  readonly sent: unknown;
}

export interface Pressed {
  readonly card: AdaptiveCard;
  /** Whether it takes the place of the pressed card for everybody. */
  readonly forAll: boolean;
}

/** Throws {@link Refused} with the reason for whoever pressed. */
export type OnPress = (press: Press) => Promise<Pressed>;

export type Presses = Readonly<Record<string, OnPress>>;

/** The handler for what a button sent, by its verb. */
export function pressOf(presses: Presses, sent: unknown): OnPress | undefined {
  const verb = (sent as { readonly verb?: unknown } | null | undefined)?.verb;
  return typeof verb === 'string' && Object.hasOwn(presses, verb) ? presses[verb] : undefined;
}
