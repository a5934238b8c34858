// Answers to the invokes of the message extension: a card to insert, or a sentence in place of one.
import { type AdaptiveCard, CARD_TYPE } from '../cards/adaptive.ts';
import type { HandlerContext } from '../handlers/context.ts';
import { sentenceAnswer } from '../handlers/invoke-answer.ts';
import type { InvokeAnswer } from '../protocol/turn.ts';
import { refusalTexts } from '../texts/errors.ts';
import { extensionTexts } from '../texts/extension.ts';

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

function searchAnswer(composeExtension: object): InvokeAnswer {
  return { status: 200, body: { composeExtension } };
}
