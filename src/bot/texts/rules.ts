// Brand rules: words that mean something else in a channel.
import type { BrandLabel } from '../../channel/rules/brand-rules.ts';
import type { Bilingual } from '../../locale/bilingual.ts';
import { french } from '../../locale/french.ts';
import { inEnglish, inFrench } from '../../locale/plural.ts';

const fr = {
  rules: 'Règles de la marque',
  rulesHint: french`Mots à comprendre autrement : ils tirent le verdict vers le négatif ou le positif, ou sont ignorés.`,
  noRules: 'Aucune règle pour l’instant.',
  moreRules: (count: number) => `… et ${inFrench.count(count, 'autre', 'autres')}, à consulter par l’API.`,
  everywhere: 'tous les canaux',
  ruleOf: (phrase: string, label: string) => french`« ${phrase} » = ${label}`,
  labels: {
    negative: 'négatif',
    neutral: 'neutre (ignoré)',
    positive: 'positif',
  } satisfies Record<BrandLabel, string>,
  phrase: 'Mot ou expression',
  meaning: 'Sens',
  addRule: 'Ajouter la règle',
  makeRule: 'En faire une règle',
  makeRuleHint: french`Quel mot ou quelle expression ? La règle s’appliquera à tous les posts de ce canal.`,
  newRule: 'Nouvelle règle',
  wouldChange: (changed: number, posts: number) =>
    posts === 0
      ? 'Aucun post conservé ici pour l’essayer.'
      : changed === 0
        ? `N’aurait changé aucun des ${inFrench.count(posts, 'dernier post', 'derniers posts')}.`
        : french`Aurait changé ${inFrench.number(changed)} des ${inFrench.count(posts, 'dernier post', 'derniers posts')} :`,
  moreChanged: (count: number) => `… et ${inFrench.count(count, 'autre', 'autres')}.`,
  saveRule: 'Enregistrer la règle',
  cancel: 'Annuler',
  removeRule: 'Supprimer',
  ruleAdded: 'Règle ajoutée',
  ruleRemoved: 'Règle supprimée',
  changed: (what: string, rule: string) => french`${what} : ${rule}`,
  putBack: 'Rétablir',
  applied: (phrases: readonly string[], others: number) =>
    french`${inFrench.form(phrases.length + others, 'règle', 'règles')} de la marque : ${[
      phrases.join(', '),
      ...(others > 0 ? [`et ${inFrench.count(others, 'autre', 'autres')}`] : []),
    ].join(' ')}`,
  modelAlone: (headline: string) => french`Sans règle, le modèle dit : ${headline}`,
  quote: (phrase: string) => french`« ${phrase} »`,
};

const en: typeof fr = {
  rules: 'Brand rules',
  rulesHint:
    'Words with a special meaning for your brand: they pull the verdict to negative or positive, or are ignored.',
  noRules: 'No rules yet.',
  moreRules: (count) => `… and ${count} more, listed by the API.`,
  everywhere: 'all channels',
  ruleOf: (phrase, label) => `“${phrase}” = ${label}`,
  labels: { negative: 'negative', neutral: 'neutral (ignored)', positive: 'positive' },
  phrase: 'Word or phrase',
  meaning: 'Meaning',
  addRule: 'Add rule',
  makeRule: 'Make it a rule',
  makeRuleHint: 'Which word or phrase? The rule will apply to every post in this channel.',
  newRule: 'New rule',
  wouldChange: (changed, posts) =>
    posts === 0
      ? 'No stored posts here to try it on.'
      : changed === 0
        ? `Would have changed none of the last ${inEnglish.count(posts, 'post', 'posts')}.`
        : `Would have changed ${inEnglish.number(changed)} of the last ${inEnglish.count(posts, 'post', 'posts')}:`,
  moreChanged: (count) => `… and ${inEnglish.number(count)} more.`,
  saveRule: 'Save rule',
  cancel: 'Cancel',
  removeRule: 'Remove',
  ruleAdded: 'Rule added',
  ruleRemoved: 'Rule removed',
  changed: (what, rule) => `${what}: ${rule}`,
  putBack: 'Restore',
  applied: (phrases, others) =>
    `brand ${inEnglish.form(phrases.length + others, 'rule', 'rules')}: ${[
      phrases.join(', '),
      ...(others > 0 ? [`and ${inEnglish.number(others)} more`] : []),
    ].join(' ')}`,
  modelAlone: (headline) => `Without rules, the model says: ${headline}`,
  quote: (phrase) => `“${phrase}”`,
};

export const rulesTexts: Bilingual<typeof fr> = { fr, en };
