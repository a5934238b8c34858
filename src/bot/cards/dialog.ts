// A card as it stands in a dialog of Teams, where buttons can only submit.
import type { AdaptiveCard, CardElement } from './adaptive.ts';

/** The same card with each button replaced by its own fallback; one that has none is left out. */
export function inDialog(card: AdaptiveCard): AdaptiveCard {
  return { ...card, body: card.body.map(withSubmits), actions: submitsOf(card.actions ?? []) };
}

/** Buttons stand in the element itself, or deeper, in its items or columns. */
function withSubmits(element: CardElement): CardElement {
  const inside = ['items', 'columns'].filter((name) => Array.isArray(element[name]));
  return {
    ...element,
    ...Object.fromEntries(inside.map((name) => [name, (element[name] as CardElement[]).map(withSubmits)])),
    ...(Array.isArray(element.actions) && { actions: submitsOf(element.actions) }),
  };
}

function submitsOf(actions: readonly CardElement[]): CardElement[] {
  return actions
    .map(({ fallback }) => fallback)
    .filter((fallback) => typeof fallback === 'object') as CardElement[];
}
