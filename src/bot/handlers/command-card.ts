// What a command is answered with, whether it was written or pressed.
import type { ChannelStore } from '../../channel/channel-store.ts';
import type { ChannelFigures, JudgedPost } from '../../channel/figures.ts';
import { linkTo } from '../../channel/post-link.ts';
import type { Rulebook } from '../../channel/rules/rulebook.ts';
import { type ChannelSettings, defaultsOf } from '../../channel/settings.ts';
import { sharedLanguage } from '../../channel/shared-language.ts';
import { summarise } from '../../channel/summary.ts';
import { startOfDay } from '../../channel/wall-clock.ts';
import { threadOf, withoutThread } from '../../delivery/conversation-id.ts';
import type { ConversationStore } from '../../delivery/conversation-reference.ts';
import type { NameStore } from '../../delivery/names.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import type { TopicSource } from '../../topics/topics-file.ts';
import type { TriageClock } from '../../triage/clock.ts';
import type { AdaptiveCard } from '../cards/adaptive.ts';
import { modeCard } from '../cards/commands.ts';
import { helpCard, type Keeping } from '../cards/notice.ts';
import { rulesCard } from '../cards/rules.ts';
import { settingsCard } from '../cards/settings.ts';
import { statusCard } from '../cards/status.ts';
import { summaryCard } from '../cards/summary.ts';
import type { Command } from '../protocol/command.ts';
import type { HandlerContext } from './context.ts';

export interface CommandAnswer {
  readonly card: AdaptiveCard;
  /** Posts that the card quotes. */
  readonly quoted?: readonly JudgedPost[];
}

/** Answers a command in its own language, or else in that of whoever gave it, unless the channel has one. */
export type CommandCard = (context: HandlerContext, command: Command) => Promise<CommandAnswer>;

export interface CommandParts {
  readonly channels: Pick<ChannelStore, 'findSettings'>;
  readonly figures: Pick<ChannelFigures, 'count' | 'topics' | 'worst'>;
  readonly conversations: Pick<ConversationStore, 'findConversation'>;
  readonly names: Pick<NameStore, 'namesOf'>;
  readonly triageClock: Pick<TriageClock, 'waiting'>;
  readonly rulebook: Pick<Rulebook, 'inForce'>;
  readonly classifier: TopicSource & { readonly model: string };
  readonly config: Keeping;
  readonly clock: () => number;
}

export function createCommandCard(parts: CommandParts): CommandCard {
  const { channels, figures, triageClock, rulebook, classifier, config, clock } = parts;

  return async (context, command) => {
    const channel = withoutThread(context.conversation);
    const { settings, revision } = (await channels.findSettings(channel)) ?? {
      settings: defaultsOf(channel),
      revision: 0,
    };
    const language = sharedLanguage(settings, command.language ?? context.language);
    switch (command.name) {
      case 'help':
        return { card: helpCard(language, config) };
      case 'settings':
        return { card: settingsCard(language, { settings, revision }) };
      case 'pause':
        return { card: modeCard(language, settings) };
      case 'rules':
        return { card: rulesCard(language, await rulebook.inForce(channel)) };
      case 'status':
        return { card: await status(language, channel, settings) };
      case 'summary':
        return summary(context, language, command.days);
    }
  };

  async function status(
    language: ReaderLanguage,
    channel: string,
    settings: ChannelSettings,
  ): Promise<AdaptiveCard> {
    const now = clock();
    const period = { since: startOfDay(settings.timeZone, now), until: now + 1 };
    const today = await figures.count({ channel }, period);
    const waiting = await triageClock.waiting(channel);
    return statusCard(language, { settings, today, waiting, now, model: classifier.model });
  }

  async function summary(
    context: HandlerContext,
    language: ReaderLanguage,
    days?: number,
  ): Promise<CommandAnswer> {
    const channel = withoutThread(context.conversation);
    const thread = threadOf(context.conversation);
    const told = await summarise(figures, { channel, thread }, days, clock());
    const reference = (await parts.conversations.findConversation(channel)) ?? context.reference;
    const worst = told.worst.map((post) => ({ post, link: linkTo(post, reference) }));
    const name = told.days === undefined ? undefined : (await parts.names.namesOf([channel])).get(channel);
    const knownTopics = classifier.topics;
    return { card: summaryCard(language, { ...told, name, knownTopics }, worst), quoted: told.worst };
  }
}
