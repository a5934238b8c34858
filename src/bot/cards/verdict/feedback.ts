// The dialog behind Teams' own like and dislike: what is right, and why, in one form.
// https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/integrate-ai/user-feedback-controls
import { MOST_REASON, type Prediction } from '../../../feedback/prediction.ts';
import type { ReaderLanguage } from '../../../locale/reader-language.ts';
import { LABELS } from '../../../sentiment/verdict.ts';
import type { Topics } from '../../../topics/topics-file.ts';
import { topicTexts } from '../../texts/topics.ts';
import { verdictTexts } from '../../texts/verdict.ts';
import { voteTexts } from '../../texts/vote.ts';
import { type AdaptiveCard, adaptiveCard, button, type CardElement, heading } from '../adaptive.ts';
import { withoutRules } from './verdict.ts';

/** @param topics those of the model in service. */
export function feedbackCard(
  language: ReaderLanguage,
  prediction: Prediction,
  { correct, topics }: { readonly correct: boolean; readonly topics?: Topics | undefined },
): AdaptiveCard {
  const words = voteTexts[language];
  const title = withoutRules(prediction, language);
  return adaptiveCard({
    lang: language,
    fallbackText: title,
    speak: `${title}. ${words.thanks}`,
    body: [
      heading(title),
      ...(correct ? [] : [rightLabel(language, prediction)]),
      ...rightTopics(language, prediction, topics),
      { type: 'Input.Text', id: 'reason', label: words.reason, isMultiline: true, maxLength: MOST_REASON },
    ],
    actions: [button(words.send, 'feedback', { predictionId: prediction.id, correct })],
  });
}

/** Nothing where the model that judged knew no topics, or the one in service knows none. */
function rightTopics(
  language: ReaderLanguage,
  { topics: given }: Prediction,
  known: Topics | undefined,
): CardElement[] {
  if (!given || !known) return [];
  return [
    {
      type: 'Input.ChoiceSet',
      id: 'topics',
      label: topicTexts[language].ask,
      isMultiSelect: true,
      value: given.map(({ name }) => name).join(','),
      choices: known.topics.map(({ name, names }) => ({ title: names[language], value: name })),
    },
  ];
}

function rightLabel(language: ReaderLanguage, { label }: Prediction): CardElement {
  const choices = LABELS.filter((each) => each !== label).map((value) => ({
    title: verdictTexts[language].verdict[value],
    value,
  }));
  return {
    type: 'Input.ChoiceSet',
    id: 'label',
    label: voteTexts[language].askCorrection,
    style: 'expanded',
    choices,
  };
}
