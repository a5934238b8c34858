import assert from 'node:assert/strict';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { toRestifyPath } from '../../../src/api/mount.ts';
import { createContract } from '../contract.ts';
import { openRestDoor, type RestDoor } from '../rest-door.ts';

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters: readonly { readonly name: string }[];
  readonly requestBody?: { readonly content: Record<string, { readonly example?: object }> };
}

interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, Record<string, unknown>> };
}

describe('the OpenAPI page', () => {
  let door: RestDoor;
  let page: Document;
  beforeEach(async () => {
    door = await openRestDoor();
    page = (await (await door.ask('/openapi.json')).json()) as Document;
  });
  afterEach(() => door.close());

  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(page) as never);
    assert.ok(valid, JSON.stringify(errors));
    assert.match(page.openapi, /^3\.1/);
  });

  it('keeps the names of the reference system', () => {
    assert.equal(page.info.title, 'Air Paradis Sentiment API');
    for (const name of ['TweetIn', 'PredOut', 'FeedbackIn']) assert.ok(page.components.schemas[name], name);
  });

  it('has every route of the server, and no other', () => {
    // HEAD answers like GET, without the body; the page declares GET alone.
    const mounted = Object.values(door.server.router.getRoutes())
      .filter(({ method }) => method !== 'HEAD')
      .map(({ method, path }) => `${method.toLowerCase()} ${String(path)}`);
    const declared = Object.entries(page.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${toRestifyPath(path)}`),
    );
    assert.deepEqual(declared.sort(), mounted.sort());
  });

  it('names every operation once', () => {
    const names = Object.values(page.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    assert.equal(new Set(names).size, names.length);
  });

  it('says what the checks say: lengths, unknown fields, what goes together', () => {
    const { TweetIn, FeedbackIn } = page.components.schemas as Record<string, { [key: string]: unknown }>;
    const { text } = TweetIn!.properties as { text: Record<string, unknown> };
    assert.equal(text.minLength, 1);
    assert.equal(text.maxLength, 5000);
    assert.equal(TweetIn!.additionalProperties, false);
    assert.deepEqual(FeedbackIn!.required, ['prediction_id', 'correct']);
    assert.ok(FeedbackIn!.not);
  });

  it('offers an Idempotency-Key on every write', () => {
    // These keep nothing here, so there is nothing to do twice; a kept answer about somebody forgotten would be a trace of them.
    for (const [path, { post, put }] of Object.entries(page.paths))
      for (const write of [post, put])
        if (write && !['/explain', '/session', '/people/forget', '/brand-rules/dry-run'].includes(path))
          assert.ok(
            write.parameters.some(({ name }) => name === 'Idempotency-Key'),
            path,
          );
  });

  it('groups every call, and shows a body that its schema takes for each that has one', () => {
    const ajv = new Ajv2020({ strict: false, formats: { uuid: true, uri: true } });
    ajv.addSchema(page, 'api');
    for (const [path, methods] of Object.entries(page.paths))
      for (const [method, { operationId, tags, requestBody }] of Object.entries(methods)) {
        assert.equal(tags.length, 1, operationId);
        if (!requestBody) continue;
        const { example } = requestBody.content['application/json']!;
        assert.ok(example, `${operationId} has no example`);
        const steps = ['paths', path, method, 'requestBody', 'content', 'application/json', 'schema'];
        const pointer = steps.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1'));
        const check = ajv.compile({ $ref: `api#/${pointer.map(encodeURIComponent).join('/')}` });
        assert.ok(check(example), `${operationId}: ${ajv.errorsText(check.errors)}`);
      }
  });
});

describe('the contract of the tests', () => {
  const page = {
    paths: {
      '/a/{id}': {
        get: {
          responses: {
            200: { content: { 'application/json': { schema: { type: 'object', required: ['id'] } } } },
          },
        },
      },
    },
  };
  const holds = createContract(page);

  it('lets a declared answer through', async () => {
    await holds('GET', '/a/1?b=2', Response.json({ id: 1 }));
  });

  for (const [what, response] of [
    ['an undeclared status', Response.json({ id: 1 }, { status: 201 })],
    ['an undeclared media type', new Response('{"id":1}', { headers: { 'content-type': 'text/csv' } })],
    ['a body that does not fit', Response.json({})],
  ] as const)
    it(`fails on ${what}`, async () => {
      await assert.rejects(holds('GET', '/a/1', response), assert.AssertionError);
    });
});
