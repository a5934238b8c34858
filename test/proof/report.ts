// What a proof says while it runs, and in docs/proof.md when it has gone through.
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';

const FILE = new URL('../../docs/proof.md', import.meta.url);

export function createReport(introduction: string) {
  const begun = performance.now();
  const seconds = () => `${((performance.now() - begun) / 1000).toFixed(0)} s`;
  const lines: string[] = [];
  return {
    /** Something that was seen. */
    saw(fact: string) {
      lines.push(`- ${fact}`);
      process.stdout.write(`      ${seconds().padStart(5)}  ${fact}\n`);
    },
    chapter(title: string) {
      lines.push(`\n## ${title}\n`);
    },
    async write() {
      const day = new Date().toISOString().slice(0, 10);
      const made = `Written by \`npm run proof\` on ${day}: Node ${process.version}, ${availableParallelism()} cores, ${seconds()}.`;
      await writeFile(FILE, `# Proof\n\n${introduction}\n\n${made}\n${lines.join('\n')}\n`);
    },
  };
}
