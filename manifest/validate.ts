// Holds the manifest and its translations against Microsoft's schemas, which the package brings along: nothing is fetched.
import { AppManifestUtils } from '@microsoft/app-manifest';
import AjvDraft4 from 'ajv-draft-04';
import ajvFormats from 'ajv-formats';
import { PackageError } from './errors.ts';

type AnyManifest = Parameters<typeof AppManifestUtils.validateAgainstSchema>[0];

/** @throws {PackageError} with every fault that the schema finds. */
export async function validateManifest(content: string): Promise<void> {
  const manifest = parse('manifest.json', content) as AnyManifest;
  report('manifest.json', await AppManifestUtils.validateAgainstSchema(manifest));
}

/**
 * Not by AppManifestUtils: the patterns of this schema are no regular expressions in the strict mode that it uses.
 * @param file its name, for the message.
 * @throws {PackageError} with every fault that the schema finds.
 */
export async function validateTranslation(file: string, content: string): Promise<void> {
  const translation = parse(file, content) as { $schema?: string };
  const schema = await AppManifestUtils.fetchSchema(String(translation.$schema));
  const ajv = new AjvDraft4.default({ allErrors: true, strict: false, unicodeRegExp: false });
  ajvFormats.default(ajv);
  ajv.validate(schema, translation);
  const faults = ajv.errors ?? [];
  report(
    file,
    faults.map(({ instancePath, message, params }) =>
      `${instancePath} ${message} ${Object.values(params).join(' ')}`.trim(),
    ),
  );
}

function report(file: string, faults: readonly string[]): void {
  if (faults.length > 0)
    throw new PackageError(`${file} breaks its schema:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
}

function parse(file: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new PackageError(`${file} is not JSON: ${(error as Error).message}`);
  }
}
