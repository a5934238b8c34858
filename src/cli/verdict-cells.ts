// What a verdict adds to a row. Names and values are ASCII, so that they fit every encoding.
import type { Verdict } from '../sentiment/verdict.ts';

export type Cell = string | number | boolean | null;
/** One value a column, in the order of VERDICT_COLUMNS. */
export type Cells = readonly Cell[];

/** More digits would only be noise. */
const DIGITS = 4;
const rounded = (share: number) => Number(share.toFixed(DIGITS));

const COLUMNS: Readonly<Record<string, (verdict: Verdict) => Cell>> = {
  verdict_label: ({ label }) => label,
  verdict_probability: ({ probability }) => rounded(probability),
  verdict_negative: ({ scores }) => rounded(scores.negative),
  verdict_neutral: ({ scores }) => rounded(scores.neutral),
  verdict_positive: ({ scores }) => rounded(scores.positive),
  verdict_certain: ({ certain }) => certain,
  verdict_lang: ({ language }) => language,
  verdict_truncated: ({ truncated }) => truncated,
  verdict_model: ({ model }) => model,
  /** Names with a space between, the likeliest first; empty without any, and where the model knows none. */
  verdict_topics: ({ topics }) => topics?.map(({ name }) => name).join(' ') ?? null,
  verdict_act: ({ act }) => act ?? null,
  verdict_needs_answer: ({ needsAnswer }) => (needsAnswer === undefined ? null : rounded(needsAnswer)),
};

export const VERDICT_COLUMNS: readonly string[] = Object.keys(COLUMNS);

/** A post with nothing to judge has no verdict: its cells are empty. */
export function cellsOf(verdict: Verdict | null): Cells {
  return Object.values(COLUMNS).map((read) => verdict && read(verdict));
}

/** Members of a JSON object, without its braces. */
export function toJsonMembers(columns: readonly string[], cells: Cells): string {
  return columns.map((name, place) => `${JSON.stringify(name)}:${JSON.stringify(cells[place])}`).join(',');
}
