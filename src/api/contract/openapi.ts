// The OpenAPI 3.1 page, made from the table of routes and the schemas that check requests.
import { z } from 'zod';
import { SCOPES } from '../../api-keys.ts';
import { EXAMPLES } from './examples.ts';
import { defineRoute, type Route } from './route.ts';
import { ProblemOut } from './schemas.ts';

const DESCRIPTION = `Judges posts about Air Paradis, French or English, and takes votes on the verdicts.

Errors are \`application/problem+json\` (RFC 9457). With keys, send \`Authorization: Bearer <key>\`; the scopes are
${SCOPES.join(', ')}. Without keys only programs on the same machine are answered. Requests of a key are counted:
\`RateLimit-Limit\`, \`-Remaining\` and \`-Reset\` tell where it stands. A write with an \`Idempotency-Key\` is done once
and answered alike for 24 hours.`;

/** GET /openapi.json. @param routes asked when the page is, for this route is one of them. */
export function openApi(routes: () => readonly Route[], version: string): Route {
  // It is the same for as long as the process lives, and everybody may ask.
  let page: object | undefined;
  return defineRoute({
    method: 'get',
    path: '/openapi.json',
    operation: 'getOpenApi',
    summary: 'This page.',
    access: 'everybody',
    answers: { 200: { description: 'OpenAPI 3.1.', types: ['application/json'] } },
    async handle() {
      page ??= describeRoutes(routes(), version);
      return { status: 200, json: page };
    },
  });
}

/** @returns an OpenAPI 3.1 document. */
export function describeRoutes(routes: readonly Route[], version: string) {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operation(route) };
  return {
    openapi: '3.1.0',
    info: { title: 'Air Paradis Sentiment API', version, description: DESCRIPTION },
    tags: [...new Set(routes.flatMap(({ group }) => group ?? []))].map((name) => ({ name })),
    paths,
    components: {
      schemas: namedSchemas(),
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key.' } },
    },
  };
}

function operation(route: Route) {
  return {
    operationId: route.operation,
    summary: route.summary,
    ...(route.group && { tags: [route.group] }),
    ...(route.access !== 'everybody' && { security: [{ key: [] }, {}] }),
    parameters: [
      ...parameters('path', route.params),
      ...parameters('query', route.query),
      ...(route.idempotent ? [IDEMPOTENCY_KEY] : []),
      ...(route.conditional ? [IF_MATCH] : []),
    ],
    ...(route.body && {
      requestBody: { required: true, content: { 'application/json': bodyOf(route, route.body) } },
    }),
    responses: { ...answers(route), ...problems(route) },
  };
}

function bodyOf({ operation }: Route, body: z.ZodType) {
  const example = EXAMPLES[operation];
  return { schema: schemaOf(body), ...(example && { example }) };
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'Names this write, so that sending it again does nothing more.',
  schema: { type: 'string', pattern: '^[!-~]{1,255}$' },
};

const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  required: true,
  description:
    'The ETag of what was seen, so that nothing newer is overwritten; `*` overwrites whatever there is.',
  schema: { type: 'string', pattern: '^(?:\\*|"[0-9]{1,15}")$' },
};

const ETAG = { ETag: { description: 'For If-Match.', schema: { type: 'string' } } };

function parameters(place: 'path' | 'query', schema: z.ZodType | undefined) {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema) as z.core.JSONSchema.ObjectSchema;
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: property,
  }));
}

function answers({ answers }: Route) {
  return Object.fromEntries(
    Object.entries(answers).map(
      ([status, { description, schema, types = ['application/json'], tagged, links }]) => {
        const content = types.map((type) => [
          type,
          { schema: schema && type === 'application/json' ? schemaOf(schema) : {} },
        ]);
        return [
          status,
          {
            description,
            ...(tagged && { headers: ETAG }),
            content: Object.fromEntries(content),
            ...(links && { links }),
          },
        ];
      },
    ),
  );
}

function problems({ access, body, params, query, idempotent, conditional, problems }: Route) {
  const known: Record<number, string> = {
    ...(body && {
      400: 'The body is no JSON.',
      413: 'The body is too large.',
      415: 'The body is not plain application/json.',
    }),
    ...(params && { 404: 'There is no such thing.' }),
    ...((body || params || query || idempotent) && { 422: 'A field is wrong; `errors` names each.' }),
    ...(idempotent && {
      409: 'The Idempotency-Key came with another body, its request is being worked on, or its answer was erased.',
    }),
    ...(conditional && {
      412: 'It is not as the caller saw it any more.',
      428: 'There is no If-Match.',
    }),
    ...(access !== 'everybody' && {
      401: 'There is no valid key.',
      403: 'The key lacks the scope; or, without keys, the caller is not on this machine.',
      429: 'The key has used up its minute.',
    }),
    ...problems,
  };
  return Object.fromEntries(
    Object.entries(known).map(([status, description]) => [
      status,
      { description, content: { 'application/problem+json': { schema: schemaOf(ProblemOut) } } },
    ]),
  );
}

const uri = (id: string) => `#/components/schemas/${id}`;

/** A schema that has a name is referred to by it. */
function schemaOf(schema: z.ZodType): object {
  const id = z.globalRegistry.get(schema)?.id;
  return id ? { $ref: uri(id) } : plain(z.toJSONSchema(schema, { io: 'input' }));
}

function namedSchemas() {
  const { schemas } = z.toJSONSchema(z.globalRegistry, { uri, io: 'input' });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, plain(schema)]));
}

/** Without what belongs to a JSON Schema that stands alone. */
function plain({ $schema, $id, id, ...schema }: z.core.JSONSchema.BaseSchema): object {
  return schema;
}
