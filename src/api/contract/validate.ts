// Checks a body against its schema and names every field that is wrong.
import type { z } from 'zod';
import { Problem } from '../../http/problem.ts';

/** @throws {Problem} 422 with one entry a wrong field. */
export function validate<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body, { error: whatIsMissing });
  if (result.success) return result.data;
  const errors = result.error.issues.map((issue) => ({
    field: issue.path.join('.') || (issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : 'body'),
    message: issue.message,
  }));
  const detail = errors.map(({ field, message }) => `${field}: ${message}`).join('; ');
  throw new Problem(422, 'Invalid field', detail, { errors });
}

/** In place of "expected string, received undefined"; the rest is told as zod or the schema tells it. */
function whatIsMissing({ input, code }: z.core.$ZodRawIssue): string | undefined {
  return code === 'invalid_type' && input === undefined ? 'is missing' : undefined;
}
