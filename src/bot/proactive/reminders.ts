// Reminds channels of posts that wait for an answer and that nobody has, each post once; and tells a second channel when they have
// waited for longer still. Over restarts, and with several replicas.
import { type BackgroundTask, createBackgroundTask } from '../../background/task.ts';
import type { SetChannel } from '../../channel/notices.ts';
import { linkTo } from '../../channel/post-link.ts';
import { type ChannelSettings, channelSettingsOf } from '../../channel/settings.ts';
import { placeLanguage } from '../../channel/shared-language.ts';
import type { NameStore } from '../../delivery/names.ts';
import { type OutgoingMessage, outgoingMessages, POST_LASTS } from '../../delivery/outgoing-message.ts';
import type { FeedbackService } from '../../feedback/feedback-service.ts';
import { duePosts, type ReminderPlan, type ReminderStore, reminderPlans } from '../../triage/reminders.ts';
import { noticeMessage } from '../cards/message.ts';
import { reminderCard } from '../cards/waiting.ts';
import type { SpeakerParts } from './speaker.ts';

/** How often it looks: no channel is told more often. */
const LOOK_AGAIN = 10 * 60_000;
/** Posts that one message is about, and that its card shows. */
const MOST = 200;
const SHOWN = 5;

/** Milliseconds after which a post that waits is told of no more: a channel that wants reminders from now on hears of no old ones. */
const OUT_OF_MIND = 30 * 24 * 3_600_000;

export interface ReminderParts extends SpeakerParts {
  readonly channels: {
    listSettings(): Promise<readonly SetChannel[]>;
    findSettings(channel: string): Promise<{ readonly settings: ChannelSettings } | undefined>;
  };
  readonly reminders: ReminderStore<OutgoingMessage>;
  readonly feedback: Pick<FeedbackService, 'find' | 'tally'>;
  readonly names: Pick<NameStore, 'namesOf'>;
}

/** @returns a task that looks every ten minutes once it was notified. */
export function createReminders(parts: ReminderParts): BackgroundTask {
  const { channels, reminders, feedback, conversations, names, onOutgoing, log, clock } = parts;
  const { inService = async () => true } = parts;

  async function look(): Promise<number> {
    if (!(await inService())) return LOOK_AGAIN;
    for (const { channel, settings } of await channels.listSettings())
      for (const plan of reminderPlans(channel, settings, clock()))
        await remind(channel, settings, plan).catch((err) =>
          log.error({ err }, 'a channel could not be reminded of posts that wait; trying again'),
        );
    return LOOK_AGAIN;
  }

  async function remind(channel: string, settings: ChannelSettings, plan: ReminderPlan): Promise<void> {
    const { kind, after, to } = plan;
    const now = clock();
    const opened = { since: now - OUT_OF_MIND, until: now - after + 1 };
    const due = duePosts(await reminders.untold(channel, kind, opened, MOST), plan, settings, now);
    const place = await conversations.findConversation(channel);
    const target = await conversations.findConversation(to);
    if (due.length === 0 || !place || !target) return;
    const judged = new Map<string, Awaited<ReturnType<typeof judgedPost>>>();
    for (const { id } of due.slice(0, SHOWN)) judged.set(id, await judgedPost(id));
    const name = to === channel ? undefined : (await names.namesOf([channel])).get(channel);
    const language = placeLanguage(await channelSettingsOf(channels, to), target);
    const compose = (ids: readonly string[]) => {
      const waited = now - Math.min(...due.filter(({ id }) => ids.includes(id)).map((each) => each.openedAt));
      const shown = ids.flatMap((id) => judged.get(id) ?? []);
      const listed = shown.map((post) => ({ post, link: linkTo(post, place) }));
      const card = reminderCard(language, { kind, posts: ids.length, waited, name }, listed);
      const message = noticeMessage(card, card.fallbackText);
      return [outgoingMessages.post(target, message, now + POST_LASTS, null, shown)];
    };
    const told = await reminders.tell(
      kind,
      due.map(({ id }) => id),
      now,
      compose,
    );
    if (told === 0) return;
    log.info({ kind, posts: told }, 'a channel is reminded of posts that wait');
    onOutgoing();
  }

  async function judgedPost(id: string) {
    const prediction = await feedback.find(id);
    return prediction && { ...prediction, ...(await feedback.tally(id)) };
  }

  return createBackgroundTask({
    work: look,
    onFailure: (err, wait) => log.error({ err, wait }, 'could not look for posts that wait; trying again'),
  });
}
