// The words of a text, as brand rules compare them: without accents and capitals.

export interface RuleWord {
  /** What it is compared by. */
  readonly key: string;
  /** Where it stands, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

/** @param most how many words are read; the rest of the text is not looked at. */
export function ruleWords(text: string, most = Number.POSITIVE_INFINITY): RuleWord[] {
  const words: RuleWord[] = [];
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    if (words.length >= most) break;
    const key = word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    words.push({ key, start: index, end: index + word.length });
  }
  return words;
}
