// French documents keep to French typography.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../docs/fr/', import.meta.url));

/** Signs with a breakable space, or none, where French wants a no-break space. Code, links and table rules are left out. */
function faultsIn(text: string): string[] {
  const prose = text
    .replace(/`[^`\n]*`/g, 'x')
    .replace(/!(?=\[)/g, '')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/^\|[-|]+$/gm, '');
  return [...prose.matchAll(/.{0,20}(?:[^\u00a0\u202f][:;!?%»]|«[^\u00a0\u202f]|').{0,10}/g)].map(
    ([at]) => at,
  );
}

describe('The French documents', () => {
  const pages = globSync('**/*.md', { cwd: ROOT });

  it('exist', () => assert.ok(pages.length > 0));

  for (const page of pages)
    it(`${page} has a no-break space before : ; ! ? % » and after «, and curly apostrophes`, () => {
      assert.deepEqual(faultsIn(readFileSync(`${ROOT}${page}`, 'utf8')), []);
    });

  it('would be caught with a plain space or none', () => {
    assert.equal(faultsIn('Pourquoi ?').length, 1);
    assert.equal(faultsIn('«oui\u00a0»').length, 1);
    assert.equal(faultsIn('96%').length, 1);
    assert.deepEqual(faultsIn('Pourquoi\u00a0? «\u202foui\u202f» `a: b`'), []);
  });
});
