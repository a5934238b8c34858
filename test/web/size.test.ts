import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUILT = new URL('../../build/page/', import.meta.url);
const MOST_BYTES = 250 * 1024;

/** The scripts that index.html names, and those they import at once. */
function firstScripts(): readonly string[] {
  const named = readFileSync(new URL('index.html', BUILT), 'utf8').matchAll(/(?:src|href)="\.\/(.+?\.js)"/g);
  return withImports([...named].map(([, path]) => path!));
}

/** Scripts and what they import, in turn, when they are loaded: not what they ask for later, with import(…). */
function withImports(paths: readonly string[]): readonly string[] {
  const found = new Set(paths);
  for (const path of found) {
    const script = readFileSync(new URL(path, BUILT), 'utf8');
    for (const [, name] of script.matchAll(/(?:from|\bimport)\s*"\.\/([\w-]+\.js)"/g))
      found.add(`assets/${name}`);
  }
  return [...found];
}

/** The script of a view that is loaded when one goes there. */
function scriptOf(view: string): string {
  const name = readdirSync(new URL('assets/', BUILT)).find((each) => each.startsWith(`${view}-`));
  assert.ok(name, `${view} has no script of its own`);
  return `assets/${name}`;
}

describe('The built page', () => {
  it('loads no more than 250 KB of compressed JavaScript before it can be used', () => {
    const scripts = firstScripts();
    assert.ok(scripts.length > 0, 'Build the page first: npm run build:page');
    const bytes = scripts.map((path) => gzipSync(readFileSync(new URL(path, BUILT))).length);
    const total = bytes.reduce((sum, size) => sum + size, 0);
    assert.ok(total > 20 * 1024, `${total} bytes are too few to be the page`);
    assert.ok(total <= MOST_BYTES, `${scripts} are ${total} bytes`);
  });

  for (const view of ['posts', 'review', 'dashboard', 'settings'])
    it(`loads the ${view} when one goes there, and stays within the same 250 KB with it`, () => {
      const script = scriptOf(view);
      assert.ok(!firstScripts().includes(script));
      const scripts = withImports([...firstScripts(), script]);
      const total = scripts.reduce(
        (sum, path) => sum + gzipSync(readFileSync(new URL(path, BUILT))).length,
        0,
      );
      assert.ok(total <= MOST_BYTES, `${scripts} are ${total} bytes`);
    });

  it('holds no inline script and no inline style', () => {
    const html = readFileSync(new URL('index.html', BUILT), 'utf8');
    assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)/);
    assert.doesNotMatch(html, /<style|style=/);
  });
});
