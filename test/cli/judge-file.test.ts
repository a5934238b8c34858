import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { FileError, UsageError } from '../../src/cli/faults.ts';
import { createByteWindow } from '../../src/cli/input/byte-window.ts';
import { CHUNK } from '../../src/cli/input/chunks.ts';
import { resume } from '../../src/cli/input/resume.ts';
import { temporaryFolder } from '../storage/databases.ts';
import { judge } from './judged.ts';

const ROWS = 3 * CHUNK + 10;
const CSV = `id,text\n${Array.from({ length: ROWS }, (_, i) => `${i + 1},"post ${i + 1}, é"\n`).join('')}`;
const HOW = ['id,text', ...CSV.split('\n').slice(1, -1)];

describe('a run that ends early', () => {
  const folder = temporaryFolder();
  const whole = async () => (await judge(folder(), 'whole.csv', CSV)).text;
  const out = () => join(folder(), 'out-posts.csv');
  const run = (content = CSV, args: string[] = [], diesAt?: number) =>
    judge(folder(), 'posts.csv', content, args, diesAt);

  it('leaves what it wrote, and the same command ends with the file of an uninterrupted one', async () => {
    const dead = await run(CSV, [], 2 * CHUNK + 5);
    assert.match(String(dead.error), /killed/);
    assert.equal(existsSync(out()), false);
    appendFileSync(`${out()}.part`, '513,"pos'); // what a crash leaves behind: a row that no checkpoint speaks of,
    appendFileSync(`${out()}.checkpoints`, '{"offset":12'); // and a checkpoint that was cut off
    const { text, posts, said } = await run();
    assert.equal(text, await whole());
    assert.equal(posts.length, ROWS - 2 * CHUNK);
    assert.deepEqual(said, [`Going on after row ${2 * CHUNK}.`, `${ROWS} rows judged.`]);
    assert.deepEqual(
      readdirSync(folder()).filter((name) => name.startsWith('out-posts')),
      ['out-posts.csv'],
    );
  });

  it('goes on at a row that was mended since, and skips the rest that was done', async () => {
    const bad = CSV.replace('"post 301, é"', '"post 301, é');
    const first = await run(bad);
    assert.match(String(first.error), /Row 301/);
    const { text, posts } = await run();
    assert.equal(text, await whole());
    assert.equal(posts.length, ROWS - 300);
  });

  it('goes back to a row that was mended before the place it had got to', async () => {
    const bad = CSV.replace('"post 301, é"', '"post 301, é');
    await run(bad, ['--skip-bad'], 2 * CHUNK + 30);
    const { text, posts, said } = await run(CSV, ['--skip-bad']);
    assert.equal(text, await whole());
    assert.equal(posts.length, ROWS - CHUNK);
    assert.match(said[0]!, /has changed/);
  });

  it('counts what was skipped before', async () => {
    const bad = HOW.toSpliced(5, 0, 'ragged').join('\n');
    await run(bad, ['--skip-bad'], CHUNK + 10);
    const { said } = await run(bad, ['--skip-bad']);
    assert.equal(said.at(-1), `${ROWS} rows judged, 1 skipped.`);
  });

  it('does not go on behind a last line that has grown since', async () => {
    const windowOn = (text: string) =>
      createByteWindow(
        (async function* () {
          yield Buffer.from(text);
        })(),
      );
    const window = windowOn('id,text\n1,a\n2,b');
    await window.grow();
    const seen = { lines: 2, rows: 1, skipped: 0, brokenUntil: 0 };
    const first = { ...seen, offset: 12, hash: window.hash(12), open: false };
    const last = { ...seen, rows: 2, offset: 15, hash: window.hash(15), open: true };
    assert.equal(await resume(windowOn('id,text\n1,a\n2,b'), [first, last]), last);
    assert.equal(await resume(windowOn('id,text\n1,a\n2,bc'), [first, last]), first);
    assert.equal(await resume(windowOn('id,text\n1,x\n2,b'), [first, last]), undefined);
  });

  it('starts again when the file that it wrote is gone, and does not stumble over notes cut to nothing', async () => {
    await run(CSV, [], CHUNK + 5);
    rmSync(`${out()}.part`);
    assert.equal((await run()).text, await whole());
    rmSync(out());
    writeFileSync(`${out()}.checkpoints`, '');
    writeFileSync(`${out()}.part`, 'half');
    assert.equal((await run()).text, await whole());
  });

  it('says that all is there when it was killed after the last step but one', async () => {
    await run(CSV, [], ROWS - 1);
    const notes = readFileSync(`${out()}.checkpoints`);
    const { bytes } = await run();
    writeFileSync(`${out()}.checkpoints`, notes);
    const { error, said, posts } = await run();
    assert.equal(error, undefined);
    assert.match(said[0]!, /is whole/);
    assert.equal(posts.length, 0);
    assert.deepEqual(readFileSync(out()), bytes);
    assert.equal(existsSync(`${out()}.checkpoints`), false);
  });

  it('begins again when a malformed row has shown that encoding or delimiter are others', async () => {
    const latin = Buffer.from('id,text\n1,merci\n2,d\xe9\xe7u\n', 'latin1');
    assert.match(String((await judge(folder(), 'a.csv', latin)).error), /--encoding windows-1252/);
    const named = await judge(folder(), 'a.csv', latin, ['--encoding', 'windows-1252']);
    assert.deepEqual(named.posts, ['merci', 'déçu']);
    assert.deepEqual(named.said, [
      'Begun with another encoding: all rows are judged again.',
      '2 rows judged.',
    ]);
    const alone = 'text\nmerci\nnon, merci\n';
    assert.match(String((await judge(folder(), 'b.csv', alone)).error), /--delimiter tab/);
    const parted = await judge(folder(), 'b.csv', alone, ['--delimiter', 'tab']);
    assert.deepEqual(parted.posts, ['merci', 'non, merci']);
    assert.match(parted.text, /^text\tverdict_label/);
  });

  it('is not mixed with another task, and writes over no file', async () => {
    await run(CSV, [], CHUNK + 5);
    const other = await run(CSV.replaceAll(',', ';'), ['--text-column', 'id']);
    assert.ok(other.error instanceof UsageError);
    assert.match(other.error.message, /another column, another delimiter; delete it/);
    await run();
    assert.match(String((await run()).error), /out-posts\.csv exists/);
  });

  it('names a disk that takes no more, and loses nothing that it took', async function () {
    if (process.platform === 'win32') this.skip();
    const program = `
      const { judge } = await import(${JSON.stringify(new URL('./judged.ts', import.meta.url).href)});
      const { readFileSync } = await import('node:fs');
      const { error } = await judge(${JSON.stringify(folder())}, 'posts.csv', readFileSync(${JSON.stringify(join(folder(), 'content'))}));
      process.stdout.write(String(error));`;
    writeFileSync(join(folder(), 'content'), CSV);
    const limited = `trap '' XFSZ; ulimit -f 40; exec "$0" --input-type=module -e "$1"`;
    const { stdout } = spawnSync('bash', ['-c', limited, process.execPath, program], { encoding: 'utf8' });
    assert.match(
      stdout,
      /^FileError: .*out-posts\.csv\.part cannot be written: the file may grow no larger here\./,
    );
    const { text, posts } = await run();
    assert.equal(text, await whole());
    assert.ok(posts.length < ROWS, 'nothing was kept');
  });

  it('says which folder is missing or which file is one', async () => {
    const { error } = await run(CSV, ['--out', join(folder(), 'none', 'x.csv')]);
    assert.ok(error instanceof FileError);
    assert.match(error.message, /no such file or folder/);
    renameSync(join(folder(), 'posts.csv'), join(folder(), 'kept'));
    await assert.rejects(judge(join(folder(), 'nowhere'), 'posts.csv', CSV));
  });
});
