import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { BadRowError, UsageError } from '../../src/cli/faults.ts';
import { temporaryFolder } from '../storage/databases.ts';
import { judge } from './judged.ts';

const CSV = 'id,text\n1,Équipage parfait\n';

describe('the encoding of a file', () => {
  const folder = temporaryFolder();
  const csv = (content: Buffer | string, ...args: string[]) => judge(folder(), 'posts.csv', content, args);
  const cp1252 = Buffer.from(
    'id,text\n1,d\x92accord, d\xe9\xe7u \x80\n'.replace('accord,', 'accord'),
    'latin1',
  );

  it('is refused at the first row that is not UTF-8, with the way out', async () => {
    const { error, bytes } = await csv(cp1252);
    assert.ok(error instanceof BadRowError);
    assert.match(error.message, /Row 1 \(line 2\).*not UTF-8.*--encoding windows-1252/);
    assert.equal(bytes, undefined);
    const header = await judge(folder(), 'head.csv', Buffer.from('id,texte\xe9,text\n1,a,b\n', 'latin1'));
    assert.match(String(header.error), /The header cannot be read.*--encoding windows-1252/);
    const lines = await judge(folder(), 'a.jsonl', Buffer.from('{"text":"\xe9"}\n', 'latin1'));
    assert.match(String(lines.error), /not UTF-8/);
  });

  it('may be named, and comes back as it went in', async () => {
    const { posts, bytes } = await csv(cp1252, '--encoding', 'windows-1252');
    assert.deepEqual(posts, ['d’accord déçu €']);
    assert.deepEqual(
      bytes!.subarray(bytes!.indexOf('1,d'), bytes!.indexOf('1,d') + 17),
      cp1252.subarray(8, 25),
    );
    const mac = await judge(folder(), 'mac.csv', Buffer.from('id,text\r1,\x8et\x8e\r', 'latin1'), [
      '--encoding',
      'macintosh',
    ]);
    assert.deepEqual(mac.posts, ['été']);
  });

  for (const [name, toBytes] of [
    ['utf-16le', (text: string) => Buffer.from(text, 'utf16le')],
    ['utf-16be', (text: string) => Buffer.from(text, 'utf16le').swap16()],
  ] as const)
    it(`is told by the mark of ${name}, and comes back as it went in`, async () => {
      const { posts, bytes } = await csv(toBytes(`\uFEFF${CSV}`));
      assert.deepEqual(posts, ['Équipage parfait']);
      const back = new TextDecoder(name, { ignoreBOM: true }).decode(bytes);
      assert.match(back, /^\uFEFFid,text,verdict_label.*\n1,Équipage parfait,negative,0\.016/);
      const bare = await judge(folder(), 'bare.csv', toBytes(CSV));
      assert.match(String(bare.error), /zero bytes.*--encoding utf-16le/);
    });

  it('is not taken from the options when the file says otherwise', async () => {
    for (const content of [`\uFEFF${CSV}`, CSV]) {
      const { error } = await csv(content, '--encoding', 'windows-1252');
      assert.ok(error instanceof UsageError);
      assert.match(error.message, /leave --encoding out/);
    }
    assert.equal((await csv('id,text\n1,a\n', '--encoding', 'latin1')).error, undefined);
  });

  for (const [what, content, way] of [
    ['an Excel workbook', Buffer.from('504b030414000600', 'hex'), /Excel.*CSV UTF-8/],
    ['an old Excel workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /Excel.*CSV UTF-8/],
    ['a compressed file', gzipSync(CSV), /gzip -dc/],
    ['a Parquet file', Buffer.from('PAR1\0\0'), /lab score/],
  ] as const)
    it(`refuses ${what} in one sentence`, async () => {
      const { error, bytes } = await csv(content);
      assert.ok(error instanceof UsageError);
      assert.match(error.message, way);
      assert.doesNotMatch(error.message, /\n/);
      assert.equal(bytes, undefined);
    });
});
