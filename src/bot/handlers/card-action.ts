// Buttons other than votes. Whoever presses one gets a card as the answer; some answers are for everybody in the place.
import type { AdaptiveCard } from '../cards/adaptive.ts';
import type { HandlerContext } from './context.ts';

export interface CardAction {
  readonly context: HandlerContext;
  readonly person: string;
  /** The data of the button with the inputs of its card, unchecked. */
  readonly sent: unknown;
}

export interface CardActionResult {
  readonly card: AdaptiveCard;
  /** Whether it takes the place of the pressed card for everybody. */
  readonly forAll: boolean;
}

/** Throws {@link Refused} with the reason for whoever pressed. */
export type CardActionHandler = (action: CardAction) => Promise<CardActionResult>;

export type CardActionHandlers = Readonly<Record<string, CardActionHandler>>;

/** The handler for what a button sent, by its verb. */
export function cardActionHandlerOf(
  cardActions: CardActionHandlers,
  sent: unknown,
): CardActionHandler | undefined {
  const verb = (sent as { readonly verb?: unknown } | null | undefined)?.verb;
  return typeof verb === 'string' && Object.hasOwn(cardActions, verb) ? cardActions[verb] : undefined;
}

/** Activity id of the card from which the dialog was opened that sent this. */
export function formOf(sent: unknown): string | undefined {
  const form = (sent as { readonly form?: unknown } | null | undefined)?.form;
  return typeof form === 'string' && form !== '' ? form : undefined;
}

/** What a button's Submit sent: some clients send its data as JSON. */
export function sentBySubmit(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
