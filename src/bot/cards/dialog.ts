// A card as it stands in a dialog of Teams, where buttons can only submit.
import type { AdaptiveCard, CardButton, CardElement } from './adaptive.ts';

/** The same card with each button replaced by its own fallback; one that has none is left out. What
 * happens within the card stays. */
export function inDialog(card: AdaptiveCard): AdaptiveCard {
  return { ...card, body: card.body.map(withSubmits), actions: submitsOf(card.actions ?? []) };
}

function withSubmits(element: CardElement): CardElement {
  switch (element.type) {
    case 'ActionSet':
      return { ...element, actions: submitsOf(element.actions) };
    case 'Container':
      return { ...element, items: element.items.map(withSubmits) };
    case 'ColumnSet': {
      const columns = (element.columns ?? []).map((each) => ({
        ...each,
        items: each.items.map(withSubmits),
      }));
      return { ...element, columns };
    }
    default:
      return element;
  }
}

function submitsOf(actions: readonly CardButton[]): CardButton[] {
  return actions.flatMap((action) => {
    if (action.type === 'Action.ToggleVisibility') return [action];
    return typeof action.fallback === 'object' ? [action.fallback] : [];
  });
}
