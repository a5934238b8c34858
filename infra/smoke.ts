// `node infra/smoke.ts URL VERSION [SECONDS]`: whether a deployed service is ready, is that version, and judges in both languages.
// SMOKE_API_KEY holds a key of the REST API with the scope `predict`. Needs Node 24 and nothing else.
import { setTimeout as sleep } from 'node:timers/promises';

const EXPECTED = [
  { text: 'Vol parfait, équipage adorable, merci beaucoup !', label: 'positive', lang: 'fr' },
  { text: 'Worst airline ever, you lost my luggage again', label: 'negative', lang: 'en' },
];

// Azure mounts the archive, starts the service and asks it by itself first: that may take minutes.
const [, , url = '', version = '', patience = '300'] = process.argv;

async function ask(path: string, init?: RequestInit): Promise<Record<string, unknown>> {
  const answer = await fetch(new URL(path, url), { ...init, signal: AbortSignal.timeout(20_000) });
  const body = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${body.slice(0, 500)}`);
  return JSON.parse(body);
}

async function untilReady(): Promise<void> {
  const deadline = Date.now() + Number(patience) * 1000;
  for (;;) {
    try {
      await ask('/readyz');
      const running = (await ask('/version')).version;
      if (running === version) return;
      throw new Error(`version ${running} runs, not ${version}`);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(1000);
    }
  }
}

try {
  await untilReady();
  for (const { text, label, lang } of EXPECTED) {
    const verdict = await ask('/predict', {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(process.env.SMOKE_API_KEY && { Authorization: `Bearer ${process.env.SMOKE_API_KEY}` }),
      },
      body: JSON.stringify({ text }),
    });
    if (verdict.label !== label || verdict.lang !== lang)
      throw new Error(`"${text}" was judged ${verdict.label} (${verdict.lang}), not ${label} (${lang})`);
  }
  process.stdout.write(`${url} is well: version ${version}, ${EXPECTED.length} verdicts as expected\n`);
} catch (error) {
  process.stderr.write(`${url} is not well: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
