// Composes the mail about drift, as text and HTML, in both languages. It contains numbers only, never a post.
import { escapeUTF8 } from 'entities';
import type { Change } from '../drift/compare.ts';
import { DRIFT_LANGUAGES, type DriftTexts } from './drift-texts.ts';
import { type Incident, incidentId } from './incident.ts';
import type { Mail } from './mail.ts';

/** A separate subject, so that mail filters can tell it from the other rules' alerts. */
export const DRIFT_SUBJECT = 'Air-Paradis : Posts drift alert';

export function composeDrift(incident: Incident, publicUrl?: string): Mail {
  const id = `Incident: ${incidentId(incident)}`;
  const link = publicUrl ? [`${publicUrl}/#dashboard`] : [];
  const sections = DRIFT_LANGUAGES.map((texts) => sectionOf(texts, incident));
  return {
    subject: DRIFT_SUBJECT,
    text: `${[...sections.map(asText), [...link, id].join('\n')].join('\n\n')}\n`,
    html: [...sections.map(asHtml), ...link.map(anchor), paragraph(id)].join('\n'),
  };
}

interface Section {
  readonly title: string;
  readonly happened: readonly string[];
  readonly moved: { readonly title: string; readonly items: readonly string[] };
  readonly todo: { readonly title: string; readonly items: readonly string[] };
  readonly closing: string;
}

function sectionOf(texts: DriftTexts, { firstAt, lastAt, moved = [] }: Incident): Section {
  const { locale } = texts;
  const time = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long', timeZone: 'UTC' });
  const facts = { first: time.format(firstAt), last: time.format(lastAt) };
  return {
    title: texts.title,
    happened: [texts.happened(facts), texts.meaning],
    moved: { title: texts.moved, items: moved.map((change) => lineOf(texts, change)) },
    todo: { title: texts.todo, items: texts.steps },
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
  const list = ({ title: head, items }: Section['moved']) => [head, ...items.map((item) => `- ${item}`)];
  return [title, ...happened, ...list(moved), ...list(todo), closing].join('\n');
}

function asHtml({ title, happened, moved, todo, closing }: Section): string {
  const list = ({ title: head, items }: Section['moved']) =>
    `<h3>${escapeUTF8(head)}</h3><ul>${items.map((item) => `<li>${escapeUTF8(item)}</li>`).join('')}</ul>`;
  const lines = happened.map(paragraph).join('');
  return `<h2>${escapeUTF8(title)}</h2>${lines}${list(moved)}${list(todo)}${paragraph(closing)}`;
}

const paragraph = (line: string) => `<p>${escapeUTF8(line)}</p>`;

const anchor = (url: string) => `<p><a href="${escapeUTF8(url)}">${escapeUTF8(url)}</a></p>`;
