import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { CHUNK, judgeRows } from '../../src/cli/judge-rows.ts';
import { UsageError } from '../../src/cli/options.ts';
import type { InputRow } from '../../src/cli/rows.ts';
import { type Sink, writeToFile } from '../../src/cli/sink.ts';
import { verdict } from '../feedback/verdicts.ts';
import { temporaryFolder } from '../storage/databases.ts';

const ROWS = 3 * CHUNK + 10;

async function* rowsUpTo(count: number): AsyncIterable<InputRow> {
  for (let number = 1; number <= count; number++)
    yield {
      number,
      fields: { id: String(number), text: `Post "${number}"` },
      text: `Post "${number}"`,
      bytes: number,
    };
}

const classifier = {
  classify: async (post: string) =>
    post.includes('"7"') ? null : { ...verdict, probability: post.length / 100 },
};

describe('judging a file', () => {
  const folder = temporaryFolder();
  const path = () => join(folder(), 'verdicts.csv');
  const run = async (options: Partial<Parameters<typeof judgeRows>[0]> = {}, task = 'task') => {
    const sink = await writeToFile(path(), task);
    try {
      const total = await judgeRows({ rows: rowsUpTo(ROWS), classifier, sink, format: 'csv', ...options });
      await sink.finish();
      return total;
    } catch (error) {
      await sink.close();
      throw error;
    }
  };

  it('writes every row in its order with its verdict, and none where there is nothing to judge', async () => {
    assert.equal(await run(), ROWS);
    const rows = parse(readFileSync(path(), 'utf8'), { columns: true }) as Record<string, string>[];
    assert.deepEqual(
      rows.map(({ id }) => Number(id)),
      Array.from({ length: ROWS }, (_, i) => i + 1),
    );
    assert.deepEqual(rows[0], {
      id: '1',
      text: 'Post "1"',
      verdict_label: 'positive',
      verdict_probability: '0.08',
      verdict_certain: 'true',
      verdict_lang: 'fr',
      verdict_truncated: 'false',
      verdict_model: verdict.model,
    });
    assert.equal(rows[6]!.verdict_label, '');
    assert.deepEqual(readdirSync(folder()), ['verdicts.csv']);
  });

  it('writes JSON lines with all fields as they were', async () => {
    await run({ format: 'jsonl', rows: rowsUpTo(7) });
    const lines = readFileSync(path(), 'utf8').trimEnd().split('\n');
    const seventh = JSON.parse(lines[6]!);
    assert.equal(seventh.text, 'Post "7"');
    assert.equal(seventh.verdict_label, null);
  });

  it('goes on where it was interrupted, and ends with the very file of an uninterrupted run', async () => {
    await run();
    const whole = readFileSync(path(), 'utf8');
    const other = join(folder(), 'other.csv');
    let judged = 0;
    const dying = {
      classify: async (post: string) => {
        judged += 1;
        if (judged > 2 * CHUNK + 5) throw new Error('killed');
        return classifier.classify(post);
      },
    };
    const first = await writeToFile(other, 'task');
    const interrupted = judgeRows({ rows: rowsUpTo(ROWS), classifier: dying, sink: first, format: 'csv' });
    await assert.rejects(interrupted, /killed/);
    await first.close();
    assert.equal(existsSync(other), false);
    // What a crash leaves behind: more in the file than was noted, half a row of it.
    writeFileSync(`${other}.part`, '513,"Post ', { flag: 'a' });

    let again = 0;
    const counting = {
      classify: (post: string) => {
        again += 1;
        return classifier.classify(post);
      },
    };
    const second = await writeToFile(other, 'task');
    assert.equal(second.rowsDone, 2 * CHUNK);
    await judgeRows({ rows: rowsUpTo(ROWS), classifier: counting, sink: second, format: 'csv' });
    await second.finish();
    assert.equal(again, ROWS - 2 * CHUNK);
    assert.equal(readFileSync(other, 'utf8'), whole);
  });

  it('keeps what came before a row that cannot be read', async () => {
    async function* breaking(): AsyncIterable<InputRow> {
      yield* rowsUpTo(CHUNK + 3);
      throw new Error('Row 260 is malformed');
    }
    await assert.rejects(run({ rows: breaking() }), /Row 260/);
    const sink = await writeToFile(path(), 'task');
    assert.equal(sink.rowsDone, CHUNK + 3);
    await sink.close();
  });

  it('holds no more than two chunks at a time', async () => {
    let inHand = 0;
    let most = 0;
    const counting = {
      classify: async (post: string) => {
        most = Math.max(most, ++inHand);
        await new Promise(setImmediate);
        inHand -= 1;
        return classifier.classify(post);
      },
    };
    await run({ classifier: counting });
    assert.ok(most <= 2 * CHUNK, `${most} posts at once`);
  });

  it('refuses to go on with another input or model, and to write over a file', async () => {
    const begun = await writeToFile(path(), 'task');
    await begun.write('a\n', 1);
    await begun.close();
    await assert.rejects(writeToFile(path(), 'another task'), UsageError);
    const same = await writeToFile(path(), 'task');
    await same.finish();
    await assert.rejects(writeToFile(path(), 'task'), /exists/);
  });

  it('fails when nothing can be written', async () => {
    const sink: Sink = {
      rowsDone: 0,
      write: () => Promise.reject(new Error('disk full')),
      finish: async () => {},
      close: async () => {},
    };
    await assert.rejects(judgeRows({ rows: rowsUpTo(ROWS), classifier, sink, format: 'csv' }), /disk full/);
  });
});
