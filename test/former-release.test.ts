// A store written by a release of before, cut off in the middle of its work, under the code of today.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { type Application, startApplication } from '../src/application.ts';
import { readConfig } from '../src/config.ts';
import { openDatabase } from '../src/storage/engine/database.ts';
import { createClient } from '../src/storage/engine/postgres.ts';
import { type Connector, startConnector } from './bot/connector.ts';
import { eventually } from './e2e/eventually.ts';
import { verdict } from './feedback/verdicts.ts';
import { channelPost, edit, execute, SAM, type Sent, ZOE } from './fixtures/activities.ts';
import { NOWHERE, PEOPLE_KEY, type Written } from './fixtures/former-release/written.ts';
import { createPostgresDatabase } from './storage/postgres.ts';

const CHANNEL = '19:channel@thread.tacv2';
const MINUTE = 60_000;
const at = (file: string) => new URL(`fixtures/former-release/${file}`, import.meta.url);

/** Lets waiting messages go to this connector, and nothing wait for a time that is measured by the clock of another day. */
const movedTo = (connector: string) => [
  ...[
    ['jobs', 'activity'],
    ['orders', 'place'],
    ['places', 'service_url'],
  ].map(
    ([table, column]) => `update ${table} set ${column} = replace(${column}, '${NOWHERE}', '${connector}')`,
  ),
  'update jobs set due_at = 0',
  'update orders set due_at = 0',
  'update leases set until = 0',
];

const COLUMNS = {
  sqlite: `select t.name as place, c.name, c."notnull" and c.dflt_value is null and c.pk = 0 as needed
    from sqlite_schema t, pragma_table_info(t.name) c where t.type = 'table'`,
  postgres: `select table_name as place, column_name as name, is_nullable = 'NO' and column_default is null as needed
    from information_schema.columns where table_schema = 'public'`,
};

interface Column {
  readonly table: string;
  readonly name: string;
  /** Whether a row must say it. */
  readonly needed: boolean;
}

const columnOf = ({ place, name, needed }: Record<string, unknown>): Column => {
  return { table: String(place), name: String(name), needed: Boolean(needed) };
};

