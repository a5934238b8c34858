// The typography of French: a no-break space before ; : ! ? % » and after «, so that no line begins or ends with one of them.

const NO_BREAK_SPACE = '\u00a0';

/**
 * Tag of French sentences, which are written with plain spaces: french`Pourquoi ?`.
 * What is filled in stays as it is: it may be other people's words.
 */
export function french(written: TemplateStringsArray, ...filledIn: readonly (string | number)[]): string {
  return written.map((part, index) => `${typeset(part)}${filledIn[index] ?? ''}`).join('');
}

function typeset(part: string): string {
  return part.replaceAll(/ (?=[;:!?%»])|(?<=«) /g, NO_BREAK_SPACE);
}
