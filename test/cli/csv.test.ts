import assert from 'node:assert/strict';
import { BadRowError, UsageError } from '../../src/cli/faults.ts';
import { temporaryFolder } from '../storage/databases.ts';
import { cellsOn, judge, VERDICT_NAMES } from './judged.ts';

const COLUMNS = VERDICT_NAMES.join(',');
const cells = (post: string, mark = ',') => cellsOn(post).join(mark);

describe('a CSV file that is judged', () => {
  const folder = temporaryFolder();
  const csv = (content: string | Buffer, ...args: string[]) => judge(folder(), 'posts.csv', content, args);

  it('comes back as it went in, with the verdict behind each row', async () => {
    const { text, posts, said } = await csv('id,text\n9007199254740993,merci\n007,"x"\n1.50,\n');
    assert.equal(
      text,
      `id,text,${COLUMNS}\n9007199254740993,merci,${cells('merci')}\n007,"x",${cells('x')}\n1.50,,,,,,,,,,,,,\n`,
    );
    assert.deepEqual(posts, ['merci', 'x', '']);
    assert.deepEqual(said, ['3 rows judged.']);
  });

  it('keeps columns of one name, columns named by numbers, and their order', async () => {
    const { text } = await csv('note,2,text,1,note\na,b,merci,c,d\n');
    assert.equal(text, `note,2,text,1,note,${COLUMNS}\na,b,merci,c,d,${cells('merci')}\n`);
  });

  it('keeps its mark, its line ends, blank lines and a last line without an end', async () => {
    const { text, posts } = await csv('\uFEFFid,text\r\n1,a\u2028b\n\r\n"2","c\r\nd"\r3,e');
    const [first, rest] = [
      `\uFEFFid,text,${COLUMNS}\r\n1,a\u2028b,${cells('a\u2028b')}\n\r\n`,
      '"2","c\r\nd",',
    ];
    assert.equal(text, `${first}${rest}${cells('c\r\nd')}\r3,e,${cells('e')}`);
    assert.deepEqual(posts, ['a\u2028b', 'c\r\nd', 'e']);
  });

  for (const [name, mark] of [
    ['semicolons', ';'],
    ['tabs', '\t'],
    ['bars', '|'],
  ] as const)
    it(`tells from its header that it is parted by ${name}, and stays so`, async () => {
      const { text, posts } = await csv(`"a,b"${mark}text\n1${mark}"x${mark}y"\n`);
      assert.deepEqual(posts, [`x${mark}y`]);
      assert.equal(text.split('\n')[1], `1${mark}"x${mark}y"${mark}${cells(`x${mark}y`, mark)}`);
    });

  it("keeps Excel's line that names the delimiter, and goes by it and by --delimiter", async () => {
    const named = await csv('sep=;\r\nid;text\r\n1;a,b\r\n');
    assert.deepEqual(named.posts, ['a,b']);
    assert.match(named.text, /^sep=;\r\nid;text;verdict_label/);
    const given = await judge(folder(), 'b.csv', 'id/text\n1/a\n', ['--delimiter', '/']);
    assert.deepEqual(given.posts, ['a']);
  });

  it('loses the verdict of an earlier run, and nothing else', async () => {
    const once = await csv('id,text\n1,"a ""b"""\n');
    const again = await judge(
      folder(),
      'again.csv',
      once.text.replace('verdict_model', 'verdict_model,x'),
      [],
    );
    assert.ok(again.error instanceof BadRowError); // a column without values
    const twice = await judge(folder(), 'twice.csv', once.text);
    assert.equal(twice.text, once.text);
  });

  it('may go out as JSON Lines, unless two columns have one name', async () => {
    const { text } = await csv('2,text,1\n007,"a\nb",\n', '--out', `${folder()}/out.jsonl`);
    const [line, end] = text.split('\n');
    assert.match(
      line!,
      /^\{"2":"007","text":"a\\nb","1":"","verdict_label":"negative","verdict_probability":0.003,/,
    );
    assert.equal(end, '');
    const { error } = await csv('a,text,a\n1,b,2\n', '--out', `${folder()}/two.jsonl`);
    assert.match(String(error), /UsageError: Two columns are called a/);
  });

  it('is whole when it has a header only, or nothing at all, and says that nothing was there to judge', async () => {
    const header = await csv('id,text');
    assert.equal(header.text, `id,text,${COLUMNS}`);
    assert.match(header.said[0]!, /posts\.csv has a header and no rows: there was nothing to judge\.$/);
    const empty = await judge(folder(), 'empty.csv', '');
    assert.equal(empty.text, '');
    assert.match(empty.said[0]!, /empty\.csv is empty: there was nothing to judge\.$/);
    assert.match((await judge(folder(), 'none.jsonl', '')).said[0]!, /none\.jsonl is empty/);
  });

  it('has four decimals in its probabilities', async () => {
    const { text } = await csv(`text\n${'x'.repeat(123)}\n`);
    assert.match(text, /,negative,0\.123,0\.6578,0\.25,0\.0922,false,/);
  });

  it('is parted by tabs when its name says so, whatever else is in its header', async () => {
    const { posts } = await judge(folder(), 'posts.tsv', 'text\nun vol, un retard; deux mots\n');
    assert.deepEqual(posts, ['un vol, un retard; deux mots']);
  });

  it('reads quotes within fields as characters', async () => {
    const { posts } = await csv('id,text\n1,un "vol" parfait\n2,siège 5"\n3,"dit ""oui"""\n');
    assert.deepEqual(posts, ['un "vol" parfait', 'siège 5"', 'dit "oui"']);
  });

  it('is refused with the columns there are when there is none of that name, or two', async () => {
    const { error } = await csv('id;post\n1;a\n');
    assert.ok(error instanceof UsageError);
    assert.match(error.message, /no column text; there are: id \| post\./);
    const { error: two } = await judge(folder(), 'two.csv', 'text,text\na,b\n');
    assert.match(String(two), /several columns text/);
  });
});

describe('a malformed row of a CSV file', () => {
  const folder = temporaryFolder();
  const csv = (content: string, ...args: string[]) => judge(folder(), 'posts.csv', content, args);

  it('stops it with number and line, after those before it', async () => {
    const { error, posts } = await csv('id,text\n1,"two\nlines"\n2,b\n3,c,extra\n4,d\n');
    assert.deepEqual(posts, ['two\nlines', 'b']);
    assert.ok(error instanceof BadRowError);
    assert.match(error.message, /^Row 3 \(line 5\) is malformed: it has 3 fields and the header 2/);
  });

  it('is left out when asked for, and told', async () => {
    const { said, posts } = await csv('id,text\n1,a\n2\n3,c\n4,d,e\n', '--skip-bad');
    assert.deepEqual(posts, ['a', 'c']);
    assert.deepEqual(
      said.map((line) => line.slice(0, 16)),
      ['Row 2 (line 3) i', 'Row 4 (line 5) i', '2 rows judged, 2'],
    );
  });

  for (const [what, rows, judged] of [
    ['before plain rows', ['"open', 'b', 'c'], ['b', 'c']],
    ['before rows in quotes', ['"open', '"b, c"', 'd'], ['b, c', 'd']],
    ['before another', ['"open', 'b', '"open too', 'c'], ['b', 'c']],
    ['before a row that begins with the delimiter', ['"open', 'b', '",c"', 'd'], ['b', ',c', 'd']],
    ['before an empty field in quotes', ['"open', '""', 'c'], ['', 'c']],
    ['before inches', ['"open', 'b', 'say "hi" to', 'c'], ['b', 'say "hi" to', 'c']],
    ['at the end', ['a', '"open'], ['a']],
    ['closed too early', ['"a "b" c"', 'd'], ['d']],
  ] as const)
    it(`costs no other row when its quote is open (${what})`, async () => {
      const content = `id,text\n${rows.map((post, i) => `${i},${post}\n`).join('')}`;
      const { posts, said } = await csv(content, '--skip-bad');
      assert.deepEqual(posts, judged);
      assert.match(
        said.at(-1)!,
        new RegExp(`^${judged.length} rows judged, ${rows.length - judged.length} skipped`),
      );
    });

  it('that goes on for more than a megabyte costs its first line', async () => {
    const many = Array.from({ length: 60_000 }, (_, i) => `${i},un vol parfait\n`).join('');
    const { posts, said } = await csv(`id,text\nx,"open\n${many}`, '--skip-bad');
    assert.equal(posts.length, 60_000);
    assert.match(said[0]!, /^Row 1 \(line 2\) is malformed: it is longer than 1,000,000 bytes/);
    const long = await judge(folder(), 'long.csv', `id,text\n1,${'x'.repeat(2_000_000)}\n2,b\n`, [
      '--skip-bad',
    ]);
    assert.deepEqual(long.posts, ['b']);
  }).timeout(20_000);

  it('leaves no half of itself behind as a row', async () => {
    const { posts } = await csv('id,text\n1,"il a dit\n""oui\n" à tous, merci\n2,b\n', '--skip-bad');
    assert.deepEqual(posts, ['b']);
  });
});
