import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Program, startProgram } from './program.ts';

const TEAMS = fileURLToPath(new URL('./teams.ts', import.meta.url));

describe('npm run teams', function () {
  this.timeout(60_000);

  let folder: string;
  let program: Program | undefined;

  const run = (settings: Record<string, string> = {}) => {
    program = startProgram('npm run teams', [TEAMS], {
      PORT: '0',
      WORKERS: '1',
      DATA_DIR: folder,
      LOG_LEVEL: 'warn',
      ...settings,
    });
    return program;
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'air-paradis-e2e-'));
  });

  afterEach(async () => {
    await program?.stop();
    await rm(folder, { recursive: true });
  });

  it('says where to click and what to try, in both languages, and stops both when it is asked to end', async () => {
    const teams = run();
    await teams.says(/Ctrl\+C/);
    const said = teams.errors();
    const [, window] = /Open +(http:\S+)/.exec(said) ?? [];
    const [, service] = /Service +(http:\S+)/.exec(said) ?? [];
    assert.ok(said.includes(`Ouvrez    ${window}`));
    assert.match(await (await fetch(window!)).text(), /Playground/);
    assert.equal((await fetch(`${service}/readyz`)).status, 200);

    assert.equal(await teams.stop(), 0);
    await assert.rejects(fetch(window!));
    await assert.rejects(fetch(`${service}/readyz`));
  });

  it('says so when the port of the service is taken', async () => {
    const occupant: Server = createServer();
    await new Promise<void>((resolve) => occupant.listen(0, '127.0.0.1', resolve));
    const { port } = occupant.address() as AddressInfo;
    const teams = run({ PORT: String(port) });
    assert.equal(await teams.ended, 1);
    assert.match(teams.errors(), new RegExp(`^Port ${port} of 127.0.0.1 is taken`));
    await new Promise((resolve) => occupant.close(resolve));
  });

  it('refuses a bot that has an identity, as the Playground has none to show', async () => {
    const teams = run({
      MicrosoftAppId: '11111111-2222-4333-8444-555555555555',
      MicrosoftAppTenantId: '11111111-2222-4333-8444-555555555556',
      MicrosoftAppPassword: 'secret',
    });
    assert.equal(await teams.ended, 1);
    assert.match(teams.errors(), /unset MicrosoftAppId/);
  });
});
