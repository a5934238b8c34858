// The few Adaptive Card elements that our cards are made of (schema 1.5).
// https://adaptivecards.io/explorer/
import type { ReaderLanguage } from '../../locale/reader-language.ts';

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

export type CardElement = Readonly<Record<string, unknown>>;

export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly $schema: string;
  readonly version: '1.5';
  readonly lang: ReaderLanguage;
  /** Shown where cards of this version cannot be. */
  readonly fallbackText: string;
  /** Read out in place of the card. */
  readonly speak: string;
  readonly body: readonly CardElement[];
  readonly actions?: readonly CardElement[];
}

export function adaptiveCard(
  content: Pick<AdaptiveCard, 'lang' | 'fallbackText' | 'speak' | 'body' | 'actions'>,
): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    ...content,
  };
}

export function text(content: string, look: CardElement = {}): CardElement {
  return { type: 'TextBlock', text: content, wrap: true, ...look };
}

export const QUIET: CardElement = { size: 'Small', isSubtle: true, spacing: 'Small' };

/**
 * A button that Teams answers in place. Hosts without Universal Actions send its data as a message instead, so the verb
 * is in the fallback's data too.
 */
export function button(
  title: string,
  verb: string,
  data: Readonly<Record<string, unknown>>,
  look: CardElement = {},
): CardElement {
  return {
    type: 'Action.Execute',
    title,
    verb,
    data,
    ...look,
    fallback: { type: 'Action.Submit', title, data: { verb, ...data }, ...look },
  };
}

/** Text of other people: a text run, unlike a text block, takes no Markdown, so that it cannot bring links along. */
export function run(content: string, look: CardElement = {}): CardElement {
  return { type: 'TextRun', text: content, ...look };
}

export function richText(inlines: readonly CardElement[], look: CardElement = {}): CardElement {
  return { type: 'RichTextBlock', inlines, ...look };
}

export function openUrl(title: string, url: string): CardElement {
  return { type: 'Action.OpenUrl', title, url };
}
