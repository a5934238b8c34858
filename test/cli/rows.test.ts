import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { UsageError } from '../../src/cli/options.ts';
import { BadRowError, type InputRow, readRows } from '../../src/cli/rows.ts';

const BASE = { inputFormat: 'csv', textColumn: 'text', delimiter: ',', skipBad: false } as const;

/** Rows, the message of what stopped the reading, and the messages of what was skipped. */
async function read(text: string, options: Partial<Parameters<typeof readRows>[1]> = {}) {
  const rows: InputRow[] = [];
  const skipped: string[] = [];
  const source = readRows(Readable.from([text], { objectMode: false }), { ...BASE, ...options }, (error) =>
    skipped.push(error.message),
  );
  let stopped: unknown;
  try {
    for await (const row of source) rows.push(row);
  } catch (error) {
    stopped = error;
  }
  return { rows, skipped, stopped, texts: rows.map(({ text }) => text) };
}

describe('the rows of a CSV file', () => {
  it('come with their number, all columns and the post, whatever the post holds', async () => {
    const { rows } = await read('\uFEFFid,text\r\n1,"Merci, ""vraiment""\n\nà tous"\r\n\r\n2,😊\r\n');
    assert.deepEqual(
      rows.map(({ number, fields }) => [number, fields]),
      [
        [1, { id: '1', text: 'Merci, "vraiment"\n\nà tous' }],
        [2, { id: '2', text: '😊' }],
      ],
    );
  });

  it('may be parted by another character', async () => {
    const { texts } = await read('id;text\n1;a,b\n', { delimiter: ';' });
    assert.deepEqual(texts, ['a,b']);
  });

  it('stop at the first malformed one with its number and line, after those before it', async () => {
    const { texts, stopped } = await read('id,text\n1,"two\nlines"\n2,b\n3,c,extra\n4,d\n');
    assert.deepEqual(texts, ['two\nlines', 'b']);
    assert.ok(stopped instanceof BadRowError);
    assert.match(stopped.message, /^Row 3 \(line 5\) is malformed: .*length/i);
  });

  it('go on past malformed ones when asked to, and tell of each', async () => {
    const { texts, skipped, stopped } = await read('id,text\n1,a\n2\n3,c\n4,d,e\n', { skipBad: true });
    assert.equal(stopped, undefined);
    assert.deepEqual(texts, ['a', 'c']);
    assert.deepEqual(
      skipped.map((message) => message.slice(0, 16)),
      ['Row 2 (line 3) i', 'Row 4 (line 5) i'],
    );
  });

  it('name a quote that is never closed', async () => {
    const { texts, stopped } = await read('id,text\n1,a\n2,"b\n3,c\n');
    assert.deepEqual(texts, ['a']);
    assert.match(String(stopped), /Row 2 .*Quote/);
  });

  it('are refused with the columns there are when there is none of that name', async () => {
    const { stopped } = await read('id;post\n1;a\n');
    assert.ok(stopped instanceof UsageError);
    assert.match(stopped.message, /no column text; there are: id;post/);
  });

  it('are none in an empty file', async () => {
    assert.deepEqual((await read('')).texts, []);
    assert.deepEqual((await read('id,text\n')).texts, []);
  });
});

describe('the rows of a JSON Lines file', () => {
  const jsonl = { inputFormat: 'jsonl' } as const;

  it('come with their fields and the post', async () => {
    const { rows } = await read('{"text":"a","n":1}\n\n{"text":"b","deep":{"x":[1]}}', jsonl);
    assert.deepEqual(
      rows.map(({ number, fields }) => [number, fields]),
      [
        [1, { text: 'a', n: 1 }],
        [2, { text: 'b', deep: { x: [1] } }],
      ],
    );
  });

  for (const [what, line] of [
    ['broken JSON', '{"text":'],
    ['what is no object', '["text"]'],
    ['an object without the post', '{"post":"b"}'],
    ['a post that is no text', '{"text":3}'],
  ] as const)
    it(`stop with the number of a line that holds ${what}, or go on past it`, async () => {
      const file = `{"text":"a"}\n${line}\n{"text":"c"}\n`;
      const { texts, stopped } = await read(file, jsonl);
      assert.deepEqual(texts, ['a']);
      assert.match(String(stopped), /Line 2 is malformed/);
      const { texts: others, skipped } = await read(file, { ...jsonl, skipBad: true });
      assert.deepEqual(others, ['a', 'c']);
      assert.equal(skipped.length, 1);
    });
});

describe('the rows of a file that breaks while it is read', () => {
  for (const inputFormat of ['csv', 'jsonl'] as const)
    it(`end with its error (${inputFormat})`, async () => {
      const input = new Readable({
        read() {
          this.destroy(new Error('disk gone'));
        },
      });
      await assert.rejects(async () => {
        for await (const _ of readRows(input, { ...BASE, inputFormat }, () => {}));
      }, /disk gone/);
    });
});