for (const release of ['833e277', 'fa3691b'])
  for (const kind of ['sqlite', 'postgres'] as const)
    describe(`What release ${release} has written (${kind})`, function () {
      this.timeout(60_000);
      this.slow(20_000);

      const written: Written = JSON.parse(readFileSync(at(`${release}.${kind}.json`), 'utf8'));
      let folder: string;
      let databaseUrl: string | undefined;
      let formerColumns: Column[];
      let connector: Connector;
      let service: Application;

      before(async () => {
        folder = mkdtempSync(join(tmpdir(), 'former-release-'));
        connector = await startConnector();
        databaseUrl = await load();
        const settings = { PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: folder, PEOPLE_KEY };
        const begun = Date.now();
        service = await startApplication(readConfig({ ...settings, DATABASE_URL: databaseUrl }), {
          // It is a minute later: what waits is not too late to be said, whatever the day of this test.
          clock: () => written.at + MINUTE + Date.now() - begun,
          classifier: { model: verdict.model, ready: true, classify: async () => verdict, async close() {} },
        });
      });
      after(async () => {
        await service?.close();
        await connector.close();
        rmSync(folder, { recursive: true });
      });

      async function load(): Promise<string | undefined> {
        if (kind === 'sqlite') {
          const file = join(folder, 'feedback.db');
          writeFileSync(file, gunzipSync(readFileSync(at(`${release}.sqlite.gz`))));
          const database = new DatabaseSync(file);
          for (const statement of movedTo(connector.url)) database.exec(statement);
          formerColumns = database.prepare(COLUMNS.sqlite).all().map(columnOf);
          database.close();
          return undefined;
        }
        const url = await createPostgresDatabase();
        const client = createClient(url);
        await client.connect();
        await client.query(readFileSync(at(`${release}.postgres.sql`), 'utf8'));
        await client.query('set search_path = public');
        for (const statement of movedTo(connector.url)) await client.query(statement);
        formerColumns = (await client.query(COLUMNS.postgres)).rows.map(columnOf);
        await client.end();
        return url;
      }

      // biome-ignore lint/suspicious/noExplicitAny: answers of any shape
      async function ask(method: string, path: string, body?: object): Promise<any> {
        const answer = await fetch(service.url + path, {
          method,
          ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        });
        assert.ok(answer.ok, `${path} answered ${answer.status}`);
        const text = await answer.text();
        return text && JSON.parse(text);
      }
      const hand = (activity: Sent) =>
        ask('POST', '/api/messages', { ...activity, serviceUrl: connector.url });
      const tally = async (id: string) => {
        const { up, down } = (await ask('GET', `/predictions/${id}`)).tally;
        return up + down;
      };
      /** Of what is said in the channel, verdicts alone are marked as made by an AI. */
      const verdicts = () => connector.standing().filter(({ body }) => body.entities?.length > 0);
      const answered = ({ post }: { readonly post: string }) =>
        channelPost('', {
          id: post,
          conversation: { id: `${CHANNEL};messageid=${post}`, conversationType: 'channel', isGroup: true },
        });

      it('says what it had acknowledged and not said, each post once', async () => {
        await eventually(
          () => (verdicts().length >= written.waiting.length ? true : undefined),
          () => `${verdicts().length} of ${written.waiting.length} replies were posted`,
        );
        const replied = verdicts().map(({ replyTo }) => replyTo);
        assert.deepEqual(replied.sort(), [...written.waiting].sort());
      });

      it('has every vote, and knows who gave it', async () => {
        for (const [id, voters] of Object.entries(written.voters)) assert.equal(await tally(id), voters, id);
        const first = written.replies[0]!;
        const vote = { verb: 'vote', data: { predictionId: first.prediction, correct: false } };
        await hand(execute(answered(first), first.reply, vote, { from: SAM }));
        assert.equal(await tally(first.prediction), written.voters[first.prediction]);
        await ask('POST', '/feedback', { prediction_id: written.judged, correct: true, user: 'ann' });
        assert.equal(await tally(written.judged), 1);
      });

      it('has the settings of the channel and the brand rules', async () => {
        const { settings } = await ask('GET', `/channels/${encodeURIComponent(CHANNEL)}/settings`);
        const { threshold, timeZone, digest } = settings;
        assert.deepEqual(
          { threshold, timeZone, digest },
          { threshold: 0.7, timeZone: 'Europe/Lisbon', digest: { every: 'day', at: '09:15' } },
        );
        const { rules } = await ask('GET', '/brand-rules');
        assert.deepEqual(
          rules.map(({ phrase, label }: Record<string, string>) => [phrase, label]),
          [['vol plané', 'neutral']],
        );
      });

      it('brings the card of an edited post up to date, in place of a second reply', async () => {
        const { post, reply } = written.replies[3]!;
        await hand(edit(answered({ post }), 'Finalement, un très bon vol', { from: ZOE }));
        await eventually(
          () => connector.by('PUT').find(({ activity }) => activity === reply),
          () => 'the card was not brought up to date',
        );
        assert.ok(!connector.by('POST').some(({ activity }) => activity === post));
      });

      it('finds its posts by their words, and counts them', async () => {
        const { posts } = await eventually(
          async () => {
            const found = await ask('GET', '/posts?q=suitcase');
            return found.posts.length > 0 ? found : undefined;
          },
          () => 'the post is not found',
        );
        assert.equal(posts[0].id, written.replies[1]!.prediction);
        const since = new Date(written.at - 60 * MINUTE).toISOString();
        const { total } = await ask('GET', `/stats?since=${since}`);
        assert.ok(
          total.predictions >= written.replies.length + written.waiting.length + 1,
          JSON.stringify(total),
        );
      });

      // 0022 took a column of earlier ones away.
      if (release !== '833e277')
        it('keeps every column that the release uses, and needs no other in its rows: it can be started again', async () => {
          await service.close();
          const database = await openDatabase({ dataDir: folder, databaseUrl });
          const columns = (
            await sql.raw<Record<string, unknown>>(COLUMNS[kind]).execute(database.db)
          ).rows.map(columnOf);
          await database.close();
          const keyOf = ({ table, name }: Column) => `${table}.${name}`;
          const former = new Set(formerColumns.map(keyOf));
          const tables = new Set(formerColumns.map(({ table }) => table));
          const now = new Set(columns.map(keyOf));
          assert.deepEqual(
            [...former].filter((column) => !now.has(column)),
            [],
          );
          const added = columns.filter((column) => tables.has(column.table) && !former.has(keyOf(column)));
          assert.deepEqual(added.filter(({ needed }) => needed).map(keyOf), []);
        });
    });
