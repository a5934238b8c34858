import assert from 'node:assert/strict';
import { outgoingMessages } from '../../../src/delivery/outgoing-message.ts';
import { createAlertStore } from '../../../src/storage/stores/alert-store.ts';
import { createChannelStore } from '../../../src/storage/stores/channel-store.ts';
import { createConversationStore } from '../../../src/storage/stores/delivery/conversation-store.ts';
import { createNoticeStore } from '../../../src/storage/stores/delivery/notice-store.ts';
import { createOutbox } from '../../../src/storage/stores/delivery/outbox-store.ts';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { createFutureTimes } from '../../../src/storage/stores/future-times.ts';
import { createMailOutbox } from '../../../src/storage/stores/mail-outbox.ts';
import { createReminderStore } from '../../../src/storage/stores/triage/reminder-store.ts';
import { createTriageStore } from '../../../src/storage/stores/triage/triage-store.ts';
import { CHANNEL, PLACE } from '../../bot/announcing.ts';
import { OPEN, prediction } from '../../feedback/verdicts.ts';
import { onBothDatabases } from '../databases.ts';

const MINUTE = 60_000;
const MONTH = 30 * 24 * 60 * MINUTE;

onBothDatabases('What a clock wrote that was a month ahead, once it is right', (current) => {
  const now = () => current().clock();
  const putRight = () => createFutureTimes(current()).putRight(now());

  it('keeps no channel from its digests and spikes', async () => {
    const notices = createNoticeStore(current());
    const notice = (at: number) =>
      ({ channel: CHANNEL, kind: 'spike', at, after: at - 60 * MINUTE }) as const;
    await notices.announce(notice(now() + MONTH), []);
    assert.equal(await notices.announce(notice(now() + 2 * MINUTE), []), false);
    await putRight();
    assert.equal(await notices.announce(notice(now() + 61 * MINUTE), []), true);
  });

  it('keeps no channel unknown that the bot came back to, and no installer from owning it', async () => {
    const conversations = createConversationStore(current());
    const channels = createChannelStore(current());
    await conversations.deleteConversation(CHANNEL, now() + MONTH);
    await channels.saveInstaller('team', 'ann', now() + MONTH);
    await conversations.saveConversation(PLACE, { person: null, at: now() });
    assert.equal(await conversations.findConversation(CHANNEL), undefined);
    await putRight();
    await conversations.saveConversation(PLACE, { person: null, at: now() + 1000 });
    assert.equal((await conversations.findConversation(CHANNEL))?.conversation, CHANNEL);
    await channels.saveInstaller('team', 'bob', now() + 1000);
    assert.equal(await channels.isInstaller('team', 'bob'), true);
  });

  it('holds up neither messages nor mails, and lets a replica send', async () => {
    const outbox = createOutbox(current());
    await outbox.add([outgoingMessages.post(PLACE, { type: 'message' }, now() + MONTH)]);
    await createAlertStore(current()).inTurn('burst', (turn) =>
      turn.keep({ rule: 'burst', firstAt: 1, lastAt: 1 }, true),
    );
    const { db } = current();
    await db
      .updateTable('orders')
      .set({ due_at: now() + MONTH })
      .execute();
    await db
      .updateTable('mails')
      .set({ due_at: now() + MONTH })
      .execute();
    await db
      .insertInto('leases')
      .values({ name: 'sender', owner: 'dead', until: now() + MONTH })
      .execute();
    await putRight();
    assert.equal((await outbox.oldestPerConversation(now(), 10, [])).length, 1);
    assert.equal((await createMailOutbox(current()).claim(now(), MINUTE))?.incidentId, 'burst-1');
    assert.equal(await outbox.lead('alive', now() + 1, MINUTE), true);
  });

  it('keeps no channel from being reminded of a post, and makes no answer late', async () => {
    const right = now();
    const ahead = right + MONTH;
    const waits = prediction({ channel: CHANNEL, createdAt: ahead });
    await createFeedbackStore(current()).addPrediction(waits, undefined, undefined, true);
    const answered = prediction({ channel: CHANNEL });
    await createFeedbackStore(current()).addPrediction(answered);
    const triage = createTriageStore(current());
    const late = { openedAt: ahead, since: ahead + MONTH, takenAt: ahead, doneAt: ahead + MONTH } as const;
    await triage.change(answered.id, 'ann', () => ({ ...OPEN, status: 'answered', holder: 'ann', ...late }), {
      since: now(),
      announce: () => [],
    });
    const untold = async () => {
      const opened = { since: 0, until: right + 1 };
      const posts = await createReminderStore(current()).untold(CHANNEL, 'reminder', opened, 10);
      return posts.map(({ id, openedAt }) => [id, openedAt]);
    };
    assert.deepEqual(await untold(), []);
    assert.equal(await createFutureTimes(current()).putRight(right), 2);
    assert.deepEqual(await untold(), [[waits.id, right]]);
    const { openedAt, since, takenAt, doneAt } = (await triage.find(answered.id))!;
    assert.deepEqual([openedAt, since, takenAt, doneAt], [right, right, right, right]);
    assert.equal((await triage.find(waits.id))?.takenAt, null);
  });

  it('leaves what waits for a reason alone', async () => {
    const outbox = createOutbox(current());
    await outbox.add([outgoingMessages.post(PLACE, { type: 'message' }, now() + MONTH)]);
    await current()
      .db.updateTable('orders')
      .set({ due_at: now() + 30 * MINUTE })
      .execute();
    assert.equal(await putRight(), 0);
    assert.deepEqual(await outbox.oldestPerConversation(now(), 10, []), []);
  });
});
