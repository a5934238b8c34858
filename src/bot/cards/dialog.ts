// A card as it stands in a dialog of Teams, where buttons can only submit.
import type { AdaptiveCard } from './adaptive.ts';
import { withButtons } from './buttons.ts';

/**
 * The same card with each button replaced by its own fallback; one that has none is left out. What happens within the
 * card stays.
 */
export function inDialog(card: AdaptiveCard): AdaptiveCard {
  return withButtons({ ...card, actions: card.actions ?? [] }, (buttons) =>
    buttons.flatMap((button) => {
      if (button.type === 'Action.ToggleVisibility') return [button];
      return typeof button.fallback === 'object' ? [button.fallback] : [];
    }),
  );
}
