// The brand rules of a channel: the list, and what became of one rule.
import type { BrandRule } from '../../channel/rules/brand-rules.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import { rulesTexts } from '../texts/rules.ts';
import {
  type AdaptiveCard,
  adaptiveCard,
  button,
  type CardElement,
  column,
  heading,
  text,
} from './adaptive.ts';

/** Rules that a card lists; the size of a Teams message is limited. */
const MOST = 20;

/** @param rules those in force in the channel. Rules for everywhere are shown, and changed by the API only. */
export function rulesCard(language: ReaderLanguage, rules: readonly BrandRule[]): AdaptiveCard {
  const words = rulesTexts[language];
  const rest = rules.length - MOST;
  return adaptiveCard({
    lang: language,
    fallbackText: words.rules,
    speak: words.rules,
    body: [
      heading(`📏 ${words.rules}`),
      text(words.rulesHint, { size: 'Small' }),
      ...(rules.length === 0 ? [text(words.noRules)] : []),
      ...rules.slice(0, MOST).map((rule) => row(language, rule)),
      ...(rest > 0 ? [text(words.moreRules(rest))] : []),
      { type: 'Input.Text', id: 'phrase', label: words.phrase, maxLength: 100, separator: true },
      {
        type: 'Input.ChoiceSet',
        id: 'label',
        label: words.meaning,
        value: 'negative',
        choices: (['negative', 'neutral', 'positive'] as const).map((value) => ({
          title: words.labels[value],
          value,
        })),
      },
    ],
    actions: [button(words.addRule, 'rule', {})],
  });
}

function row(language: ReaderLanguage, rule: BrandRule): CardElement {
  const words = rulesTexts[language];
  const told = words.ruleOf(rule.phrase, words.labels[rule.label]);
  const remove = button(words.removeRule, 'remove-rule', { phrase: rule.phrase });
  return {
    type: 'ColumnSet',
    columns: [
      column('stretch', [text(rule.channel === null ? `${told} · ${words.everywhere}` : told)]),
      ...(rule.channel === null ? [] : [column('auto', [{ type: 'ActionSet', actions: [remove] }])]),
    ],
  };
}

/** A rule was added or removed: one press takes that back. */
export function ruleCard(
  language: ReaderLanguage,
  { phrase, label }: BrandRule,
  done: 'added' | 'removed',
): AdaptiveCard {
  const words = rulesTexts[language];
  const what = done === 'added' ? words.ruleAdded : words.ruleRemoved;
  const title = words.changed(what, words.ruleOf(phrase, words.labels[label]));
  return adaptiveCard({
    lang: language,
    fallbackText: title,
    speak: title,
    body: [text(`📏 ${title}`, { weight: 'Bolder', style: 'heading' })],
    actions: [
      done === 'added'
        ? button(`↩️ ${words.removeRule}`, 'remove-rule', { phrase })
        : button(`↩️ ${words.putBack}`, 'rule', { phrase, label }),
    ],
  });
}
