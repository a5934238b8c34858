// Composes the mail about an incident, as text and HTML, in both languages.
import { escapeUTF8 } from 'entities';
import { incidentId } from './incident.ts';
import { badRate } from './rate.ts';
import type { Disputed, Report } from './report.ts';
import { type Facts, MAIL_LANGUAGES, type MailTexts } from './texts.ts';

/** Recipients filter mails by this subject: never change it. */
export const ALERT_SUBJECT = 'Air-Paradis : Bad predictions alert';

export interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface MailSettings {
  /** True to include the text of posts. */
  readonly withText: boolean;
  /** Minutes without a 👎 after which an incident is over. */
  readonly window: number;
  /** Where the service can be reached; without it there are no links. */
  readonly publicUrl?: string | undefined;
}

/** A line of the mail: its name in both languages, and its value. */
interface Row {
  readonly name: string;
  readonly value: string;
  readonly link?: boolean;
}

export function composeAlert(report: Report, settings: MailSettings): Mail {
  const sections = MAIL_LANGUAGES.map((texts) => ({
    title: texts.title,
    lines: introduction(texts, factsIn(texts, report, settings.window)),
  }));
  const entries = report.disputed.map((disputed) => rowsOf(disputed, settings));
  const heading = both(({ predictions }) => predictions);
  const closing = [
    ...(report.more > 0 ? [both(({ more }) => more(report.more))] : []),
    `Incident: ${incidentId(report.incident)}`,
  ];
  return {
    subject: ALERT_SUBJECT,
    text: `${[
      ...sections.map(({ title, lines }) => [title, ...lines].join('\n')),
      heading,
      ...entries.map((rows) => rows.map(({ name, value }) => `${name}: ${value}`).join('\n')),
      closing.join('\n'),
    ].join('\n\n')}\n`,
    html: [
      ...sections.map(({ title, lines }) => `<h2>${escapeUTF8(title)}</h2>${paragraphs(lines)}`),
      `<h3>${escapeUTF8(heading)}</h3>`,
      ...entries.map(tableOf),
      paragraphs(closing),
    ].join('\n'),
  };
}

/** A mail that proves delivery works, marked as a test. */
export function composeTest(): Mail {
  const lines = MAIL_LANGUAGES.map(({ test }) => test);
  return { subject: `[Test] ${ALERT_SUBJECT}`, text: `${lines.join('\n')}\n`, html: paragraphs(lines) };
}

function factsIn({ locale }: MailTexts, { incident, down, day }: Report, window: number): Facts {
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long', timeZone: 'UTC' });
  const rate = badRate(day);
  return {
    rule: incident.rule,
    down,
    first: time.format(incident.firstAt),
    last: time.format(incident.lastAt),
    day: rate === null ? null : { rate: percentage(locale, rate), votes: day.up + day.down },
    window,
  };
}

const introduction = (texts: MailTexts, facts: Facts) => [
  texts.happened(facts),
  texts.day(facts),
  texts.closing(facts),
];

function rowsOf({ prediction, corrections }: Disputed, { withText, publicUrl }: MailSettings): Row[] {
  const row = (column: keyof MailTexts['columns'], value: string): Row => ({
    name: both(({ columns }) => columns[column]),
    value,
  });
  return [
    row(
      'verdict',
      both(({ verdict }) => verdict[prediction.label]),
    ),
    row('probability', percentage('fr', prediction.probability)),
    ...corrections.map((label) =>
      row(
        'correction',
        both(({ verdict }) => verdict[label]),
      ),
    ),
    row('model', prediction.model),
    ...(publicUrl ? [{ ...row('link', `${publicUrl}/predictions/${prediction.id}`), link: true }] : []),
    ...(withText ? [row('text', oneLine(prediction.text) ?? both(({ forgotten }) => forgotten))] : []),
  ];
}

/** French and English beside each other; once where they are the same. */
function both(say: (texts: MailTexts) => string): string {
  return [...new Set(MAIL_LANGUAGES.map(say))].join(' / ');
}

function percentage(locale: string, share: number): string {
  return new Intl.NumberFormat(locale, { style: 'percent' }).format(share);
}

const paragraphs = (lines: readonly string[]) => lines.map((line) => `<p>${escapeUTF8(line)}</p>`).join('');

function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ name, value, link }) => {
    const safe = escapeUTF8(value);
    const cell = link ? `<a href="${safe}">${safe}</a>` : safe;
    return `<tr><th align="left">${escapeUTF8(name)}</th><td>${cell}</td></tr>`;
  });
  return `<table cellpadding="4">${cells.join('')}</table><hr>`;
}

/** Prevents a post from imitating lines of the mail. */
function oneLine(text: string | null): string | undefined {
  return text?.replaceAll(/\s+/g, ' ');
}
