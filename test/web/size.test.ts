import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUILT = new URL('../../build/page/', import.meta.url);
const MOST_BYTES = 250 * 1024;

/** The scripts that index.html names, and those they import at once. */
function firstScripts(): readonly string[] {
  const named = readFileSync(new URL('index.html', BUILT), 'utf8').matchAll(/(?:src|href)="\.\/(.+?\.js)"/g);
  return [...named].map(([, path]) => path!);
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

  it('holds no inline script and no inline style', () => {
    const html = readFileSync(new URL('index.html', BUILT), 'utf8');
    assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)/);
    assert.doesNotMatch(html, /<style|style=/);
  });
});
