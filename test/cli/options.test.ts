import assert from 'node:assert/strict';
import { UsageError } from '../../src/cli/faults.ts';
import { readOptions } from '../../src/cli/options.ts';

describe('the options of classify', () => {
  it('take CSV from standard input to standard output by default', () => {
    assert.deepEqual(readOptions([]), {
      input: undefined,
      output: undefined,
      inputFormat: 'csv',
      outputFormat: 'csv',
      textColumn: 'text',
      delimiter: undefined,
      encoding: undefined,
      skipBad: false,
    });
    assert.equal(readOptions(['-']).input, undefined);
  });

  it('know a format by the name of its file, and go out as they came in', () => {
    const formats = (...args: string[]) => {
      const { inputFormat, outputFormat } = readOptions(args);
      return [inputFormat, outputFormat];
    };
    assert.deepEqual(formats('posts.jsonl'), ['jsonl', 'jsonl']);
    assert.deepEqual(formats('posts.csv', '--out', 'verdicts.NDJSON'), ['csv', 'jsonl']);
    assert.deepEqual(formats('posts.txt', '--format', 'jsonl', '--out', 'verdicts.txt'), ['jsonl', 'jsonl']);
  });

  it('take a tab by its name', () => {
    for (const name of ['tab', '\\t', '\t']) assert.equal(readOptions(['--delimiter', name]).delimiter, '\t');
  });

  for (const [what, args] of [
    ['two files', ['a.csv', 'b.csv']],
    ['a format that does not exist', ['a', '--format', 'xml']],
    ['an output that is the input', ['a.csv', '--out', 'a.csv']],
    ['JSON Lines in and a table out', ['a.jsonl', '--out', 'a.csv']],
    ['an output that is the input by another way', ['a.csv', '--out', './x/../a.csv']],
    ['an encoding that does not exist', ['a.csv', '--encoding', 'excel']],
    ['an encoding whose characters may hold the bytes of others', ['a.csv', '--encoding', 'shift_jis']],
    ['a quote for a delimiter', ['a.csv', '--delimiter', '"']],
    ['a delimiter of two characters', ['a.csv', '--delimiter', '||']],
    ['an option that does not exist', ['a.csv', '--fast']],
  ] as const)
    it(`refuse ${what}`, () => {
      assert.throws(() => readOptions(args), UsageError);
    });
});
