// Changes every button of a card, wherever it stands.
import type { AdaptiveCard, CardButton, CardElement } from './adaptive.ts';

/** @param change gives what stands in place of the buttons of one row. */
export function withButtons(
  card: AdaptiveCard,
  change: (buttons: readonly CardButton[]) => CardButton[],
): AdaptiveCard {
  return {
    ...card,
    body: card.body.map((element) => inElement(element, change)),
    ...(card.actions && { actions: change(card.actions) }),
  };
}

function inElement(
  element: CardElement,
  change: (buttons: readonly CardButton[]) => CardButton[],
): CardElement {
  switch (element.type) {
    case 'ActionSet':
      return { ...element, actions: change(element.actions) };
    case 'Container':
      return { ...element, items: element.items.map((each) => inElement(each, change)) };
    case 'ColumnSet': {
      const columns = (element.columns ?? []).map((each) => ({
        ...each,
        items: each.items.map((item) => inElement(item, change)),
      }));
      return { ...element, columns };
    }
    default:
      return element;
  }
}
