// What the OpenAPI page promises, as a check on every answer that a test gets.
import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

interface Document {
  readonly paths: Record<string, Record<string, { responses: Record<string, Declared> }>>;
}
interface Declared {
  readonly content?: Record<string, object>;
}

export type Contract = (method: string, path: string, response: Response) => Promise<void>;

/**
 * Fails on an answer with a status, a media type or a body that the page does not declare for its route. Left out are
 * paths and methods that do not exist, and 500, which nobody is promised.
 */
export function createContract(document: unknown): Contract {
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  ajv.addSchema(document as object, 'api');
  const { paths } = document as Document;

  function bodyFits(path: string, keys: readonly string[], body: unknown): void {
    const pointer = ['paths', path, ...keys].map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'));
    const check = ajv.compile({ $ref: `api#/${pointer.map(encodeURIComponent).join('/')}` });
    assert.ok(check(body), `${keys[0]} ${path}: ${ajv.errorsText(check.errors)}`);
  }

  return async (method, path, response) => {
    const verb = method.toLowerCase();
    const template = Object.keys(paths).find((each) => matches(each, path.split('?')[0]!));
    const operation = template && paths[template]![verb];
    if (!operation) return assert.ok([404, 405].includes(response.status));
    if (response.status === 500) return;
    const status = String(response.status);
    const declared = operation.responses[status];
    assert.ok(declared, `${method} ${template} answers ${status}, which is not declared`);
    const type = (response.headers.get('content-type') ?? '').split(';')[0]!;
    if (!declared.content) return assert.equal(type, '');
    assert.ok(declared.content[type], `${method} ${template} answers ${status} with ${type}`);
    if (type.endsWith('json'))
      bodyFits(
        template,
        [verb, 'responses', status, 'content', type, 'schema'],
        await response.clone().json(),
      );
  };
}

function matches(template: string, path: string): boolean {
  return new RegExp(`^${template.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]*')}$`).test(path);
}
