// A card as it stands in a dialog of Teams, where buttons can only submit.
import type { AdaptiveCard, CardElement } from './adaptive.ts';

/** The same card with each button replaced by its own fallback; one that has none is left out. */
export function inDialog(card: AdaptiveCard): AdaptiveCard {
  return { ...card, body: card.body.map(withSubmits), actions: submitsOf(card.actions ?? []) };
}

function withSubmits(element: CardElement): CardElement {
  return Array.isArray(element.actions) ? { ...element, actions: submitsOf(element.actions) } : element;
}

function submitsOf(actions: readonly CardElement[]): CardElement[] {
  return actions
    .map(({ fallback }) => fallback)
    .filter((fallback) => typeof fallback === 'object') as CardElement[];
}
