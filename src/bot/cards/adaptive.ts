// Builders of the Adaptive Card elements that our cards are made of, typed by Teams' own schema: the compiler checks them.
// https://adaptivecards.microsoft.com/
import type {
  Action as CardButton,
  CardElement,
  IAdaptiveCard,
  IColumn,
  IExecuteAction,
  IFact,
  IFactSet,
  IOpenUrlAction,
  IRichTextBlock,
  ISubmitAction,
  ITextBlock,
  ITextRun,
} from '@microsoft/teams.cards';
import type { ReaderLanguage } from '../../locale/reader-language.ts';

export type { CardButton, CardElement, IFact as Fact };

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

/** Buttons that Teams shows below a card; it hides further ones in a menu. */
const MOST_BUTTONS = 6;

export interface AdaptiveCard extends IAdaptiveCard {
  readonly version: '1.5';
  readonly lang: ReaderLanguage;
  /** Shown where cards of this version cannot be. */
  readonly fallbackText: string;
  /** Read out in place of the card. */
  readonly speak: string;
}

type Look<Element> = Partial<Omit<Element, 'type' | 'text'>>;

/** @throws {RangeError} for more buttons than Teams shows: the schema has no limit. */
export function adaptiveCard({
  body,
  actions,
  ...content
}: Pick<AdaptiveCard, 'lang' | 'fallbackText' | 'speak' | 'refresh'> & {
  readonly body: readonly CardElement[];
  readonly actions?: readonly CardButton[];
}): AdaptiveCard {
  if (actions && actions.length > MOST_BUTTONS)
    throw new RangeError(`A card has ${actions.length} buttons; Teams shows ${MOST_BUTTONS}.`);
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    ...content,
    body: [...body],
    ...(actions && { actions: [...actions] }),
  };
}

export function text(content: string, look: Look<ITextBlock> = {}): ITextBlock {
  return { type: 'TextBlock', text: content, wrap: true, ...look };
}

export const QUIET = { size: 'Small', isSubtle: true, spacing: 'Small' } satisfies Look<ITextBlock>;

/** The title of a card. */
export function heading(content: string): ITextBlock {
  return text(content, { size: 'Large', weight: 'Bolder', style: 'heading' });
}

export function factSet(facts: readonly IFact[]): IFactSet {
  return { type: 'FactSet', facts: [...facts] };
}

export function column(
  width: string,
  items: readonly CardElement[],
  look: Partial<Omit<IColumn, 'type' | 'items' | 'width'>> = {},
): IColumn {
  return { type: 'Column', width, items: [...items], ...look };
}

/** Text of other people: a text run, unlike a text block, takes no Markdown, so that it cannot bring links along. */
export function run(content: string, look: Look<ITextRun> = {}): ITextRun {
  return { type: 'TextRun', text: content, ...look };
}

export function richText(
  inlines: readonly ITextRun[],
  look: Partial<Omit<IRichTextBlock, 'type' | 'inlines'>> = {},
): IRichTextBlock {
  return { type: 'RichTextBlock', inlines: [...inlines], ...look };
}

/**
 * A button that Teams answers in place. Hosts without Universal Actions send its data as a message instead, so the verb
 * is in the fallback's data too.
 */
export function button(
  title: string,
  verb: string,
  data: Readonly<Record<string, unknown>>,
  look: Pick<ISubmitAction, 'tooltip'> = {},
): IExecuteAction {
  return {
    type: 'Action.Execute',
    title,
    verb,
    data,
    ...look,
    fallback: { type: 'Action.Submit', title, data: { verb, ...data }, ...look },
  };
}

/**
 * A link.
 * @throws {TypeError} for anything but an address of the web: to the schema any text is one, `javascript:` too.
 */
export function openUrl(title: string, url: string): IOpenUrlAction {
  if (!/^https?:\/\//i.test(url))
    throw new TypeError('A link on a card has to begin with http:// or https://.');
  return { type: 'Action.OpenUrl', title, url };
}

/**
 * A button that opens a dialog (`task/fetch`). Hosts without dialogs send its data as a message, so the verb is in it.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots
 */
export function dialogButton(
  title: string,
  verb: string,
  data: Readonly<Record<string, unknown>>,
): ISubmitAction {
  return {
    type: 'Action.Submit',
    title,
    associatedInputs: 'none',
    data: { msteams: { type: 'task/fetch' }, verb, ...data },
  };
}
