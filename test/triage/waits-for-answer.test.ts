import assert from 'node:assert/strict';
import type { Entry } from '../../src/feedback/feedback-service.ts';
import { waitsForAnswer } from '../../src/triage/waits-for-answer.ts';
import { verdict } from '../feedback/verdicts.ts';

const CARE = '19:care@thread.tacv2';

describe('A post', () => {
  const waits = (said: Partial<Entry['verdict']>, entry: Partial<Entry> = {}) =>
    waitsForAnswer({
      verdict: { ...verdict, ...said },
      text: 'Valise perdue',
      door: 'teams',
      channel: CARE,
      ...entry,
    });

  it('waits for an answer where the model says that it needs one, whatever its sentiment', () => {
    assert.equal(waits({ label: 'positive', needsAnswer: 0.5 }), true);
    assert.equal(waits({ label: 'negative', needsAnswer: 0.49 }), false);
  });

  it('waits, where the model does not say, if it is negative, or a question that is not positive', () => {
    assert.equal(waits({ label: 'negative' }), true);
    assert.equal(waits({ label: 'neutral' }, { text: 'À quelle heure ouvre le guichet ?' }), true);
    assert.equal(waits({ label: 'neutral' }, { text: 'Le guichet ouvre à 8 h.' }), false);
    assert.equal(waits({ label: 'positive' }, { text: 'Vous êtes géniaux, non ?' }), false);
  });

  it('waits only where it can be answered: in a channel, a chat, or at an address', () => {
    const negative = { label: 'negative' } as const;
    assert.equal(waits(negative, { channel: '19:chat@thread.v2' }), true);
    assert.equal(waits(negative, { channel: 'a:1zoe-and-the-bot' }), false);
    const nowhere = { door: 'api', channel: undefined } as const;
    assert.equal(waits(negative, nowhere), false);
    assert.equal(waits(negative, { ...nowhere, origin: 'mastodon:https://m.example/1' }), true);
    // What somebody had analysed by a message action.
    assert.equal(waits(negative, { channel: undefined, origin: `teams:${CARE}/1` }), false);
  });
});
