// Posts the digest of each channel that wants one, when it is due: once, over restarts and with several replicas; after a
// downtime too, unless it is too late by then.
import { type BackgroundTask, createBackgroundTask } from '../../background/task.ts';
import { composeDigest } from '../../channel/digest.ts';
import { latestSlot } from '../../channel/digest-plan.ts';
import type { ChannelFigures } from '../../channel/figures.ts';
import type { Notices, SetChannel } from '../../channel/notices.ts';
import { linkTo } from '../../channel/post-link.ts';
import { placeLanguage } from '../../channel/shared-language.ts';
import type { NameStore } from '../../delivery/names.ts';
import { type OutgoingMessage, outgoingMessages, POST_LASTS } from '../../delivery/outgoing-message.ts';
import type { TopicSource } from '../../topics/topics-file.ts';
import type { TriageClock } from '../../triage/clock.ts';
import { digestMessage } from '../cards/digest.ts';
import type { SpeakerParts } from './speaker.ts';

const MINUTE = 60_000;
/** A digest that is later than this is left out: the next one tells more. */
const TOO_LATE = 6 * 60 * MINUTE;

export interface DigestParts extends SpeakerParts {
  readonly channels: { listSettings(): Promise<readonly SetChannel[]> };
  readonly figures: ChannelFigures;
  readonly classifier: TopicSource;
  readonly notices: Notices<OutgoingMessage>;
  readonly names: Pick<NameStore, 'namesOf'>;
  readonly triageClock: TriageClock;
}

/** @returns a task that looks every minute once it was notified. */
export function createDigests(parts: DigestParts): BackgroundTask {
  const { channels, figures, notices, conversations, names, triageClock, onOutgoing, log, clock } = parts;
  const { inService = async () => true } = parts;

  async function look(): Promise<number> {
    if (!(await inService())) return MINUTE;
    const wanting = (await channels.listSettings()).filter(({ settings }) => settings.digest);
    await notices.keepOnly(
      'digest',
      wanting.map(({ channel }) => channel),
    );
    // Many channels have theirs at the same time, over the same slot.
    const learntIn = oncePerPeriod(figures.learnt);
    for (const each of wanting)
      await post(each, learntIn).catch((err) =>
        log.error({ err }, 'a digest could not be written; trying again'),
      );
    return MINUTE;
  }

  async function post({ channel, settings }: SetChannel, learntIn: ChannelFigures['learnt']): Promise<void> {
    const now = clock();
    const plan = settings.digest!;
    const slot = latestSlot(plan, settings.timeZone, now);
    const last = await notices.latest(channel, 'digest');
    // What was due before somebody asked for digests is not sent afterwards.
    if (last === undefined) return notices.begin({ channel, kind: 'digest', at: now });
    if (slot.until <= last || now - slot.until > TOO_LATE) return;
    const reference = await conversations.findConversation(channel);
    if (!reference) return;
    const language = placeLanguage(settings, reference);
    const digest = await composeDigest(figures, learntIn, channel, plan.every, slot);
    const worst = digest.worst.map((judged) => ({ post: judged, link: linkTo(judged, reference) }));
    const knownTopics = parts.classifier.topics;
    const name = (await names.namesOf([channel])).get(channel);
    const waiting = await triageClock.waiting(channel);
    const [waits] = await triageClock.count(slot, { channel });
    const isQuiet = waiting.open + waiting.taken === 0 && !waits;
    const answers = isQuiet ? undefined : { waiting, now, waits };
    const message = digestMessage(
      language,
      settings.timeZone,
      { ...digest, name, knownTopics, answers },
      worst,
    );
    const outgoing = outgoingMessages.post(reference, message, now + POST_LASTS, null, digest.worst);
    const due = { channel, kind: 'digest', at: slot.until, after: slot.until } as const;
    if (!(await notices.announce(due, [outgoing]))) return;
    log.info({ every: plan.every, late: now - slot.until }, 'a digest is on its way');
    onOutgoing();
  }

  return createBackgroundTask({
    work: look,
    onFailure: (err, wait) => log.error({ err, wait }, 'could not look for digests; trying again'),
  });
}

/** Asks once about each period. */
function oncePerPeriod(learnt: ChannelFigures['learnt']): ChannelFigures['learnt'] {
  const asked = new Map<string, ReturnType<ChannelFigures['learnt']>>();
  return (period) => {
    const key = `${period.since} ${period.until}`;
    const known = asked.get(key) ?? learnt(period);
    asked.set(key, known);
    return known;
  };
}
