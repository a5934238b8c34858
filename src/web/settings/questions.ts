// What the Settings view asks the service, and how it says what was refused.
import type { z } from 'zod';
import type { DryRunOut } from '../../api/routes/channels/brand-rule-dry-run.ts';
import type { BrandRuleOut, BrandRulesOut } from '../../api/routes/channels/brand-rules.ts';
import type { ChannelOut } from '../../api/routes/channels/channel-settings.ts';
import type { ChannelsOut } from '../../api/routes/channels/channels.ts';
import type { RoutesOut } from '../../api/routes/channels/forwarding.ts';
import { call } from '../call.ts';

export type Channel = z.output<typeof ChannelOut>;
export type ChannelSettings = Channel['settings'];
export type ListedChannel = z.output<typeof ChannelsOut>['channels'][number];
export type BrandRule = z.output<typeof BrandRuleOut>;
export type NewBrandRule = Omit<BrandRule, 'handle'>;
export type DryRun = z.output<typeof DryRunOut>;
export type Forwarding = z.output<typeof RoutesOut>;
export type ForwardingRoute = Forwarding['routes'][number];

export interface Everything {
  readonly channels: readonly ListedChannel[];
  readonly rules: readonly BrandRule[];
  readonly forwarding: Forwarding;
}

/** @throws {ApiError} as all of these do. */
export async function askEverything(): Promise<Everything> {
  const [{ channels }, { rules }, forwarding] = await Promise.all([
    call<z.output<typeof ChannelsOut>>('channels'),
    call<z.output<typeof BrandRulesOut>>('brand-rules'),
    call<Forwarding>('routes'),
  ]);
  return { channels, rules, forwarding };
}

// By their handles: what stands in paths and queries is noted in access logs, and ids of chats name people.
const pathOf = (handle: string) => `channels/${handle}/settings`;

export function loadSettings(handle: string): Promise<Channel> {
  return call(pathOf(handle));
}

/** Saves over the revision that was seen, and over no other. */
export function saveSettings(handle: string, settings: object, revision: number): Promise<Channel> {
  return call(`${pathOf(handle)}?revision=${revision}`, settings, { method: 'PUT' });
}

export function saveRule({ phrase, label, channel }: NewBrandRule): Promise<BrandRule> {
  return call('brand-rules', { phrase, label, channel }, { method: 'PUT' });
}

/** What the rule would have changed among the last posts; nothing is saved. */
export function tryRule(rule: NewBrandRule): Promise<DryRun> {
  return call('brand-rules/dry-run', rule);
}

/** @returns the rule that was removed. */
export function deleteRule({ phrase, handle }: BrandRule): Promise<BrandRule> {
  const query = new URLSearchParams({ phrase, ...(handle !== null && { channel: handle }) });
  return call(`brand-rules?${query}`, undefined, { method: 'DELETE' });
}

/** Replaces the routes of the revision that was seen, and no others. */
export function saveRoutes(
  routes: readonly Omit<ForwardingRoute, 'known'>[],
  revision: string,
): Promise<Forwarding> {
  const wanted = routes.map(({ channel, network, language, topic, negativeOnly }) => ({
    channel,
    network,
    language,
    topic,
    negativeOnly,
  }));
  return call(`routes?revision=${revision}`, { routes: wanted }, { method: 'PUT' });
}
