// Answers to the invokes of the message extension: a dialog, a sentence in place of one, or a card to insert.
import { type AdaptiveCard, CARD_TYPE } from '../cards/adaptive.ts';
import { inDialog } from '../cards/dialog.ts';
import type { HandlerContext } from '../handlers/context.ts';
import type { InvokeAnswer } from '../protocol/turn.ts';
import { refusalTexts } from '../texts/errors.ts';
import { extensionTexts } from '../texts/extension.ts';

/** A dialog that shows a card. */
export function dialogAnswer(title: string, card: AdaptiveCard): InvokeAnswer {
  const shown = { contentType: CARD_TYPE, content: inDialog(card) };
  return taskAnswer({ type: 'continue', value: { title, width: 'medium', height: 'medium', card: shown } });
}

/** A dialog that says one sentence. */
export function sentenceAnswer(sentence: string): InvokeAnswer {
  return taskAnswer({ type: 'message', value: sentence });
}

/** A card to insert, offered by the line `title`. */
export function resultAnswer(title: string, card: AdaptiveCard): InvokeAnswer {
  const preview = { contentType: 'application/vnd.microsoft.card.thumbnail', content: { title } };
  return searchAnswer({
    type: 'result',
    attachmentLayout: 'list',
    attachments: [{ contentType: CARD_TYPE, content: card, preview }],
  });
}

/** No card to insert, and why. */
export function noResultAnswer(sentence: string): InvokeAnswer {
  return searchAnswer({ type: 'message', text: sentence });
}

/**
 * What a dialog or a message extension shows when its work failed: a sentence where the dialog or the result would be.
 * @returns undefined for an invoke of another kind.
 */
export function failedAnswer({ activity, language }: HandlerContext): InvokeAnswer | undefined {
  const { failed } = extensionTexts[language];
  if (activity.name === 'composeExtension/query') return noResultAnswer(failed);
  if (activity.name === 'composeExtension/fetchTask') return sentenceAnswer(failed);
  if (['composeExtension/submitAction', 'task/fetch', 'task/submit'].includes(activity.name ?? ''))
    return sentenceAnswer(refusalTexts[language].InternalError);
  return undefined;
}

function taskAnswer(task: object): InvokeAnswer {
  return { status: 200, body: { task } };
}

function searchAnswer(composeExtension: object): InvokeAnswer {
  return { status: 200, body: { composeExtension } };
}
