import assert from 'node:assert/strict';
import { alikeTo, bareCommandIn, commandIn, commandWords } from '../../../src/bot/protocol/command.ts';

describe('What is said to the bot', () => {
  for (const [text, command] of [
    ['aide', { name: 'help', language: 'fr' }],
    ['Réglages.', { name: 'settings', language: 'fr' }],
    ['ÉTAT !', { name: 'status', language: 'fr' }],
    ['rules', { name: 'rules', language: 'en' }],
    ['bilan', { name: 'summary', language: 'fr' }],
    ['Bilan 7 jours', { name: 'summary', language: 'fr', days: 7 }],
    ['summary 1 day.', { name: 'summary', language: 'en', days: 1 }],
    ['bilan 30j', { name: 'summary', language: 'fr', days: 30 }],
    ['/settings', { name: 'settings', language: 'en' }],
    [', « règles » !', { name: 'rules', language: 'fr' }],
    ['\u200bsta\u200dtus\ufeff', { name: 'status', language: 'en' }],
    ['🙏 help 🙏', { name: 'help', language: 'en' }],
    ['STOP !', { name: 'pause' }],
    ['bilan : 7\u00a0jours', { name: 'summary', language: 'fr', days: 7 }],
  ] as const)
    it(`is a command: ${text}`, () => assert.deepEqual(commandIn(text), command));

  for (const text of [
    '',
    'bilan catastrophique',
    'summary of my trip',
    'bilan 7 semaines',
    'un bilan',
    'aidez-moi',
    '!',
    'aide ? non',
  ])
    it(`is a post: ${text || 'nothing'}`, () => assert.equal(commandIn(text), undefined));
});

describe('A command that is said to nobody', () => {
  for (const text of ['bilan', 'Règles', '/help', 'summary 7 days'])
    it(`is a word alone: ${text}`, () => assert.ok(bareCommandIn(text)));
  for (const text of ['Help!', '🙏 aide', 'aide, svp', '« bilan »', ''])
    it(`is none with anything beside it: ${text || 'nothing'}`, () =>
      assert.equal(bareCommandIn(text), undefined));
});

describe('Words that look like a command', () => {
  for (const [text, words] of [
    ['statistiques', 'statistiques'],
    ['  stats ?!', 'stats'],
    ['C’est nul.', 'C’est nul'],
    ['/foo bar', 'foo bar'],
    ['mot-clé 2026', 'mot-clé 2026'],
  ])
    it(`are one or two: ${text}`, () => assert.equal(commandWords(text!), words));
  for (const text of [
    'un vol parfait',
    'super 😊',
    'merci @user',
    'voir https://x.example',
    '服务很差',
    '!?',
    '',
  ])
    it(`are not: ${text || 'nothing'}`, () => assert.equal(commandWords(text), undefined));

  it('are never compared with commands letter by letter where they are longer than any', () => {
    assert.equal(commandWords('annulation'.repeat(2800)), undefined);
    assert.equal(commandWords(`${'a'.repeat(60)} ${'b'.repeat(60)}`), undefined);
  });

  for (const [words, commands] of [
    ['statistics', ['summary', 'help']],
    ['reglage', ['settings', 'help']],
    ['bilans', ['summary', 'help']],
    ['arrête', ['pause', 'help']],
    ['hepl', ['help']],
    ['xylophone', ['summary', 'settings', 'help']],
  ] as const)
    it(`are like ${commands.join(', ')}: ${words}`, () => assert.deepEqual(alikeTo(words), commands));
});
