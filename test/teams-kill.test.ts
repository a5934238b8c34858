import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connector, startConnector } from './bot/connector.ts';
import { channelPost, type Sent } from './fixtures/activities.ts';
import { drained, type Replica, repliesUnder, startReplica } from './teams-replicas.ts';

const ROUNDS = 4;
const POSTS = 15;

describe('A service killed with SIGKILL while posts pour in from Teams', () => {
  let dataDir: string;
  let connector: Connector;
  let service: Replica;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-teams-kill-'));
    connector = await startConnector({ delay: 5 });
  });
  afterEach(async () => {
    await service.kill();
    await connector.close();
    await rm(dataDir, { recursive: true });
  });

  it(`answers every post that it acknowledged once, or tells of it, ${ROUNDS} times over`, async function () {
    this.timeout(300_000);
    this.slow(120_000);
    const acknowledged: Sent[] = [];
    let unknown = 0;
    service = await startReplica(connector, { DATA_DIR: dataDir });
    for (let round = 0; round < ROUNDS; round++) {
      const enough = acknowledged.length + 2 + round * 3;
      const posts = Array.from({ length: POSTS }, () => channelPost());
      await Promise.all(
        posts.map(async (post) => {
          const { ok } = await service.take(post);
          if (ok && acknowledged.push(post) === enough) await service.kill();
        }),
      );
      service = await startReplica(connector, { DATA_DIR: dataDir });
      await drained(service);
      unknown += await service.figure('teams_given_up_total{reason="unknown"}');
    }
    const replies = repliesUnder(connector, acknowledged);
    assert.ok(acknowledged.length >= ROUNDS * 2);
    assert.equal(replies.filter((count) => count > 1).length, 0, 'no post has two replies');
    const unanswered = replies.filter((count) => count === 0).length;
    assert.ok(unanswered <= unknown, `${unanswered} without a reply, ${unknown} told of`);
  });
});
