import assert from 'node:assert/strict';
import { ForwardingRule, ruleFor } from '../../src/channel/forwarding.ts';

const rules = [
  { channel: 'angry', network: 'x', negativeOnly: true },
  { channel: 'french', language: 'fr' },
  { channel: 'mastodon', network: 'Mastodon' },
  { channel: 'bags', topic: 'baggage' },
].map((rule) => ForwardingRule.parse(rule));
const post = { language: 'en', network: undefined, label: 'positive' } as const;

describe('The rule that a post from elsewhere fits', () => {
  for (const [what, changes, channel] of [
    ['the first that fits, where several do', { language: 'fr', network: 'x', label: 'negative' }, 'angry'],
    ['no rule for negatives, for a positive', { language: 'fr', network: 'x' }, 'french'],
    ['that of its language', { language: 'fr' }, 'french'],
    ['that of its network, whatever its capitals', { network: 'mastodon' }, 'mastodon'],
    [
      'that of one of its topics',
      { topics: ['delay', 'baggage'].map((name) => ({ name, probability: 0.7 })) },
      'bags',
    ],
    [
      'none of a topic, for a post about another',
      { topics: [{ name: 'delay', probability: 0.7 }] },
      undefined,
    ],
    ['none of a topic, where the model knows none', { topics: undefined }, undefined],
    ['none of a network, for a post of no network', {}, undefined],
    ['none of a language, where nobody knows its own', { language: 'und' }, undefined],
  ] as const)
    it(`is ${what}`, () => assert.equal(ruleFor(rules, { ...post, ...changes })?.channel, channel));

  it('is the last one, when that takes all', () => {
    assert.equal(ruleFor([...rules, ForwardingRule.parse({ channel: 'rest' })], post)?.channel, 'rest');
  });
});
