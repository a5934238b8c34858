// docs/speed.md: a section for each bench, written by the bench; other pages that are put together so too.
import { readFile, writeFile } from 'node:fs/promises';

const FILE = 'docs/speed.md';

/** Puts a section in the place of the one with the same heading, or at the end. @param section Markdown; its first line is a heading. */
export async function keepSection(section: string, file: string | URL = FILE): Promise<void> {
  const sections = (await readFile(file, 'utf8')).split(/^(?=#{1,2} )/m);
  const [heading] = section.split('\n', 1);
  const at = sections.findIndex((each) => each.startsWith(`${heading}\n`));
  if (at < 0) sections.push(section);
  else sections[at] = section;
  await writeFile(file, `${sections.map((each) => each.trim()).join('\n\n')}\n`);
}
