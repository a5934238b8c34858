import assert from 'node:assert/strict';
import type { AdaptiveCard } from '../../../src/bot/cards/adaptive.ts';
import { lineCard } from '../../../src/bot/cards/verdict/line.ts';
import { headline, type VerdictCard, verdictCard } from '../../../src/bot/cards/verdict/verdict.ts';
import type { Prediction } from '../../../src/feedback/prediction.ts';
import { prediction } from '../../feedback/verdicts.ts';
import { TOPICS } from '../../topics/production.ts';
import { type CardObject, elementsOf } from './elements.ts';

const calm = { up: 0, down: 0 };
const POSITIVE = prediction({ probability: 0.93 });
const NEGATIVE = prediction({ label: 'negative', probability: 0.12, language: 'en' });
const NEUTRAL = prediction({ label: 'neutral', probability: 0.4 });
const UNCERTAIN = prediction({ label: 'negative', probability: 0.46, certain: false });

/** Everything in the card that can be seen, in reading order. */
function words(card: AdaptiveCard): string {
  const collect = (elements: readonly CardObject[]): string[] =>
    elements.flatMap(({ text, title, items, actions }) => [
      ...(typeof text === 'string' ? [text] : []),
      ...(typeof title === 'string' ? [`[${title}]`] : []),
      ...collect((items ?? []) as CardObject[]),
      ...collect((actions ?? []) as CardObject[]),
    ]);
  return collect([...card.body, ...(card.actions ?? [])] as object[] as CardObject[]).join('\n');
}

function shown(changes: Partial<VerdictCard> = {}): AdaptiveCard {
  return verdictCard({ prediction: POSITIVE, tally: calm, language: 'fr', shared: true, ...changes });
}

describe('The headline of a verdict', () => {
  it('has a face, the label and its probability', () => {
    assert.equal(headline(POSITIVE, 'fr'), '😊 Positif · 93\u00a0%');
    assert.equal(headline(POSITIVE, 'en'), '😊 Positive · 93%');
  });

  it('gives the score of the label, not the probability of positive', () => {
    assert.equal(headline(NEGATIVE, 'en'), '😞 Negative · 88%');
    assert.equal(headline(NEUTRAL, 'fr'), '😐 Neutre · 80\u00a0%');
  });

  it('says where an uncertain verdict leans', () => {
    assert.equal(headline(UNCERTAIN, 'fr'), '🤔 Incertain · plutôt négatif · 54\u00a0%');
  });
});

