// JSON Lines: an object a line, which goes out as it is written, with the verdict behind its last member.
import { toJsonMembers, VERDICT_COLUMNS } from '../verdict-cells.ts';
import { encodingAdvice, type TextEncoding } from './encoding.ts';
import type { RowFormat, Writer } from './format.ts';
import { membersOf, parseObject } from './json-object.ts';
import { findLineEnd, skipLineEnd } from './line-end.ts';

/** @param head the mark of UTF-8, or nothing. */
export function createJsonFormat(head: Buffer, encoding: TextEncoding, textColumn: string): RowFormat {
  const next: RowFormat['next'] = (bytes, at, _offset, ended) => {
    const end = findLineEnd(bytes, at);
    if (end === bytes.length && !ended) return undefined;
    const following = skipLineEnd(bytes, end, ended);
    if (following === undefined) return undefined;
    const raw = bytes.subarray(at, following);
    const line = encoding.decode(bytes.subarray(at, end));
    if (line === undefined) return { kind: 'bad', raw, reason: encodingAdvice(encoding.name) };
    if (line.trim() === '') return { kind: 'blank', raw };
    const fields = parseObject(line);
    const text = fields && Object.hasOwn(fields, textColumn) ? fields[textColumn] : undefined;
    if (typeof text === 'string') return { kind: 'row', text, raw };
    const reason = fields
      ? `it has no text under ${textColumn}; there are: ${Object.keys(fields).join(' | ')}`
      : `it is no JSON object${line.trimStart().startsWith('[') ? '; write one object a line' : ''}`;
    return { kind: 'bad', raw, reason };
  };
  return { head, brokenUntil: 0, next, write: createJsonWriter(head) };
}

function createJsonWriter(head: Buffer): Writer {
  return {
    head: () => head,
    row({ raw }, cells) {
      const close = raw.lastIndexOf('}');
      const added = `,${toJsonMembers(VERDICT_COLUMNS, cells)}`;
      const earlier = VERDICT_COLUMNS.some((name) => raw.includes(name));
      const own = earlier ? withoutVerdict(raw) : raw.subarray(0, close);
      return Buffer.concat([own, Buffer.from(added), raw.subarray(close)]);
    },
    blank: (raw) => raw,
  };
}

/** An object without the verdict it had, its last brace and what follows. Structure and our names are ASCII in every encoding. */
function withoutVerdict(raw: Buffer): Buffer {
  const text = raw.toString('latin1');
  const members = membersOf(text).filter(({ name }) => !VERDICT_COLUMNS.includes(name));
  const written = members.map((member) => member.written).join(',');
  return Buffer.from(text.slice(0, text.indexOf('{') + 1) + written, 'latin1');
}
