// A card that one person alone sees: its buttons say so when they are pressed, since their activity does not.
// https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages
import type { AdaptiveCard, CardButton } from './adaptive.ts';
import { withButtons } from './buttons.ts';

export function privateCard(card: AdaptiveCard): AdaptiveCard {
  return withButtons(card, (buttons) => buttons.map(marked));
}

function marked(button: CardButton): CardButton {
  if (button.type !== 'Action.Execute' && button.type !== 'Action.Submit') return button;
  const { fallback } = button;
  return {
    ...button,
    data: { ...(button.data as object), private: true },
    ...(typeof fallback === 'object' && { fallback: marked(fallback) }),
  } as CardButton;
}

/** Whether a button of a private card sent this. */
export function isFromPrivateCard(sent: unknown): boolean {
  return (sent as { readonly private?: unknown } | null | undefined)?.private === true;
}
