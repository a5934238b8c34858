import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FOR_ALL, ONLY_IN, PACKAGES, ROOMS, roomOf } from './architecture/rooms.ts';
import {
  exportedNames,
  findCycle,
  functionLengths,
  readTree,
  type SourceFile,
} from './architecture/source.ts';

const MOST_FILES = 20;
const MOST_LINES = 300;
const LONGEST_FUNCTION = 60;
/** Schemas, as long as what they list. Each exports its own `up`. */
const TABLES = /^storage\/engine\/migrations\//;

describe('The source', () => {
  const files = readTree(fileURLToPath(new URL('../src', import.meta.url)));
  const none = (faults: readonly string[]) => assert.deepEqual(faults, []);

  it('is read as it is: some hundred files, with the imports that they begin with', () => {
    assert.ok(files.length > 100);
    const main = files.find(({ path }) => path === 'main.ts');
    assert.ok(main?.imports.includes('application.ts') && main.packages.length === 0);
    const worker = files.find(({ path }) => path === 'sentiment/begun-model.ts');
    assert.ok(worker?.imports.includes('sentiment/inference/worker.ts'), 'a worker is an import too');
  });

  it('has no circle of imports, types included', () => {
    assert.equal(findCycle(files)?.join(' → '), undefined);
  });

  it('stands in rooms that are all in the table', () => {
    none(files.filter(({ path }) => roomOf(path) === undefined).map(({ path }) => path));
  });

  it('stands in rooms that CONTRIBUTING.md shows', async () => {
    const shown = await readFile(new URL('../CONTRIBUTING.md', import.meta.url), 'utf8');
    none(Object.keys(ROOMS).filter((room) => !shown.includes(`\`${room.replace(/(?<!\.ts)$/, '/')}\``)));
  });

  it('imports no room that stands above its own', () => {
    const upwards = ({ path, imports }: SourceFile) => {
      const room = roomOf(path) ?? path;
      const mayKnow = new Set([room, FOR_ALL, ...(ROOMS[room] ?? [])]);
      return imports
        .filter((target) => !mayKnow.has(roomOf(target) ?? target))
        .map((target) => `${path} → ${target}`);
    };
    none(files.flatMap(upwards));
  });

  it('keeps frameworks out of the core, and the SDK of the Bot Framework in its room', () => {
    const misplaced = ({ path, packages }: SourceFile) => {
      const room = roomOf(path) ?? path;
      const may = PACKAGES[room];
      return packages
        .filter((name) => !name.startsWith('node:'))
        .filter((name) => (may && !may.includes(name)) || (ONLY_IN[name] ?? room) !== room)
        .map((name) => `${path} → ${name}`);
    };
    none(files.flatMap(misplaced));
  });

  it('gives an exported name one meaning', () => {
    // The page is a program of its own, whose names are those of what the REST API answers.
    const programs = [files.filter(({ path }) => path.startsWith('web/'))];
    programs.push(files.filter((file) => !programs[0]!.includes(file)));
    const twice = programs
      .flatMap((program) => [...exportedNames(program)])
      .filter(([name, where]) => name !== 'up' && where.length > 1);
    none(twice.map(([name, where]) => `${name}: ${where.join(', ')}`));
  });

  it(`has no folder with more than ${MOST_FILES} files at one level`, () => {
    const counts = Map.groupBy(files, ({ path }) => dirname(path));
    const full = [...counts].filter(([, inside]) => inside.length > MOST_FILES);
    none(full.map(([folder, inside]) => `${folder}: ${inside.length}`));
  });

  it(`has no file of more than ${MOST_LINES} lines, and half of them within a screen`, () => {
    const lines = files.map(({ path, code }) => ({ path, count: code.trimEnd().split('\n').length }));
    none(lines.filter(({ count }) => count > MOST_LINES).map(({ path, count }) => `${path}: ${count}`));
    const median = lines.map(({ count }) => count).sort((a, b) => a - b)[Math.floor(lines.length / 2)]!;
    assert.ok(median <= 60, `the median is ${median}`);
  });

  it(`has no function of more than ${LONGEST_FUNCTION} lines of its own`, () => {
    const long = files
      .filter(({ path }) => !TABLES.test(path))
      .flatMap(functionLengths)
      .filter(({ lines }) => lines > LONGEST_FUNCTION);
    none(long.map(({ where, lines }) => `${where}: ${lines}`));
  });
});
