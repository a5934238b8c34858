// What to do about an incident, as a list of a mail.
import { escapeUTF8 } from 'entities';

/** A step, and where it is done. */
export interface Step {
  readonly text: string;
  readonly link?: string | undefined;
}

export function stepsAsText(steps: readonly Step[]): string[] {
  return steps.map(({ text, link }) => (link ? `- ${text} ${link}` : `- ${text}`));
}

export function stepsAsHtml(steps: readonly Step[]): string {
  const items = steps.map(({ text, link }) =>
    link ? `<li><a href="${escapeUTF8(link)}">${escapeUTF8(text)}</a></li>` : `<li>${escapeUTF8(text)}</li>`,
  );
  return `<ul>${items.join('')}</ul>`;
}

/** Times as the reader's clock shows them, with the name of its zone. */
export function timeIn(locale: string, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  });
}
