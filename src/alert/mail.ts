// Composes the mail about an incident, as text and HTML, in both languages.
import { escapeUTF8 } from 'entities';
import { pageLinks } from './page-links.ts';
import { badRate } from './rate.ts';
import type { Disputed, Report } from './report.ts';
import { type Step, stepsAsHtml, stepsAsText, timeIn } from './steps.ts';
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
  /** Of the times in it, e.g. `Europe/Paris`. */
  readonly timeZone: string;
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
    lines: introduction(texts, factsIn(texts, report, settings)),
    todo: texts.todo,
    steps: stepsOf(texts, report, settings),
  }));
  const entries = report.disputed.map((disputed) => rowsOf(disputed, report, settings));
  const heading = both(({ predictions }) => predictions);
  const closing = report.more > 0 ? [both(({ more }) => more(report.more))] : [];
  return {
    subject: ALERT_SUBJECT,
    text: `${[
      ...sections.map(({ title, lines, todo, steps }) =>
        [title, ...lines, todo, ...stepsAsText(steps)].join('\n'),
      ),
      heading,
      ...entries.map((rows) => rows.map(({ name, value }) => `${name}: ${value}`).join('\n')),
      ...closing,
    ].join('\n\n')}\n`,
    html: [
      ...sections.map(
        ({ title, lines, todo, steps }) =>
          `<h2>${escapeUTF8(title)}</h2>${paragraphs(lines)}<h3>${escapeUTF8(todo)}</h3>${stepsAsHtml(steps)}`,
      ),
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

function factsIn(
  { locale }: MailTexts,
  { incident, down, day }: Report,
  { window, timeZone }: MailSettings,
): Facts {
  const time = timeIn(locale, timeZone);
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

/** Links only where the service has an address to link to. */
function stepsOf(texts: MailTexts, { incident }: Report, { publicUrl }: MailSettings): Step[] {
  const links = publicUrl ? pageLinks(publicUrl, incident) : undefined;
  return [
    { text: texts.steps.read, link: links?.incident },
    { text: texts.steps.review, link: links?.review },
    { text: texts.steps.model },
  ];
}

function rowsOf(
  { prediction, corrections }: Disputed,
  { incident }: Report,
  { withText, publicUrl }: MailSettings,
): Row[] {
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
    ...(publicUrl
      ? [{ ...row('link', pageLinks(publicUrl, incident).post(prediction.id)), link: true }]
      : []),
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
