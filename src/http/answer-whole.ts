// Sends an answer that is there as a whole: head and body in one piece, with its length.
import type { Response } from 'restify';

/** Only once for a request; restify's own way sends the head first, so that the body has to follow in chunks. */
export function answerWhole(
  res: Response,
  status: number,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>>,
): void {
  res.statusCode = status;
  for (const name in headers) res.setHeader(name, headers[name]!);
  res.end(body);
}
