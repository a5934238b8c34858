// Another version of the model in service: the same files under a card of its own.
import { copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const PRODUCTION = resolve('models/production');

/**
 * Writes a model folder.
 * @param changes what its card says otherwise.
 */
export async function copyModel(
  folder: string,
  {
    version,
    ...changes
  }: { readonly version: string; readonly name?: string; readonly temperature?: number },
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of ['tokenizer.json', 'tokenizer_config.json'])
    await copyFile(join(PRODUCTION, name), join(folder, name));
  await symlink(join(PRODUCTION, 'model.onnx'), join(folder, 'model.onnx'));
  const card = JSON.parse(await readFile(join(PRODUCTION, 'model.json'), 'utf8'));
  const { name = card.name, temperature = card.calibration.temperature } = changes;
  const calibration = { ...card.calibration, temperature };
  await writeFile(join(folder, 'model.json'), JSON.stringify({ ...card, name, version, calibration }));
}
