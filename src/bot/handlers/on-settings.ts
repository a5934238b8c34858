// The buttons that change how the bot behaves in a place. Only an owner may, and every change can be taken back.
import { z } from 'zod';
import type { ChannelStore } from '../../channel/channel-store.ts';
import { type ChannelSettings, defaultsOf, MODES } from '../../channel/settings.ts';
import { sharedLanguage } from '../../channel/shared-language.ts';
import { withoutThread } from '../../delivery/conversation-id.ts';
import type { ConversationStore } from '../../delivery/conversation-reference.ts';
import type { Named, NameStore } from '../../delivery/names.ts';
import type { HashPerson } from '../../feedback/people.ts';
import { moreSettingsCard, savedCard, settingsCard } from '../cards/settings.ts';
import type { Owners } from '../settings/owners.ts';
import { readForm } from '../settings/settings-form.ts';
import { settingsTexts } from '../texts/settings.ts';
import { type CardAction, type CardActionHandlers, type CardActionResult, formOf } from './card-action.ts';
import { Refused } from './refused.ts';

const Seen = z.looseObject({
  revision: z.int().min(0),
  /** Whether it comes from the form with the rest of the settings. */
  more: z.boolean().catch(false),
});
const Chosen = z.looseObject({ mode: z.enum(MODES) });
const Offer = z.looseObject({ offer: z.boolean().catch(false) });

export interface SettingsParts {
  readonly channels: Pick<ChannelStore, 'findSettings' | 'saveSettings'>;
  readonly conversations: Pick<ConversationStore, 'findConversation' | 'listConversations'>;
  readonly names: Pick<NameStore, 'namesOf'>;
  readonly owners: Owners;
  readonly hashPerson: HashPerson;
}

export function createOnSettings(parts: SettingsParts): CardActionHandlers {
  const { channels, conversations, names, owners, hashPerson } = parts;

  /** The settings as they are, for an owner; everybody else is refused. */
  async function open({ context, person }: CardAction) {
    if (!(await owners.owns(context.activity, person))) throw new Refused('NotOwner');
    const channel = withoutThread(context.conversation);
    const current = (await channels.findSettings(channel)) ?? {
      settings: defaultsOf(channel),
      former: null,
      revision: 0,
    };
    return { channel, current };
  }

  /** Channels of the same team that the bot knows by name. */
  async function othersInTeam(channel: string): Promise<readonly Named[]> {
    const team = (await conversations.findConversation(channel))?.team;
    if (team === undefined) return [];
    const ids = (await conversations.listConversations(team))
      .map(({ conversation }) => conversation)
      .filter((conversation) => conversation !== channel);
    return [...(await names.namesOf(ids))].map(([id, name]) => ({ id, name }));
  }

  /** Saves over what was seen; when that has changed, shows what is there now. */
  async function change(
    { context }: CardAction,
    { channel, revision, settings }: { channel: string; revision: number; settings: ChannelSettings },
    options: { readonly restored?: boolean; readonly forAll?: boolean } = {},
  ): Promise<CardActionResult> {
    const { restored = false, forAll = true } = options;
    const saved = await channels.saveSettings(channel, settings, { revision, once: context.id });
    if (saved)
      return { card: savedCard(sharedLanguage(saved.settings, context.language), saved, restored), forAll };
    const now = (await channels.findSettings(channel)) ?? { settings: defaultsOf(channel), revision: 0 };
    const language = sharedLanguage(now.settings, context.language);
    return { card: settingsCard(language, now, settingsTexts[language].changedMeanwhile), forAll: false };
  }

  return {
    async 'more-settings'(action) {
      const { channel, current } = await open(action);
      const { language, activity } = action.context;
      return {
        card: moreSettingsCard(language, current, {
          card: activity.replyToId ?? undefined,
          channels: await othersInTeam(channel),
        }),
        forAll: false,
      };
    },

    async settings(action) {
      const { channel, current } = await open(action);
      const { revision, more } = check(Seen, action.sent);
      const { language } = action.context;
      const words = settingsTexts[language];
      const others = await othersInTeam(channel);
      const { settings, wrong } = readForm(action.sent, current.settings, words, {
        hash: (id) => hashPerson('teams', id),
        channels: others.map(({ id }) => id),
      });
      if (settings) return change(action, { channel, revision, settings });
      const notice = words.check(wrong.join(', '));
      const card = more
        ? moreSettingsCard(language, current, { notice, card: formOf(action.sent), channels: others })
        : settingsCard(language, current, notice);
      return { card, forAll: false };
    },

    async restore(action) {
      const { channel, current } = await open(action);
      const { revision } = check(Seen, action.sent);
      const settings = current.former ?? defaultsOf(channel);
      return change(action, { channel, revision, settings }, { restored: true });
    },

    async mode(action) {
      const { channel, current } = await open(action);
      const { mode } = check(Chosen, action.sent);
      const settings: ChannelSettings = { ...current.settings, mode };
      return change(action, { channel, revision: current.revision, settings });
    },

    async 'only-negatives'(action) {
      const { channel, current } = await open(action);
      const settings: ChannelSettings = { ...current.settings, mode: 'negative-or-uncertain' };
      const { offer: forAll } = check(Offer, action.sent);
      return change(action, { channel, revision: current.revision, settings }, { forAll });
    },
  };
}

function check<S extends z.ZodType>(schema: S, sent: unknown): z.output<S> {
  const { success, data } = schema.safeParse(sent);
  if (!success) throw new Refused('BadRequest');
  return data;
}
