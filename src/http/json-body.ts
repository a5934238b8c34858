// Reads a JSON body of bounded size, in the encoding it is declared in, and refuses everything else with a clear problem.
import type { Request, RequestHandler } from 'restify';
import { Problem } from './problem.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** Whose marks are characters too many, and are told. It keeps nothing of what it has read. */
const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Handlers to stand before one that reads `req.body`.
 * @param maxBytes larger bodies are answered with 413.
 */
export function jsonBody(maxBytes: number): RequestHandler[] {
  const read: RequestHandler = (req, _res, next) => {
    let decoder: TextDecoder;
    try {
      decoder = decoderOf(req);
    } catch (problem) {
      return next(problem);
    }
    const pieces: Buffer[] = [];
    let bytes = 0;
    req.on('data', (piece: Buffer) => {
      bytes += piece.length;
      // What is too much is read and dropped: a client that is still sending would not see the answer.
      if (bytes <= maxBytes) pieces.push(piece);
      else pieces.length = 0;
    });
    req.once('end', () => {
      try {
        if (bytes > maxBytes)
          throw new Problem(413, 'Too large', `The body has more than ${maxBytes} bytes.`);
        req.body = parse(decode(Buffer.concat(pieces), decoder));
        next();
      } catch (problem) {
        next(problem);
      }
    });
  };
  return [onlyPlainJson, read];
}

/** Bodies are read as they come: an inflated one has no limit. */
const onlyPlainJson: RequestHandler = (req, _res, next) => {
  const encoding = req.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity')
    return next(unsupported(`Send the body as it is, not with ${encoding} encoding.`));
  if (!/^application\/([\w.-]+\+)?json$/.test(req.getContentType()))
    return next(unsupported('Send JSON, with Content-Type: application/json.'));
  return next();
};

/** @throws {Problem} 415 when the charset of the Content-Type is none that can be read. */
function decoderOf(req: Request): TextDecoder {
  const [, charset = 'utf-8'] =
    /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(req.headers['content-type'] ?? '') ?? [];
  if (/^utf-?8$/i.test(charset)) return UTF_8;
  try {
    // The mark of UTF-16 belongs to its bytes.
    return new TextDecoder(charset, { fatal: true });
  } catch {
    throw unsupported(`The charset ${charset} is not known; send the body in UTF-8.`);
  }
}

function decode(bytes: Buffer, decoder: TextDecoder): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw malformed(
      `The body is not in ${decoder.encoding}: some of its bytes are no characters. Send it in UTF-8, or name its charset in Content-Type.`,
    );
  }
}

function parse(text: string): unknown {
  if (text === '') throw malformed('The body is empty; send a JSON object.');
  if (text.startsWith(BYTE_ORDER_MARK))
    throw malformed(
      'The body begins with a byte order mark (U+FEFF), which JSON does not allow; send it without.',
    );
  try {
    return JSON.parse(text);
  } catch (error) {
    throw malformed(`Invalid JSON: ${(error as Error).message}`);
  }
}

function malformed(detail: string): Problem {
  return new Problem(400, 'Malformed request', detail);
}

function unsupported(detail: string): Problem {
  return new Problem(415, 'Unsupported media type', detail);
}
