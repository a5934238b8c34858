// Which packages may run a program of their own while they are installed, and that the largest of them does not.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Lock {
  packages: Record<string, { version?: string; hasInstallScript?: boolean }>;
}

const read = <T>(path: string): T =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const { packages } = read<Lock>('package-lock.json');
const { allowScripts } = read<{ allowScripts: Record<string, boolean> }>('package.json');

describe('The install', () => {
  it('fetches no CUDA libraries, whatever the version of npm', () => {
    const entry = packages['node_modules/onnxruntime-node'];
    assert.ok(entry, 'onnxruntime-node is no longer a dependency: remove this test');
    assert.equal(allowScripts['onnxruntime-node'], false, 'npm 11 would run its install script');
    assert.equal(
      entry.hasInstallScript,
      undefined,
      'npm 10 would run its install script: remove "hasInstallScript" from node_modules/onnxruntime-node in package-lock.json',
    );
  });

  it('decides for every package with an install script whether it may run', () => {
    const undecided = Object.entries(packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path.split('node_modules/').at(-1)!)
      .filter((name) => !(name in allowScripts));
    assert.deepEqual(undecided, []);
  });
});
