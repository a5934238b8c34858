// npm run classify as a person runs it, with the model in service.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { temporaryFolder } from '../storage/databases.ts';

const PROGRAM = fileURLToPath(new URL('../../src/cli/classify.ts', import.meta.url));

const CSV = `id,post
1,"Merci à tout l'équipage, vol parfait, nous sommes ravis !"
2,"They lost my bags and nobody answers, worst airline ever."
3,https://example.org
`;

describe('npm run classify', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const run = (args: readonly string[], input = '') =>
    spawnSync(process.execPath, [PROGRAM, ...args], { input, encoding: 'utf8', env: { WORKERS: '1' } });

  it('judges a CSV file into another', () => {
    const posts = join(folder(), 'posts.csv');
    const verdicts = join(folder(), 'verdicts.csv');
    writeFileSync(posts, CSV);
    const { status, stderr } = run([posts, '--text-column', 'post', '--out', verdicts]);
    assert.equal(status, 0, stderr);
    assert.match(stderr, /3 rows judged\./);
    const rows = parse(readFileSync(verdicts, 'utf8'), { columns: true }) as Record<string, string>[];
    assert.deepEqual(
      rows.map(({ id, verdict_label }) => [id, verdict_label]),
      [
        ['1', 'positive'],
        ['2', 'negative'],
        ['3', ''],
      ],
    );
  });

  it('stops at a malformed line with its number, and keeps what came before', () => {
    const verdicts = join(folder(), 'verdicts.jsonl');
    const input = '{"text":"merci"}\noops\n{"text":"merci"}\n';
    const stopped = run(['--format', 'jsonl', '--out', verdicts], input);
    assert.equal(stopped.status, 1);
    assert.match(stopped.stderr, /Row 2 \(line 2\) is malformed: it is no JSON object\n.*--skip-bad/s);
    assert.doesNotMatch(stopped.stderr, /at file:/);
    assert.equal(existsSync(verdicts), false);
    const skipping = run(['--format', 'jsonl', '--out', verdicts, '--skip-bad'], input);
    assert.equal(skipping.status, 0, skipping.stderr);
    assert.match(skipping.stderr, /Going on after row 1\.\n.*2 rows judged, 1 skipped\./s);
    assert.equal(readFileSync(verdicts, 'utf8').trimEnd().split('\n').length, 2);
  });

  it('ends at a malformed line although more could come', async () => {
    const child = spawn(process.execPath, [PROGRAM, '--format', 'jsonl'], { env: { WORKERS: '1' } });
    child.stdin.write('oops\n');
    const [code] = await once(child, 'exit');
    assert.equal(code, 1);
  });

  it('ends at Ctrl+C with what is in hand written, says how to go on, and goes on', async () => {
    const posts = join(folder(), 'posts.csv');
    const verdicts = join(folder(), 'verdicts.csv');
    writeFileSync(posts, `text\n${'merci, vol parfait !\n'.repeat(1500).replaceAll(', ', ' ')}`);
    const args = [posts, '--out', verdicts];
    const child = spawn(process.execPath, [PROGRAM, ...args], { env: { WORKERS: '1' } });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    while (!existsSync(`${verdicts}.part`)) await setTimeout(20);
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    assert.equal(code, 130, stderr);
    assert.match(stderr, /Interrupted: \d+ rows are kept in .*give the same command again/);
    assert.equal(existsSync(verdicts), false);
    const again = run(args);
    assert.equal(again.status, 0, again.stderr);
    assert.equal(readFileSync(verdicts, 'utf8').split('\n').length, 1502);
  });

  it('ends when nobody reads what it says', async () => {
    const child = spawn(process.execPath, [PROGRAM], { env: { WORKERS: '1' } });
    child.stdout.destroy();
    child.stdin.end(`text\n${'merci\n'.repeat(600)}`);
    let stderr = '';
    for await (const text of child.stderr) stderr += text;
    assert.match(stderr, /Standard output takes no more/);
    assert.doesNotMatch(stderr, /at file:/);
  });

  it('writes to standard output nothing but verdicts', () => {
    const { stdout, status } = run([], 'text\nmerci\n');
    assert.equal(status, 0);
    assert.match(stdout, /^text,verdict_label,[^\n]*\nmerci,positive,[^\n]*\n$/);
  });

  it('says what is wrong with a file that is not there, and how it is used', () => {
    const missing = run([join(folder(), 'none.csv')]);
    assert.equal(missing.status, 1);
    assert.match(missing.stderr, /none\.csv cannot be read/);
    assert.match(run(['--help']).stdout, /--text-column/);
  });
});
