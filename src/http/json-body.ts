// Reads a JSON body of bounded size, and refuses everything else with a clear problem.
import restify, { type RequestHandler } from 'restify';
import { Problem } from './problem.ts';

/**
 * Handlers to stand before one that reads `req.body`.
 * @param maxBytes larger bodies are answered with 413.
 */
export function jsonBody(maxBytes: number): RequestHandler[] {
  const { bodyReader, jsonBodyParser } = restify.plugins;
  return [
    onlyPlainJson,
    bodyReader({ maxBodySize: maxBytes }),
    ...jsonBodyParser({ bodyReader: true }),
    present,
  ];
}

// restify's reader inflates gzip without a limit, and a broken gzip stream ends the process: neither gets that far.
const onlyPlainJson: RequestHandler = (req, _res, next) => {
  const encoding = req.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity')
    return next(
      new Problem(415, 'Unsupported media type', `Send the body as it is, not with ${encoding} encoding.`),
    );
  if (!/^application\/([\w.-]+\+)?json$/.test(req.getContentType()))
    return next(
      new Problem(415, 'Unsupported media type', 'Send JSON, with Content-Type: application/json.'),
    );
  return next();
};

const present: RequestHandler = (req, _res, next) =>
  next(
    req.body === undefined || req.body === ''
      ? new Problem(400, 'Malformed request', 'The body is empty; send a JSON object.')
      : undefined,
  );
