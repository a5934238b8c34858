// What people and programs ask the service for over HTTP, while posts and votes come in.
import pino from 'pino';
import { startApplication } from '../../../src/application.ts';
import { readConfig } from '../../../src/config.ts';
import { verdict } from '../../feedback/verdicts.ts';
import { TOPICS } from '../../topics/production.ts';
import { quantile } from '../median.ts';
import { DAY, DAYS } from './fill.ts';
import { keepWriting, type Look, type Measured, measure, QUIET } from './measure.ts';
import type { FilledStore } from './store.ts';

/** Milliseconds from one post with its vote to the next. */
const EVERY = 50;
const TIMES = 15;

/** The model judges at once: what is measured is the store and what lies before it. */
const classifier = {
  model: verdict.model,
  topics: TOPICS,
  ready: true,
  classify: async () => verdict,
  close: async () => {},
};

async function ask(url: string, path: string, body?: object): Promise<string> {
  const answer = await fetch(url + path, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json' },
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return text;
}

/** @param now when the month ended, milliseconds since 1970. */
export async function measureOverHttp({ options }: FilledStore, now: number): Promise<readonly Measured[]> {
  const config = readConfig({
    PORT: '0',
    DATA_DIR: options.dataDir,
    PEOPLE_KEY: 'a key of the bench, 32 letters long or more',
    ...(options.databaseUrl && { DATABASE_URL: options.databaseUrl }),
  });
  const application = await startApplication(config, { classifier, log: pino({ level: 'silent' }) });
  const { url } = application;
  const predict: number[] = [];
  const writing = keepWriting(EVERY, async () => {
    const started = performance.now();
    const { id } = JSON.parse(await ask(url, '/predict', { text: 'Vol annulé' }));
    predict.push(performance.now() - started);
    await ask(url, '/feedback', { prediction_id: id, correct: false });
  });
  try {
    const measured: Measured[] = [];
    for (const look of looks(url, now)) measured.push(await measure(look));
    const both = quantile(writing.took, QUIET);
    const judged = quantile(predict, QUIET);
    return [
      { name: '`POST /predict`', kind: 'answer', took: judged, processor: undefined, held: 0 },
      { name: '`POST /feedback`', kind: 'answer', took: both - judged, processor: undefined, held: 0 },
      ...measured,
    ];
  } finally {
    await writing.stop();
    await application.close();
  }
}

function looks(url: string, now: number): readonly Look[] {
  const month = new Date(now - DAYS * DAY + 1).toISOString();
  const answer = (name: string, ...paths: readonly string[]): Look => ({
    name,
    kind: 'answer',
    times: TIMES,
    run: () => Promise.all(paths.map((path) => ask(url, path))),
  });
  return [
    answer('`GET /stats`, a month by day', `/stats?by=day&since=${month}`),
    answer('`GET /stats`, a month by language', `/stats?by=language&since=${month}`),
    answer('`GET /reviews`', '/reviews'),
    answer('`GET /reviews`, one door and language', '/reviews?door=api&language=en'),
    answer('`GET /export/next`', '/export/next'),
    answer('`GET /posts`, the newest', '/posts'),
    answer('`GET /posts` of a topic', '/posts?topic=delay'),
    answer('`GET /posts` of a topic in French', '/posts?topic=baggage&lang=fr'),
    answer('`GET /posts` that wait for an answer', '/posts?status=open'),
    answer('`GET /triage`, a month by week', `/triage?by=week&since=${month}`),
    answer('`GET /triage`, a day by topic', `/triage?by=topic&since=${new Date(now - DAY).toISOString()}`),
    answer('`GET /drift`', `/drift?since=${month}`),
    answer('`GET /incidents`', '/incidents'),
    {
      name: 'a dashboard: three `/stats`, `/incidents`, `/drift`',
      kind: 'work',
      times: TIMES,
      run: () =>
        Promise.all(
          ['/stats?by=day&', '/stats?by=door&', '/stats?by=language&', '/incidents?', '/drift?'].map((path) =>
            ask(url, path.startsWith('/incidents') ? '/incidents' : `${path}since=${month}`),
          ),
        ),
    },
    {
      name: '`GET /export`, all of a month',
      kind: 'work',
      times: 3,
      run: () => ask(url, `/export?since=${month}`),
    },
  ];
}
