import assert from 'node:assert/strict';
import { commandIn } from '../../../src/bot/protocol/command.ts';

describe('What is said to the bot', () => {
  for (const [text, command] of [
    ['aide', { name: 'help' }],
    ['Réglages.', { name: 'settings' }],
    ['ÉTAT !', { name: 'status' }],
    ['rules', { name: 'rules' }],
    ['bilan', { name: 'summary' }],
    ['Bilan 7 jours', { name: 'summary', days: 7 }],
    ['summary 1 day.', { name: 'summary', days: 1 }],
    ['bilan 30j', { name: 'summary', days: 30 }],
    ['/settings', { name: 'settings' }],
    [', « règles » !', { name: 'rules' }],
    ['\u200bsta\u200dtus\ufeff', { name: 'status' }],
    ['🙏 help 🙏', { name: 'help' }],
    ['bilan : 7\u00a0jours', { name: 'summary', days: 7 }],
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
