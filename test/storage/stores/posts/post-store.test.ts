import assert from 'node:assert/strict';
import { CompiledQuery, type KyselyPlugin, sql } from 'kysely';
import { everyPost, type PostFilter, type PostPlace } from '../../../../src/feedback/posts.ts';
import type { Correction, Prediction } from '../../../../src/feedback/prediction.ts';
import { searchTermsOf } from '../../../../src/feedback/search-terms.ts';
import { createMemberStore } from '../../../../src/storage/stores/delivery/member-store.ts';
import { createFeedbackStore } from '../../../../src/storage/stores/feedback-store.ts';
import { createPostStore } from '../../../../src/storage/stores/posts/post-store.ts';
import { indexWords } from '../../../../src/storage/stores/posts/word-index.ts';
import { createReviewStore } from '../../../../src/storage/stores/review-store.ts';
import { prediction } from '../../../feedback/verdicts.ts';
import { onBothDatabases } from '../../databases.ts';

onBothDatabases('Posts', (current) => {
  const posts = () => createPostStore(current());
  const feedback = () => createFeedbackStore(current());
  const find = async (filter: PostFilter = {}, after?: PostPlace, most = 20) =>
    (await posts().find(filter, after, most)).posts.map((post) => post.prediction.text);
  const search = (query: string, filter: PostFilter = {}) => find({ ...filter, words: searchTermsOf(query) });

  let last = 0;
  async function kept(text: string | null, changes: Partial<Prediction> = {}): Promise<string> {
    last += 1;
    const made = prediction({ text, createdAt: last, ...changes });
    await feedback().addPrediction(made);
    return made.id;
  }
  function vote(predictionId: string, correct: boolean, correction: Correction | null = null, votedAt = 1) {
    return feedback().castVote(predictionId, crypto.randomUUID(), () => ({
      vote: { predictionId, voter: crypto.randomUUID(), correct, correction, votedAt },
      trace: null,
    }));
  }
  /** Every page, until there is nothing to look at any more. */
  async function pages(filter: PostFilter, most: number): Promise<(string | null)[][]> {
    const found = [];
    let after: PostPlace | undefined;
    do {
      const { posts: page, next } = await posts().find(filter, after, most);
      found.push(page.map((post) => post.prediction.text));
      after = next ?? undefined;
    } while (after);
    return found;
  }

  it('are listed newest first, those without a text too', async () => {
    await kept('ancien', { createdAt: 5 });
    await kept('récent', { createdAt: 9 });
    await kept(null, { createdAt: 7 });
    assert.deepEqual(await find(), ['récent', null, 'ancien']);
  });

  it('are found by all of the words, in any case, with or without accents', async () => {
    await kept('Bagage ABÎMÉ à Orly');
    await kept('Mes bagages sont arrivés');
    await kept('Équipage adorable');
    assert.deepEqual(await search('abime'), ['Bagage ABÎMÉ à Orly']);
    assert.deepEqual(await search('BAGÂGE'), ['Mes bagages sont arrivés', 'Bagage ABÎMÉ à Orly']);
    assert.deepEqual(await search('bagage orly'), ['Bagage ABÎMÉ à Orly']);
    assert.deepEqual(await search('orly adorable'), []);
    assert.deepEqual(await search('bag'), []);
  });

  it('are found in styled letters, raised ones, and with what shows nothing between them', async () => {
    const written = [
      ['𝗿𝗲𝘁𝗮𝗿𝗱 énorme', 'retard'],
      ['Ｖｏｌ ｃａｎｃｅｌｌｅｄ', 'vol cancelled'],
      ['le 1ᵉʳ vol', '1er'],
      ['2 m² de place', 'm2'],
      ['Ⓑⓐⓖⓐⓖⓔ', 'bagage'],
      ['un re\u00ADmbour\u00ADse\u00ADment', 'remboursement'],
      ['Ĳsland, ĳs', 'ijsland'],
      ['рейс отменён', 'отменен'],
      ['Air Paradis™, enfin', 'paradis'],
      ['merci🥰🥰', 'merci'],
      [`${'é'.repeat(120)} long`, 'é'.repeat(110)],
    ] as const;
    for (const [text] of written) await kept(text);
    for (const [text, plain] of written) {
      assert.deepEqual(await search(plain), [text]);
      assert.deepEqual(await search(text), [text]);
    }
    assert.deepEqual(await search('"vol cancelled"'), ['Ｖｏｌ ｃａｎｃｅｌｌｅｄ']);
    assert.deepEqual(await search('vol'), ['le 1ᵉʳ vol', 'Ｖｏｌ ｃａｎｃｅｌｌｅｄ']);
  });

  it('are found by a phrase in quotes', async () => {
    await kept('vol annulé hier');
    await kept('annulé, mon vol ?');
    assert.deepEqual(await search('"vol annulé"'), ['vol annulé hier']);
    assert.deepEqual(await search('vol annulé'), ['annulé, mon vol ?', 'vol annulé hier']);
  });

  it('are found by a phrase with ligatures, typed either way, however many there are', async () => {
    await kept(`Un cœur ${'œ'.repeat(3)}, ${'oe '.repeat(40)}`);
    await kept('un vœu sincère');
    assert.deepEqual(await search('"voeu sincere"'), ['un vœu sincère']);
    assert.deepEqual(await search('"vœu sincère" coeur'), []);
    assert.equal((await search(`"${'oe '.repeat(40)}"`)).length, 1);
  });

  it('are not reached by what databases take for operators', async () => {
    await kept('AND OR NOT near text');
    for (const query of ["or not'", 'near(text)', 'text:and*', '-or ^and', 'a"b', '\\', "'':1", '%_'])
      await search(query || 'x');
    assert.deepEqual(await search("NOT or' AND"), ['AND OR NOT near text']);
  });

  it('keep what cannot be read as words: signs, one endless word, U+0000', async () => {
    for (const text of ['👏👏', 'x'.repeat(5000), 'nul\0nul', "l'a\\b'c"]) await kept(text);
    assert.equal((await find()).length, 4);
    assert.deepEqual(await search("l'a b c"), ["l'a\\b'c"]);
  });

  it('are filtered by verdict, language, channel, source and time, with words and without', async () => {
    const channel = '19:care@thread.tacv2';
    await kept('un vol', { label: 'negative', language: 'fr', channel, createdAt: 10 });
    await kept('deux vols', { label: 'positive', language: 'en', certain: false, createdAt: 20 });
    await kept('trois vols', { door: 'api', origin: 'mastodon:https://m.example/1', createdAt: 30 });
    await kept('quatre vols', { door: 'api', createdAt: 40 });
    for (const [filter, expected] of [
      [{ label: 'negative' }, ['un vol']],
      [{ certain: false }, ['deux vols']],
      [{ certain: true, label: 'positive' }, ['quatre vols', 'trois vols']],
      [{ language: 'en' }, ['deux vols']],
      [{ channel }, ['un vol']],
      [{ source: 'teams' }, ['deux vols', 'un vol']],
      [{ source: 'mastodon' }, ['trois vols']],
      [{ source: 'api' }, ['quatre vols']],
      [{ since: 20, until: 40 }, ['trois vols', 'deux vols']],
    ] as const) {
      assert.deepEqual(await find(filter), expected);
      assert.deepEqual(await search('vol', filter), expected);
    }
  });

  it('are filtered by topic, alone and together with every other filter', async () => {
    const channel = '19:care@thread.tacv2';
    const about = (...names: string[]) => ({ topics: names.map((name) => ({ name, probability: 0.8 })) });
    await kept('un vol', { ...about('delay', 'staff'), label: 'negative', channel, createdAt: 10 });
    const voted = await kept('deux vols', { ...about('delay'), createdAt: 20 });
    await kept('trois vols', { ...about(), createdAt: 30 });
    await kept('quatre vols', { createdAt: 40 });
    await vote(voted, true);
    for (const [filter, expected] of [
      [{ topic: 'delay' }, ['deux vols', 'un vol']],
      [{ topic: 'staff' }, ['un vol']],
      [{ topic: 'food' }, []],
      [{ topic: 'delay', label: 'negative' }, ['un vol']],
      [{ topic: 'delay', channel }, ['un vol']],
      [{ topic: 'delay', feedback: 'voted' }, ['deux vols']],
      [{ topic: 'delay', feedback: 'none' }, ['un vol']],
      [{ topic: 'delay', since: 20 }, ['deux vols']],
      [{ topic: 'delay', until: 20 }, ['un vol']],
    ] as const) {
      assert.deepEqual(await find(filter), expected);
      assert.deepEqual(await search('vol', filter), expected);
    }
    assert.deepEqual(await pages({ topic: 'delay' }, 1), [['deux vols'], ['un vol']]);
  });

  it('are filtered by what people said of them', async () => {
    const up = await kept('pour');
    const down = await kept('contre', { label: 'positive' });
    const corrected = await kept('corrigé');
    const confirmed = await kept('confirmé', { label: 'positive' });
    const reviewed = await kept('revu', { label: 'positive' });
    await kept('rien');
    await vote(up, true);
    await vote(down, false, null, 50);
    await vote(corrected, false, 'negative', 60);
    for (const [id, label] of [
      [confirmed, 'positive'],
      [reviewed, 'neutral'],
    ] as const)
      await createReviewStore(current()).keep({
        id: crypto.randomUUID(),
        predictionId: id,
        label,
        reviewer: 'ann',
        reviewedAt: 1,
      });
    assert.deepEqual(await find({ feedback: 'voted' }), ['corrigé', 'contre', 'pour']);
    assert.deepEqual(await find({ feedback: 'disputed' }), ['corrigé', 'contre']);
    assert.deepEqual(await find({ feedback: 'corrected' }), ['revu', 'corrigé']);
    assert.deepEqual(await find({ feedback: 'none' }), ['rien']);
    assert.deepEqual(await find({ disputedIn: { since: 55, until: 61 } }), ['corrigé']);
    assert.deepEqual(await search('revu', { feedback: 'corrected' }), ['revu']);
    const found = (await posts().find({ feedback: 'corrected' }, undefined, 5)).posts;
    assert.deepEqual(
      found.map(({ tally, corrections, review }) => [tally, corrections.negative, review]),
      [
        [{ up: 0, down: 0 }, 0, 'neutral'],
        [{ up: 0, down: 1 }, 1, null],
      ],
    );
  });

  it('come page by page, each once, also when many came in one moment and others come meanwhile', async () => {
    for (let i = 0; i < 7; i += 1) await kept(`vol ${i}`, { createdAt: 100 + Math.floor(i / 4) });
    for (const filter of [{}, { words: searchTermsOf('vol') }]) {
      const first = await posts().find(filter, undefined, 3);
      await kept('vol nouveau', { createdAt: 200 });
      const second = await posts().find(filter, first.next!, 3);
      const third = await posts().find(filter, second.next!, 3);
      const found = [first, second, third].flatMap((page) => page.posts.map((post) => post.prediction.text));
      assert.equal(third.next, null);
      assert.deepEqual(
        found.toSorted().slice(-7),
        [0, 1, 2, 3, 4, 5, 6].map((i) => `vol ${i}`),
      );
      await current().db.deleteFrom('predictions').where('created_at', '=', 200).execute();
    }
  });

  it('are found however many lie between, in pages that may be short', async () => {
    const { addPrediction } = feedback();
    const many = Array.from({ length: 4500 }, (_, i) =>
      addPrediction(prediction({ text: 'vol banal', createdAt: 1000 + i, label: 'positive' })),
    );
    await Promise.all(many);
    await kept('vol rare', { createdAt: 1, label: 'negative' });
    for (const filter of [{}, { words: searchTermsOf('vol') }]) {
      const found = await pages({ ...filter, label: 'negative' }, 10);
      assert.deepEqual(found.flat(), ['vol rare']);
    }
    for (const [query, found] of [
      ['rare', ['vol rare']],
      ['"vol rare"', ['vol rare']],
      ['"banal vol"', []],
      ['vol introuvable', []],
    ] as const)
      assert.deepEqual((await pages({ words: searchTermsOf(query) }, 10)).flat(), found, query);
    let count = 0;
    for await (const chunk of everyPost(posts(), { words: searchTermsOf('banal') })) count += chunk.length;
    assert.equal(count, 4500);
  }).timeout(60_000);

  it('are read no further than a page needs, in whatever order their words stand', async () => {
    const { db, kind } = current();
    const { addPrediction } = feedback();
    const many = Array.from({ length: 1000 }, (_, i) =>
      addPrediction(prediction({ text: i % 10 === 0 ? 'un vol long' : 'long, banal', createdAt: 1000 + i })),
    );
    await Promise.all(many);
    for (const query of ['vol', '"vol long"']) {
      const queries: CompiledQuery[] = [];
      const recorder: KyselyPlugin = {
        transformQuery({ node, queryId }) {
          queries.push(db.getExecutor().compileQuery(node, queryId));
          return node;
        },
        transformResult: async ({ result }) => result,
      };
      const watched = createPostStore({ ...current(), db: db.withPlugin(recorder) });
      const { posts } = await watched.find({ words: searchTermsOf(query) }, undefined, 20);
      assert.equal(posts.length, 20);
      if (kind === 'sqlite') continue; // does not tell how much it reads
      const searches = queries.filter(({ sql }) => sql.includes('tsquery'));
      let read = 0;
      for (const search of searches) read += await readBy(search);
      assert.ok(read >= 200 && read < 250, `${read} posts were read`);
    }
  });

  /** How many posts PostgreSQL reads for a query where there are many: a few are sooner read all. */
  function readBy({ sql: asked, parameters }: CompiledQuery): Promise<number> {
    return current()
      .db.transaction()
      .execute(async (trx) => {
        for (const scan of ['enable_seqscan', 'enable_bitmapscan'])
          await sql`set local ${sql.ref(scan)} = off`.execute(trx);
        const plan = CompiledQuery.raw(`explain (analyze, timing off) ${asked}`, [...parameters]);
        const { rows } = await trx.executeQuery<{ 'QUERY PLAN': string }>(plan);
        const told = rows.map((row) =>
          /Index Scan.* on predictions .*actual rows=(\d+)/.exec(row['QUERY PLAN']),
        );
        return Number(told.find(Boolean)![1]);
      });
  }

  it('of conversations are seen by whoever was heard there, and those that belong nowhere by everybody', async () => {
    const channel = '19:care@thread.tacv2';
    await createMemberStore(current()).hear({ conversation: channel, person: 'ann', account: null, at: 1 });
    await kept('ici', { channel });
    await kept('ailleurs', { channel: '19:sales@thread.tacv2' });
    await kept('saisi', { door: 'api' });
    await kept('perdu', { door: 'teams' });
    assert.deepEqual(await find({ seenBy: 'ann' }), ['saisi', 'ici']);
    assert.deepEqual(await search('ailleurs', { seenBy: 'ann' }), []);
    assert.deepEqual(await find({ seenBy: 'bob' }), ['saisi']);
  });

  it('are not found any more once their text is erased, however it was', async () => {
    const old = await kept('vieux secret', { createdAt: 1, author: 'bob' });
    await kept('secret supprimé', { createdAt: 9, origin: 'teams:19:c/1' });
    await kept('secret gardé', { createdAt: 9, author: 'ann' });
    await kept('secret oublié', { createdAt: 9, author: 'eve' });
    await kept('𝘀𝗲𝗰𝗿𝗲𝘁 oublié', { createdAt: 9, author: 'eve' });
    await feedback().forgetUnvotedTexts(5);
    await feedback().forgetPost('teams:19:c/1');
    await feedback().forgetPerson(['eve']);
    assert.deepEqual(await search('secret'), ['secret gardé']);
    await feedback().deletePredictions(5);
    assert.equal(await posts().get(old), undefined);
    await feedback().forgetTexts();
    assert.deepEqual(await search('secret'), []);
    assert.equal((await find()).length, 4);
  });

  it('that were stored before there was an index are added to it, unless their text was erased', async () => {
    const { addPrediction } = feedback();
    const earlier = Array.from({ length: 250 }, (_, i) =>
      addPrediction(prediction({ text: i === 7 ? null : `ancien ${i}`, createdAt: i })),
    );
    await Promise.all(earlier);
    const { db, kind } = current();
    if (kind === 'postgres') await sql`update predictions set words = null`.execute(db);
    else {
      await sql`insert into post_words (post_words) values ('delete-all')`.execute(db);
      // Its trigger looks at positions that are not null.
      await sql`update predictions set position = null`.execute(db);
    }
    assert.deepEqual(await search('ancien'), []);
    assert.equal(await indexWords(current()), 249);
    assert.equal(await indexWords(current()), 0);
    assert.equal((await search('ancien')).length, 20);
    assert.deepEqual(await search('8 ancien'), ['ancien 8']);
  });
});