describe('The verdict card', () => {
  it('reads like this before anybody voted', () => {
    assert.equal(
      words(shown()),
      ['😊 Positif · 93\u00a0%', '[👍 Juste]', '[👎 Faux]', '[💡 Pourquoi\u00a0?]'].join('\n'),
    );
  });

  describe('of a post with topics', () => {
    const about = (...names: string[]): Partial<VerdictCard> => ({
      topics: TOPICS,
      prediction: prediction({ topics: names.map((name) => ({ name, probability: 0.8 })) }),
    });
    const line = (card: AdaptiveCard) => /🏷️ [^"]+/.exec(JSON.stringify(card))?.[0];

    it('names two at most, in the language of the card, and says which is to be checked', () => {
      const two = about('baggage', 'customer-service', 'delay');
      assert.equal(line(shown(two)), '🏷️ bagages · service client (à vérifier)');
      assert.equal(line(shown({ ...two, language: 'en' })), '🏷️ baggage · customer service (to check)');
    });

    it('has each checked in a language in which nothing was measured', () => {
      const { prediction: judged, ...rest } = about('baggage');
      const other = { ...rest, prediction: { ...judged!, language: 'other' as const } };
      assert.equal(line(shown(other)), '🏷️ bagages (à vérifier)');
    });

    it('names none for a post about none, one of before there were topics, and one that the model does not list', () => {
      for (const none of [
        about(),
        about('parking'),
        { topics: TOPICS },
        { ...about('baggage'), topics: undefined },
      ])
        assert.equal(line(shown(none)), undefined);
    });

    it('names them in one line too', () => {
      const { prediction: judged, topics } = { ...about('baggage'), topics: TOPICS };
      const card = lineCard({ prediction: judged!, topics, tally: { up: 1, down: 0 }, language: 'fr' });
      assert.match(JSON.stringify(card), /93\u00a0% · 🏷️ bagages · 👍 1/);
    });
  });

  it('says when only the beginning was judged', () => {
    assert.match(
      words(shown({ prediction: prediction({ truncated: true }) })),
      /seul le début a été analysé/,
    );
    assert.doesNotMatch(words(shown()), /début/);
  });

  it('shows the tally to everybody, and asks nobody in particular for the right label', () => {
    const card = words(shown({ tally: { up: 2, down: 1 } }));
    assert.match(card, /👍 2 d’accord · 👎 1 pas d’accord/);
    assert.match(card, /Vous avez voté 👎\s\?/);
    assert.doesNotMatch(card, /Votre/);
  });

  it('asks for the right label only when there is a 👎', () => {
    assert.doesNotMatch(words(shown({ tally: { up: 2, down: 0 } })), /Neutre/);
  });

  it('tells which labels were given, and stops asking once every 👎 has one', () => {
    const none = { negative: 0, neutral: 0, positive: 0 };
    const one = words(shown({ tally: { up: 0, down: 1 }, corrections: { ...none, neutral: 1 } }));
    assert.match(one, /👎 1 pas d’accord · dit Neutre/);
    assert.doesNotMatch(one, /Vous avez voté/);
    const tally = { up: 0, down: 4 };
    const three = { ...none, negative: 2, neutral: 1 };
    const some = words(shown({ tally, corrections: three }));
    assert.match(some, /disent Négatif \(2\), Neutre \(1\)/);
    assert.match(some, /Vous avez voté 👎/);
    assert.match(
      words(shown({ tally, corrections: three, language: 'en' })),
      /say Negative \(2\), Neutral \(1\)/,
    );
  });

  it('asks nobody who reads a card of their own and has not voted', () => {
    assert.doesNotMatch(words(shown({ shared: false, tally: { up: 0, down: 1 } })), /voté 👎/);
  });

  it('lets each reader’s client ask for their own view once somebody has voted, and names nobody', () => {
    assert.equal(shown().refresh, undefined);
    assert.deepEqual(shown({ tally: { up: 1, down: 0 } }).refresh, {
      action: {
        type: 'Action.Execute',
        title: 'Afficher mon vote',
        verb: 'view',
        data: { predictionId: POSITIVE.id, card: 'fr' },
      },
    });
    const own = { correct: true, correction: null };
    assert.equal(shown({ shared: false, own, tally: { up: 1, down: 0 } }).refresh, undefined);
  });

  it('offers the other two labels as the right one', () => {
    const tally = { up: 0, down: 1 };
    const offered = (of: Prediction) =>
      [...words(shown({ tally, prediction: of })).matchAll(/\[(Négatif|Neutre|Positif)\]/g)].map(
        ([, name]) => name,
      );
    assert.deepEqual(offered(POSITIVE), ['Négatif', 'Neutre']);
    assert.deepEqual(offered(NEUTRAL), ['Négatif', 'Positif']);
    assert.deepEqual(offered(UNCERTAIN), ['Neutre', 'Positif']);
  });

  it('names a language that the model was not measured in', () => {
    assert.match(
      words(shown({ prediction: prediction({ language: 'other' }) })),
      /Autre langue\u00a0: non mesurée/,
    );
  });

  it('tells the voter that the vote is noted, and offers the other vote and to take this one back', () => {
    const card = words(
      shown({ tally: { up: 1, down: 0 }, own: { correct: true, correction: null }, language: 'en' }),
    );
    assert.match(card, /You said: Right/);
    assert.match(card, /\[👎 Wrong\]\n\[Undo my vote\]\n\[💡 Why\?\]/);
    assert.doesNotMatch(card, /\[👍 Right\]/);
  });

  it('asks the voter for the right label until it is given', () => {
    const tally = { up: 0, down: 1 };
    assert.match(
      words(shown({ tally, own: { correct: false, correction: null } })),
      /Quel est le bon verdict/,
    );
    const answered = words(shown({ tally, own: { correct: false, correction: 'negative' } }));
    assert.match(answered, /✅ Vous avez dit\s: Négatif\n\[✏️ Modifier\]\n\[Neutre\]/);
    assert.doesNotMatch(answered, /bon verdict/);
  });

  it('tells the voter that the vote is taken back, and offers both again', () => {
    const card = words(shown({ own: null }));
    assert.match(card, /Votre vote est retiré/);
    assert.match(card, /\[👍 Juste\]\n\[👎 Faux\]/);
  });

  it('has for every vote a fallback that carries the same verb and data', () => {
    const card = shown({ tally: { up: 0, down: 1 } });
    const buttons = elementsOf(card).filter(
      ({ type, verb }) => type === 'Action.Execute' && verb !== 'why' && verb !== 'view',
    );
    assert.equal(buttons.length, 4);
    for (const { verb, data, fallback } of buttons) {
      assert.deepEqual((fallback as CardObject).data, { verb, ...(data as object) });
      assert.equal((fallback as CardObject).type, 'Action.Submit');
    }
  });

  it('can be read out, and read where cards cannot be shown', () => {
    const { speak, fallbackText, lang } = shown({ prediction: UNCERTAIN, language: 'en' });
    assert.equal(lang, 'en');
    assert.match(speak, /Uncertain · rather negative · 54%/);
    assert.match(fallbackText, /Uncertain · rather negative · 54%/);
  });
});
