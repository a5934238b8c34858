// The language in which a whole channel is addressed.

import type { ReaderLanguage } from '../locale/reader-language.ts';
import type { ChannelSettings } from './settings.ts';

/** The language of what everybody in a channel sees: that of its settings, or else of the reader. */
export function sharedLanguage({ language }: ChannelSettings, reader: ReaderLanguage): ReaderLanguage {
  return language === 'auto' ? reader : language;
}

/**
 * The language of what the bot posts unprompted: that of the channel's settings, or else of the first person heard there.
 */
export function placeLanguage(
  settings: ChannelSettings,
  { language = 'fr' }: { readonly language?: ReaderLanguage | undefined },
): ReaderLanguage {
  return sharedLanguage(settings, language);
}
