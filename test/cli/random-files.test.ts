// Files made up by chance are judged in one go and with interruptions, and read again by another program. The same seeds
// give the same files; RANDOM_FILES sets how many (30), so that a night's run may try thousands.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Chance, createChance } from '../replay/chance.ts';
import { temporaryFolder } from '../storage/databases.ts';
import { cellsOn, judge, VERDICT_NAMES } from './judged.ts';
import { randomCsv } from './random-csv.ts';
import type { RandomFile } from './random-file.ts';
import { randomJsonLines } from './random-json-lines.ts';

const FILES = Number(process.env.RANDOM_FILES ?? 30);
const ROWS = 700;
const KILLS = 4;

const KINDS = { CSV: randomCsv, 'JSON Lines': randomJsonLines } as const;

for (const [kind, make] of Object.entries(KINDS))
  describe(`${FILES} random files in ${kind}`, function () {
    this.timeout(FILES * 4_000);
    const folder = temporaryFolder();
    const files = () =>
      Array.from({ length: FILES }, (_, seed) => {
        const chance = createChance(1000 + seed);
        const file = make(chance, chance.below(ROWS), seed % 2 === 1);
        return { ...file, name: `${seed}-${file.name}`, chance };
      });
    const outOf = ({ name }: RandomFile) => join(folder(), `out-${name}`);

    it('come back with a verdict behind each row that can be read, and nothing else changed', async () => {
      for (const file of files()) {
        const { error, posts, said, bytes } = await judge(folder(), file.name, file.bytes, file.args);
        assert.equal(error, undefined, `${file.name}: ${error}`);
        assert.deepEqual(posts, file.posts, file.name);
        assert.ok(bytes!.equals(file.judged), `${file.name} is not what it must become`);
        const skipped = file.bad > 0 ? `, ${file.bad} skipped` : '';
        if (posts.length + file.bad > 0) assert.equal(said.at(-1), `${posts.length} rows judged${skipped}.`);
      }
    });

    it('come back the same when runs are killed at any row, and what they wrote is cut at any byte', async () => {
      for (const { chance, ...file } of files()) {
        for (let kill = chance.below(KILLS); kill >= 0 && !existsSync(outOf(file)); kill--) {
          const diesAt = kill === 0 ? undefined : chance.below(file.posts.length + 1);
          await judge(folder(), file.name, file.bytes, file.args, diesAt);
          if (!existsSync(outOf(file))) damage(outOf(file), chance);
        }
        assert.ok(readFileSync(outOf(file)).equals(file.judged), file.name);
      }
    });

    it('say to Python what they said before, and the verdict', function () {
      if (spawnSync('python3', ['--version']).error) this.skip();
      const all = files();
      for (const file of all) {
        writeFileSync(join(folder(), file.name), file.bytes);
        writeFileSync(outOf(file), file.judged); // what it came back as, in the tests above
      }
      const before = readByPython(all, (file) => join(folder(), file.name));
      const after = readByPython(all, outOf);
      for (const [place, file] of all.entries())
        assert.deepEqual(
          after[place],
          file.delimiter ? tableOf(file) : membersOf(file, before[place]!),
          file.name,
        );
    });
  });

describe('A random file whose runs are killed with SIGKILL', () => {
  const folder = temporaryFolder();

  it(`is whole after the last, ${KILLS} times over`, async () => {
    const chance = createChance(7);
    const file = randomCsv(chance, 40_000, false);
    const out = join(folder(), `out-${file.name}`);
    writeFileSync(join(folder(), 'content'), file.bytes);
    const program = `
      const { judge } = await import(${JSON.stringify(new URL('./judged.ts', import.meta.url).href)});
      const { readFileSync } = await import('node:fs');
      const [folder, name, ...args] = process.argv.slice(1);
      await judge(folder, name, readFileSync(folder + '/content'), args);`;
    let killed = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const args = ['--input-type=module', '-e', program, '--', folder(), file.name, ...file.args];
      const child = spawn(process.execPath, args);
      const ended = once(child, 'exit');
      const size = existsSync(`${out}.part`) ? statSync(`${out}.part`).size : 0;
      while (child.exitCode === null && !(existsSync(`${out}.part`) && statSync(`${out}.part`).size > size))
        await wait(5);
      await wait(chance.below(60));
      if (child.kill('SIGKILL')) killed += 1;
      await ended;
      if (existsSync(out)) break;
    }
    assert.ok(killed > 0);
    if (!existsSync(out))
      assert.equal((await judge(folder(), file.name, file.bytes, file.args)).error, undefined);
    assert.ok(readFileSync(out).equals(file.judged));
  }).timeout(120_000);
});

/** What a machine that goes away leaves: notes cut at any byte, an output that is too long or too short. */
function damage(out: string, chance: Chance): void {
  const [part, notes] = [`${out}.part`, `${out}.checkpoints`];
  if (!existsSync(part)) return;
  const cut = (file: string) => truncateSync(file, chance.below(statSync(file).size + 1));
  chance.pick([
    () => {},
    () => cut(part),
    () => appendFileSync(part, '9,"jamais fini'.repeat(chance.below(20_000))),
  ])();
  chance.pick([() => {}, () => cut(notes), () => appendFileSync(notes, '{"offset":12')])();
}

type Cell = string | null | boolean;
type Rows = readonly (readonly unknown[])[];

function readByPython(files: readonly RandomFile[], path: (file: RandomFile) => string): Rows[] {
  const jobs = files.map((file) => {
    const { encoding, delimiter } = file;
    return { path: path(file), encoding, delimiter };
  });
  const program = fileURLToPath(new URL('./second-reader.py', import.meta.url));
  const read = execFileSync('python3', [program], { input: JSON.stringify(jobs), maxBuffer: 1e9 });
  return JSON.parse(read.toString()) as Rows[];
}

/** The rows that Python must find in a CSV file that was judged. */
function tableOf({ values: [names, ...rows], posts }: RandomFile): Rows {
  return [[...names!, ...VERDICT_NAMES], ...rows.map((row, n) => [...row, ...cellsOn(posts[n]!)])];
}

/** The members that Python must find in JSON Lines that were judged, from those that it found before. */
function membersOf({ posts }: RandomFile, before: Rows): Rows {
  assert.equal(before.length, posts.length);
  return (before as readonly (readonly (readonly [string, unknown])[])[]).map((members, n) => {
    const cells = cellsOn(posts[n]!).map(
      (cell): Cell => (cell === '' ? null : cell === 'false' ? false : cell),
    );
    const own = members.filter(([name]) => !VERDICT_NAMES.includes(name));
    return [...own, ...VERDICT_NAMES.map((name, place) => [name, cells[place]!])];
  });
}
