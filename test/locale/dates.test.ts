import assert from 'node:assert/strict';
import { dateFormat } from '../../src/locale/dates.ts';

describe('A date', () => {
  it('has its day before its month and the hours of a whole day, in both languages', () => {
    const options = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' } as const;
    const at = Date.parse('2026-11-28T15:04:00Z');
    assert.match(dateFormat('en', options).format(at), /^28 Nov 2026,? 15:04$/);
    assert.match(dateFormat('fr', options).format(at), /^28 nov\. 2026,? (à )?15:04$/);
  });
});
