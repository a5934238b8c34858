// Every document can be reached, and what it points to is there.
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { anchorsIn, filesNamedIn, linksIn } from '../../docs/scripts/markdown.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PAGES = [
  ...globSync(['*.md', 'docs/**/*.md'], { cwd: ROOT }),
  'models/README.md',
  'models/production/README.md',
].sort();

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const isElsewhere = (target: string) => /^[a-z]+:/.test(target);

/** What is wrong with a link of a page, if anything. */
function faultOf(page: string, target: string): string | undefined {
  const [path = '', anchor] = target.split('#');
  const file = path ? normalize(join(dirname(page), decodeURI(path))) : page;
  if (!existsSync(join(ROOT, file))) return `${page}: ${target} is not there`;
  if (anchor && !anchorsIn(read(file)).includes(decodeURI(anchor)))
    return `${page}: ${file} has no heading #${anchor}`;
  return undefined;
}

describe('The documents', () => {
  it('link only to files and headings that are there', () => {
    const faults = PAGES.flatMap((page) =>
      linksIn(read(page))
        .filter((target) => !isElsewhere(target))
        .map((target) => faultOf(page, target)),
    );
    assert.deepEqual(
      faults.filter((fault) => fault),
      [],
    );
  });

  it('name only files that are there', () => {
    const faults = PAGES.filter((page) => !page.startsWith('models/') && page !== 'CHANGELOG.md').flatMap(
      (page) =>
        filesNamedIn(read(page))
          .filter((path) => !existsSync(join(ROOT, path)))
          .map((path) => `${page} names ${path}`),
    );
    assert.deepEqual(faults, []);
  });

  it('are all listed in docs/README.md', () => {
    const listed = linksIn(read('docs/README.md')).map((target) => normalize(join('docs', target)));
    const unlisted = PAGES.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md').filter(
      (page) => !listed.includes(page),
    );
    assert.deepEqual(unlisted, []);
  });

  it('begin with a README of at most 150 lines', () => {
    assert.ok(read('README.md').split('\n').length <= 151);
  });
});

describe('The reading of Markdown', () => {
  it('finds links and pictures, but none in code', () => {
    const text =
      '[a](b.md#c) ![d](e.png)\n`[f](g.md)`\n\n    [h](i.md)\n\n```\n[j](k.md)\n```\n[l](https://m.n)';
    assert.deepEqual(linksIn(text), ['b.md#c', 'e.png', 'https://m.n']);
  });

  it('makes anchors as GitHub does, and numbers those that come again', () => {
    const text = '# A `lost` KEY, “twice”?\n\n## Réglages\n\n## Réglages\n\n```\n# no heading\n```\n';
    assert.deepEqual(anchorsIn(text), ['a-lost-key-twice', 'réglages', 'réglages-1']);
  });

  it('notices a missing file and a missing heading', () => {
    assert.match(String(faultOf('README.md', 'docs/nowhere.md')), /is not there/);
    assert.match(String(faultOf('README.md', 'docs/settings.md#nowhere')), /no heading/);
    assert.equal(faultOf('README.md', 'docs/settings.md#the-service'), undefined);
  });
});
