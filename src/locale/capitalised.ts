/** Words with a capital at the beginning, as a title or a line of its own has it. */
export function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
