// Accuracy against speed, of every model with figures: families by what `lab compare` measured in one run, and folders that the
// service could serve (the model in service, the older build's, and students in build/students) by runs taken in turn here.
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { posts } from '../fixtures/posts.ts';
import { drawFigure, type Point } from './figure/draw.ts';
import { openLimit } from './limit.ts';
import { median } from './median.ts';
import { bringOldBuild, OLD_BUILD } from './old-build.ts';
import { MODEL, measuredBy, type Section, tableOf, takeRounds } from './section.ts';

const HEADING = '## Accuracy against speed';
const RESULTS = 'models/results';
const STUDENTS = 'build/students';
const FIGURE = 'docs/pictures/accuracy-and-speed.svg';
/** The sets that every family was measured on. */
const SETS = { English: 'test/sentiment140', French: 'test/fr_translated' } as const;
/** The family that the model in service is of; `lab compare` measured it with twelve layers, as the older build has them. */
const LIKE_THE_OLDER = 'fine_tuned';

const accuracy = z.object({ accuracy: z.number() });
const Family = z.object({
  family: z.string(),
  posts_per_second: z.number(),
  sets: z.record(z.string(), z.object({ accuracy: z.object({ value: z.number() }) })),
});
const Card = z.object({ version: z.string(), metrics: z.record(z.string(), z.object({ int8: accuracy })) });

/** Families that were compared, without other files of that folder. */
async function families(): Promise<Point[]> {
  const names = (await readdir(RESULTS)).filter((name) => name.endsWith('.json'));
  const read = names.map(async (name) =>
    Family.safeParse(JSON.parse(await readFile(join(RESULTS, name), 'utf8'))),
  );
  const compared = (await Promise.all(read)).flatMap(({ data }) => (data ? [data] : []));
  const one = compared.find(({ family }) => family === LIKE_THE_OLDER)!.posts_per_second;
  return compared
    .filter(({ family }) => family !== LIKE_THE_OLDER)
    .map(({ family, posts_per_second, sets }) => ({
      name: family.replaceAll('_', ' '),
      times: posts_per_second / one,
      english: sets[SETS.English]!.accuracy.value,
      french: sets[SETS.French]!.accuracy.value,
    }));
}

/** Folders of models, by what they are called in the figure. */
async function folders(before: string): Promise<Readonly<Record<string, string>>> {
  const students = existsSync(STUDENTS) ? (await readdir(STUDENTS)).sort() : [];
  return {
    [`model of ${OLD_BUILD}`]: join(before, MODEL),
    ...Object.fromEntries(students.map((name) => [name.replaceAll('-', ' '), join(STUDENTS, name)])),
    'in service': MODEL,
  };
}

export const figureSection: Section = async ({ seconds, rounds }) => {
  const before = await bringOldBuild();
  if (!before)
    return `${HEADING}\n\nNot measured: this clone does not reach back to ${OLD_BUILD}; run: git fetch --unshallow\n`;
  const models = await Promise.all(
    Object.entries(await folders(before)).map(async ([name, folder]) => ({
      name,
      card: Card.parse(JSON.parse(await readFile(join(folder, 'model.json'), 'utf8'))),
      limit: await openLimit(posts, folder, 1),
    })),
  );
  const taken = await takeRounds(rounds, async () => {
    const rates: number[] = [];
    for (const { limit } of models) rates.push(await limit.measure(seconds));
    return rates;
  });
  for (const { limit } of models) await limit.close();
  const served = models.map(({ name, card }, at) => ({
    name,
    times: median(taken.map((rates) => rates[at]! / rates[0]!)),
    english: card.metrics[SETS.English]!.int8.accuracy,
    french: card.metrics[SETS.French]!.int8.accuracy,
  }));
  const points = [...(await families()), ...served].sort((a, b) => b.times - a.times);
  await writeFile(FIGURE, drawFigure(points));
  return `${HEADING}

${measuredBy('npm run bench -- figure')};
${rounds} rounds of ${seconds} s on one thread, in turn. Speed is that of ONNX Runtime alone, in times of the model of ${OLD_BUILD}; that of other
families, which are not in this repository, is what \`lab compare\` measured beside a model like it. Accuracy is that between two
sides, on ${SETS.English} (English) and ${SETS.French} (French).

![Accuracy against speed](pictures/${basename(FIGURE)})

${tableOf([
  ['model', 'posts/s', 'English', 'French'],
  ...points.map(({ name, times, english, french }) => [
    name,
    `${times.toFixed(2)}×`,
    english.toFixed(3),
    french.toFixed(3),
  ]),
])}
`;
};
