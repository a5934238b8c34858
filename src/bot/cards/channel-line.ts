// The line of a card that names the channel it is about; none where the name is not known.
import { type CardElement, richText, run } from './adaptive.ts';

export function channelLine(name: string | undefined): readonly CardElement[] {
  return name === undefined ? [] : [richText([run(name, { isSubtle: true })], { spacing: 'None' })];
}
