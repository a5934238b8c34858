// What a card of another bot says, as the post that it stands for: a workflow that watches a network posts a card, not a text.
import type { InboundActivity } from '../../delivery/activity.ts';

/** Characters that are read; a post is shorter. */
const MOST = 5000;
/** Elements within elements that are looked at. */
const DEEPEST = 20;

const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';
/** Of hero and thumbnail cards, and of the cards of the connectors of before. */
const OTHERS = /^application\/vnd\.microsoft\.(?:card\.(?:hero|thumbnail)|teams\.card\.o365connector)$/;
/** Properties that hold what people read, of all these kinds of cards. */
const READ = ['title', 'subtitle', 'activityTitle', 'text', 'activityText'];
/** Properties that hold further elements. */
const WITHIN = ['body', 'items', 'columns', 'rows', 'cells', 'inlines', 'sections'];

/** The text of the cards that came with an activity, a line for each of its elements; empty without any. */
export function cardText({ attachments }: Pick<InboundActivity, 'attachments'>): string {
  const lines = (attachments ?? [])
    .filter(({ contentType }) => contentType === ADAPTIVE || OTHERS.test(contentType ?? ''))
    .flatMap(({ content }) => linesIn(typeof content === 'string' ? parsed(content) : content, 0));
  return lines.join('\n').slice(0, MOST).trim();
}

function linesIn(element: unknown, depth: number): string[] {
  if (depth > DEEPEST) return [];
  if (typeof element === 'string') return [element];
  if (Array.isArray(element)) return element.flatMap((each) => linesIn(each, depth + 1));
  if (typeof element !== 'object' || element === null) return [];
  const properties = element as Readonly<Record<string, unknown>>;
  const own = READ.flatMap((name) => {
    const value = properties[name];
    return typeof value === 'string' && value.trim() ? [withoutMarkdown(value)] : [];
  });
  return [...own, ...WITHIN.flatMap((name) => linesIn(properties[name], depth + 1))];
}

/** `[words](address)` as its words, and emphasis as what it stands around. */
function withoutMarkdown(text: string): string {
  return text.replace(/\[([^\]\n]{1,500})\]\([^)\n]{1,2000}\)/g, '$1').replace(/\*\*|__/g, '');
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
