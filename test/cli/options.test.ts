import assert from 'node:assert/strict';
import { readOptions, UsageError } from '../../src/cli/options.ts';

describe('the options of classify', () => {
  it('take CSV from standard input to standard output by default', () => {
    assert.deepEqual(readOptions([]), {
      input: undefined,
      output: undefined,
      inputFormat: 'csv',
      outputFormat: 'csv',
      textColumn: 'text',
      delimiter: ',',
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

  for (const [what, args] of [
    ['two files', ['a.csv', 'b.csv']],
    ['a format that does not exist', ['a', '--format', 'xml']],
    ['an output that is the input', ['a.csv', '--out', 'a.csv']],
    ['JSON Lines in and a table out', ['a.jsonl', '--out', 'a.csv']],
    ['a delimiter of two characters', ['a.csv', '--delimiter', '||']],
    ['an option that does not exist', ['a.csv', '--fast']],
  ] as const)
    it(`refuse ${what}`, () => {
      assert.throws(() => readOptions(args), UsageError);
    });
});
