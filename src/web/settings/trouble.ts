// Why something was not saved, as a sentence for the reader.
import { ApiError } from '../call.ts';
import type { PageTexts } from '../texts/page-texts.ts';

/** @throws what is no answer of the service. */
export function troubleOf(error: unknown, texts: PageTexts['settings']): string {
  if (!(error instanceof ApiError)) throw error;
  const { status, errors = [] } = error.problem;
  if (status === 409) return texts.changedMeanwhile;
  if (error.failure === 'forbidden' || error.failure === 'locked') return texts.needed;
  if (errors.length === 0) return texts.failing;
  return texts.wrong(errors.map(({ field, message }) => faultOf(field, message, texts)).join(', '));
}

/** The field as the form calls it, and what is wrong with it: in the service's own words where the page has none. */
function faultOf(field: string, message: string, texts: PageTexts['settings']): string {
  const { fields, faults, nth } = texts;
  const [, place, inRoute] = /^routes\.(\d+)\.(\w+)$/.exec(field) ?? [];
  const parts = field.split('.');
  const nameOf = (part: string | undefined) => fields[part as keyof typeof fields];
  const name = nameOf(inRoute ?? parts[0]) ?? nameOf(parts.at(-1)) ?? field;
  const where = place === undefined ? name : `${nth(Number(place) + 1)} ${name}`;
  return `${where} (${faults[message] ?? faults[message.split(':')[0]!] ?? message})`;
}
