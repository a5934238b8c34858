// What a proof says while it runs, and in docs/proof.md when it has gone through, beside what others have written there.
import { availableParallelism } from 'node:os';
import { keepSection } from '../bench/report.ts';

const FILE = new URL('../../docs/proof.md', import.meta.url);

export function createReport(introduction: string) {
  const begun = performance.now();
  const seconds = () => `${((performance.now() - begun) / 1000).toFixed(0)} s`;
  const chapters: string[] = [];
  return {
    /** Something that was seen. */
    saw(fact: string) {
      chapters.push(`${chapters.pop()}\n- ${fact}`);
      process.stdout.write(`      ${seconds().padStart(5)}  ${fact}\n`);
    },
    chapter(title: string) {
      chapters.push(`## ${title}\n`);
    },
    async write() {
      const day = new Date().toISOString().slice(0, 10);
      const made = `Written by \`npm run proof\` on ${day}: Node ${process.version}, ${availableParallelism()} cores, ${seconds()}.`;
      for (const section of [`# Proof\n\n${introduction}\n\n${made}`, ...chapters])
        await keepSection(section, FILE);
    },
  };
}
