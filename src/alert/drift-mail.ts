// Composes the mail about drift, as text and HTML, in both languages. It contains numbers only, never a post.
import { escapeUTF8 } from 'entities';
import type { Change } from '../drift/compare.ts';
import { DRIFT_LANGUAGES, type DriftTexts } from './drift-texts.ts';
import type { Incident } from './incident.ts';
import type { Mail, MailSettings } from './mail.ts';
import { pageLinks } from './page-links.ts';
import { type Step, stepsAsHtml, stepsAsText, timeIn } from './steps.ts';

/** A separate subject, so that mail filters can tell it from the other rules' alerts. */
export const DRIFT_SUBJECT = 'Air-Paradis : Posts drift alert';

type DriftSettings = Pick<MailSettings, 'publicUrl' | 'timeZone'>;

export function composeDrift(incident: Incident, settings: DriftSettings): Mail {
  const sections = DRIFT_LANGUAGES.map((texts) => sectionOf(texts, incident, settings));
  return {
    subject: DRIFT_SUBJECT,
    text: `${sections.map(asText).join('\n\n')}\n`,
    html: sections.map(asHtml).join('\n'),
  };
}

interface Section {
  readonly title: string;
  readonly happened: readonly string[];
  readonly moved: { readonly title: string; readonly items: readonly string[] };
  readonly todo: { readonly title: string; readonly steps: readonly Step[] };
  readonly closing: string;
}

function sectionOf(texts: DriftTexts, incident: Incident, { publicUrl, timeZone }: DriftSettings): Section {
  const { firstAt, lastAt, moved = [] } = incident;
  const time = timeIn(texts.locale, timeZone);
  const links = publicUrl ? pageLinks(publicUrl, incident) : undefined;
  const { look, read, review, wrong, right } = texts.steps;
  const steps = [
    { text: look, link: links?.dashboard },
    { text: read, link: links?.incident },
    { text: review, link: links?.review },
    { text: wrong },
    { text: right },
  ];
  const facts = { first: time.format(firstAt), last: time.format(lastAt) };
  return {
    title: texts.title,
    happened: [texts.happened(facts), texts.meaning],
    moved: { title: texts.moved, items: moved.map((change) => lineOf(texts, change)) },
    todo: { title: texts.todo, steps },
    closing: texts.closing,
  };
}

function lineOf(texts: DriftTexts, { feature, psi, before, now }: Change): string {
  const share = new Intl.NumberFormat(texts.locale, { style: 'percent' });
  const index = new Intl.NumberFormat(texts.locale, { maximumFractionDigits: 2 });
  const told = [
    ...(before !== null && now !== null ? [texts.fromTo(share.format(before), share.format(now))] : []),
    ...(psi === null ? [] : [texts.distance(index.format(psi))]),
  ];
  return texts.line(texts.features[feature], told.join(', '));
}

function asText({ title, happened, moved, todo, closing }: Section): string {
  const items = moved.items.map((item) => `- ${item}`);
  return [title, ...happened, moved.title, ...items, todo.title, ...stepsAsText(todo.steps), closing].join(
    '\n',
  );
}

function asHtml({ title, happened, moved, todo, closing }: Section): string {
  const list = (head: string, steps: readonly Step[]) => `<h3>${escapeUTF8(head)}</h3>${stepsAsHtml(steps)}`;
  const lines = happened.map(paragraph).join('');
  const changed = list(
    moved.title,
    moved.items.map((text) => ({ text })),
  );
  return `<h2>${escapeUTF8(title)}</h2>${lines}${changed}${list(todo.title, todo.steps)}${paragraph(closing)}`;
}

const paragraph = (line: string) => `<p>${escapeUTF8(line)}</p>`;
