// The brand rules of a channel: the list, what one more would have changed, and what became of one. Phrases are text runs,
// in which nothing is read as Markdown.
import type { BrandRule } from '../../channel/rules/brand-rules.ts';
import type { ChangedPost, DryRunResult } from '../../channel/rules/dry-run.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import { rulesTexts } from '../texts/rules.ts';
import {
  type AdaptiveCard,
  adaptiveCard,
  button,
  type CardElement,
  column,
  heading,
  richText,
  run,
  text,
} from './adaptive.ts';
import { shortened } from './quote.ts';
import { withoutRules } from './verdict/verdict.ts';

/** Rules that a card lists, and bytes of their rows: the size of a message of Teams is limited. */
const MOST = 20;
const ROOM = 14_000;
/** Posts that a dry run shows, and characters of each. */
const MOST_CHANGED = 5;
const LONGEST_POST = 160;

/** @param rules those in force in the channel. Rules for everywhere are shown, and changed by the API only. */
export function rulesCard(language: ReaderLanguage, rules: readonly BrandRule[]): AdaptiveCard {
  const words = rulesTexts[language];
  const rows = rowsIn(ROOM, rules.slice(0, MOST), language);
  const rest = rules.length - rows.length;
  return adaptiveCard({
    lang: language,
    fallbackText: words.rules,
    speak: words.rules,
    body: [
      heading(`📏 ${words.rules}`),
      text(words.rulesHint, { size: 'Small' }),
      ...(rules.length === 0 ? [text(words.noRules)] : []),
      ...rows,
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

/** As many rows as there is room for. @param room bytes of JSON. */
function rowsIn(room: number, rules: readonly BrandRule[], language: ReaderLanguage): CardElement[] {
  const rows: CardElement[] = [];
  let taken = 0;
  for (const rule of rules) {
    const next = row(language, rule);
    taken += Buffer.byteLength(JSON.stringify(next));
    if (taken > room) break;
    rows.push(next);
  }
  return rows;
}

function row(language: ReaderLanguage, rule: BrandRule): CardElement {
  const words = rulesTexts[language];
  const told = words.ruleOf(rule.phrase, words.labels[rule.label]);
  const remove = button(words.removeRule, 'remove-rule', { phrase: rule.phrase });
  return {
    type: 'ColumnSet',
    columns: [
      column('stretch', [richText([run(rule.channel === null ? `${told} · ${words.everywhere}` : told)])]),
      ...(rule.channel === null ? [] : [column('auto', [{ type: 'ActionSet', actions: [remove] }])]),
    ],
  };
}

/** What a rule would have changed, to decide whether it is saved. */
export function dryRunCard(
  language: ReaderLanguage,
  { phrase, label }: BrandRule,
  { posts, changed }: DryRunResult,
): AdaptiveCard {
  const words = rulesTexts[language];
  const rule = words.ruleOf(phrase, words.labels[label]);
  const outcome = words.wouldChange(changed.length, posts);
  const rest = changed.length - MOST_CHANGED;
  return adaptiveCard({
    lang: language,
    fallbackText: `${words.changed(words.newRule, rule)} ${outcome}`,
    speak: `${words.changed(words.newRule, rule)} ${outcome}`,
    body: [
      heading(`📏 ${words.newRule}`),
      richText([run(rule, { weight: 'Bolder' })]),
      text(outcome),
      ...changed.slice(0, MOST_CHANGED).map((each) => changedPost(language, each)),
      ...(rest > 0 ? [text(words.moreChanged(rest))] : []),
    ],
    actions: [
      button(words.saveRule, 'rule', { phrase, label, confirmed: true }),
      button(words.cancel, 'rules', {}),
    ],
  });
}

function changedPost(language: ReaderLanguage, { post, before, after }: ChangedPost): CardElement {
  return richText(
    [
      run(`${withoutRules(before, language)} → ${withoutRules(after, language)} · `),
      run(shortened(post.text, LONGEST_POST), { italic: true }),
    ],
    { spacing: 'Small' },
  );
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
    body: [heading(`📏 ${what}`), richText([run(words.ruleOf(phrase, words.labels[label]))])],
    actions: [
      done === 'added'
        ? button(`↩️ ${words.removeRule}`, 'remove-rule', { phrase })
        : button(`↩️ ${words.putBack}`, 'rule', { phrase, label, confirmed: true }),
    ],
  });
}
