import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { digestTexts } from '../../../src/bot/texts/digest.ts';
import { figureTexts } from '../../../src/bot/texts/figures.ts';
import { rulesTexts } from '../../../src/bot/texts/rules.ts';
import { spikeTexts } from '../../../src/bot/texts/spike.ts';
import { summaryTexts } from '../../../src/bot/texts/summary.ts';
import { voteTexts } from '../../../src/bot/texts/vote.ts';
import { welcomeTexts } from '../../../src/bot/texts/welcome.ts';
import type { Bilingual } from '../../../src/locale/bilingual.ts';
import { sentencesOf } from '../../locale/sentences.ts';

const FOLDER = new URL('../../../src/bot/texts/', import.meta.url);

async function allTexts(): Promise<[string, Bilingual<unknown>][]> {
  const files = readdirSync(FOLDER);
  const modules = await Promise.all(
    files.map((file) => import(new URL(file, FOLDER).href) as Promise<Record<string, Bilingual<unknown>>>),
  );
  return modules.flatMap((module) => Object.entries(module));
}

describe('The texts of Teams', () => {
  it('have no French typography in English', async () => {
    for (const [name, { en }] of await allTexts())
      for (const [path, sentence] of sentencesOf(en))
        assert.doesNotMatch(sentence, /[ \u00a0][;:!?%»]|«/, `${name}.${path}: ${sentence}`);
  });

  it('use typographic apostrophes and quotes', async () => {
    for (const [name, texts] of await allTexts())
      for (const [path, sentence] of sentencesOf(texts))
        assert.doesNotMatch(sentence, /['"]/, `${name}.${path}: ${sentence}`);
  });

  it('speak of one thing by one word in both languages: verdict, analysed', async () => {
    const others = /\bavis d|sentiment ?\?|prédiction|\bjug(?:é|e|er)\b|\bjudge|\bprediction/i;
    for (const [name, texts] of await allTexts())
      for (const [path, sentence] of sentencesOf(texts))
        assert.doesNotMatch(sentence, others, `${name}.${path}: ${sentence}`);
  });

  it('give as many steps of help in both languages', () => {
    assert.equal(welcomeTexts.fr.helpSteps.length, welcomeTexts.en.helpSteps.length);
  });
});

describe('A count in a text', () => {
  const ONE = { predictions: 3, negative: 1, neutral: 1, positive: 1, uncertain: 0, up: 0, down: 0 };
  const TWO = { predictions: 6, negative: 2, neutral: 2, positive: 2, uncertain: 2, up: 0, down: 0 };

  it('agrees with its noun in French, where 0 is singular', () => {
    assert.equal(figureTexts.fr.counts(ONE), '3 (1 négatif, 1 neutre, 1 positif\u00a0; 0 incertain)');
    assert.equal(figureTexts.fr.counts(TWO), '6 (2 négatifs, 2 neutres, 2 positifs\u00a0; 2 incertains)');
    assert.equal(figureTexts.fr.ofVotes('50 %', 1), '50 % (1 vote)');
    assert.equal(digestTexts.fr.received(1, 0, 1), '1 vote, 0 correction, 1 règle ajoutée ou modifiée');
    assert.equal(
      summaryTexts.fr.counts({ ...ONE, predictions: 1, neutral: 0, positive: 0 }, '100 %'),
      '1 post analysé\u00a0: 1 négatif (100 %), 0 neutre, 0 positif\u00a0; 0 incertain.',
    );
    assert.equal(digestTexts.fr.points(-1), '-1 point');
    assert.match(rulesTexts.fr.moreRules(1), /1 autre,/);
  });

  it('agrees with its noun and its verb in English', () => {
    assert.equal(digestTexts.en.received(1, 0, 2), '1 vote, 0 corrections, 2 rules added or changed');
    assert.equal(voteTexts.en.tally({ up: 1, down: 2 }), '👍 1 agrees · 👎 2 disagree');
    assert.equal(digestTexts.en.points(3), '+3 points');
    assert.match(spikeTexts.en.body(6, 9, '67%', '20%'), /^6 of 9 posts in the last hour are negative/);
  });

  it('agrees with its verb in French', () => {
    assert.match(spikeTexts.fr.body(1, 3, '33 %', '5 %'), /1 post sur 3 est négatif/);
    assert.match(spikeTexts.fr.body(2, 3, '67 %', '5 %'), /2 posts sur 3 sont négatifs/);
  });
});

describe('What the bot says it keeps', () => {
  it('gives the days in the form that the number asks for', () => {
    assert.match(welcomeTexts.en.kept({ KEEP_TEXT: 'none', KEEP_DAYS: 1 }), /up to 1 day\./);
    assert.match(welcomeTexts.fr.kept({ KEEP_TEXT: 'none', KEEP_DAYS: 90 }), /90 jours au plus/);
  });
});
