import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createSentiment, SentimentError } from '../../docs/clients/sentiment.ts';
import { createApiKey, parseApiKeys } from '../../src/api/auth/keys.ts';
import { ClassifierBusyError } from '../../src/sentiment/verdict.ts';
import { HAPPY, openRestDoor, type RestDoor } from './rest-door.ts';

const EXPECTED = ['positive', [['prediction'], ['problem']], { up: 0, down: 1 }, 401];

describe('the client examples', () => {
  const bot = createApiKey('bot', 'predict+feedback');
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor({ keys: parseApiKeys(bot.entry) });
    let asked = 0;
    door.classify = async () => {
      asked += 1;
      if (asked === 1) throw new ClassifierBusyError();
      return HAPPY;
    };
  });
  afterEach(() => door.close());

  it('judge, vote, wait while the service is busy and tell why it refuses, in TypeScript', async () => {
    const sentiment = createSentiment({ url: door.url, key: bot.key });
    const { id, label } = await sentiment.predict('Vol annulé 😞');
    const batch = await sentiment.predictBatch(['merci', '']);
    const { tally } = await sentiment.feedback({
      prediction_id: id,
      correct: false,
      label: 'neutral',
      user: 'ana',
    });
    const refused = await createSentiment({ url: door.url, key: 'wrong' })
      .predict('merci')
      .catch((error) => {
        assert.ok(error instanceof SentimentError);
        return error.problem.status;
      });
    assert.deepEqual([label, batch.map((result) => Object.keys(result)), tally, refused], EXPECTED);
  });

  it('do the same in Python', async function () {
    if (spawnSync('python3', ['--version']).error) this.skip();
    const program = fileURLToPath(new URL('./clients.py', import.meta.url));
    const { stdout } = await promisify(execFile)('python3', [program, door.url, bot.key]);
    assert.deepEqual(JSON.parse(stdout), EXPECTED);
  });
});
