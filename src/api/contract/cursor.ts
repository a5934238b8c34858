// Where a page of a list ended, as a text that the next request gives back.
import { z } from 'zod';

const MOST_A_PAGE = 100;

/** How many of a list to give. */
export const Most = z.coerce
  .number('must be a whole number from 1 to 100')
  .int('must be a whole number from 1 to 100')
  .min(1, 'must be a whole number from 1 to 100')
  .max(MOST_A_PAGE, 'must be a whole number from 1 to 100')
  .default(20)
  .meta({ description: 'How many at most.' });

export interface CursorParts<Kind extends string> {
  readonly kind: Kind;
  readonly at: number;
  readonly id: string;
}

/** A place in a list whose parts have these names. */
export function Cursor<const Kinds extends readonly string[]>(kinds: Kinds) {
  return z
    .string()
    .regex(
      new RegExp(`^(${kinds.join('|')})\\.\\d{1,15}\\.[0-9a-f-]{36}$`),
      'is not what an earlier page gave as next',
    ) as unknown as z.ZodType<`${Kinds[number]}.${number}.${string}`, string>;
}

export function parseCursor<Kind extends string>(text: `${Kind}.${number}.${string}`): CursorParts<Kind> {
  const [kind, at, id] = text.split('.') as [Kind, string, string];
  return { kind, at: Number(at), id };
}

export function formatCursor({ kind, at, id }: CursorParts<string>): string {
  return `${kind}.${at}.${id}`;
}
