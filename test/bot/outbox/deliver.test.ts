import assert from 'node:assert/strict';
import { createDeliver } from '../../../src/bot/outbox/deliver.ts';
import { type ConnectorClient, ConnectorError } from '../../../src/bot/protocol/connector-client.ts';
import type { Message } from '../../../src/delivery/message.ts';
import type { QueuedMessage } from '../../../src/delivery/outbox.ts';

describe('A message for one person', () => {
  const created: Message[] = [];
  /** Refuses to show anything to one person alone. */
  const create: ConnectorClient['create'] = async (_reference, _replyTo, message) => {
    created.push(message);
    if (message.audience) throw new ConnectorError('Forbidden', { status: 403, sent: true });
    return 'reply';
  };
  const queued = (otherwise: 'everybody' | 'nobody', id = 'a') =>
    ({
      id,
      card: null,
      predictionId: null,
      refresh: false,
      replyTo: '1',
      until: 9e12,
      attempts: 1,
      reference: {
        conversation: '19:c;messageid=1',
        serviceUrl: 'http://127.0.0.1/',
        host: 'msteams',
        bot: 'b',
      },
      message: { type: 'message', summary: id, audience: { id: '29:ann', person: 'ann', otherwise } },
    }) as unknown as QueuedMessage;
  let deliver: ReturnType<typeof createDeliver>;
  beforeEach(() => {
    created.length = 0;
    const replies = { findReplyToPost: async () => undefined, mayStandUnseen: async () => false };
    deliver = createDeliver({ connector: { create } as ConnectorClient, replies });
  });

  it('makes one call at a time: it is refused, and said to everybody when it comes next', async () => {
    assert.equal((await deliver(queued('everybody'))).kind, 'for all');
    assert.equal(created.length, 1);
    assert.equal((await deliver(queued('everybody', 'b'))).kind, 'for all');
    assert.equal((await deliver(queued('everybody'))).kind, 'delivered');
    assert.deepEqual(created.at(-1), { type: 'message', summary: 'a' });
    assert.equal(created.length, 3);
  });

  it('is said to nobody where nobody else may see it', async () => {
    const outcome = await deliver(queued('nobody'));
    assert.equal(outcome.kind, 'refused');
    assert.equal(created.length, 1);
  });
});
