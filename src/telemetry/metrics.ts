// What is counted and timed. Labels are few and known beforehand: never a path as asked, never a person.

import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { wallClock } from '../clock.ts';
import type { Entry } from '../feedback/feedback-service.ts';
import { GOOD_PREDICTION, type Trace } from '../feedback/trace.ts';
import type { Classifier } from '../sentiment/verdict.ts';
import { createInstruments, type Instruments, SECONDS } from './instruments.ts';
import { createVerdictTiming } from './verdict-timing.ts';

/** A request that was answered, or whose client has gone. */
export interface AnsweredRequest {
  readonly method: string;
  /** The route as it was declared, e.g. `/predictions/:id`. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** How much waits, and since when (milliseconds since 1970-01-01T00:00Z). */
interface Waiting {
  readonly count: number;
  readonly oldest: number | undefined;
}

export interface Metrics {
  readonly contentType: string;
  /** All metrics, in Prometheus' text format. */
  text(): Promise<string>;
  countRequest(request: AnsweredRequest): void;
  /** The same classifier; it is counted how many posts it has in hand and how long each takes. */
  timeVerdicts(classifier: Classifier): Classifier;
  /** A verdict was written down. */
  countVerdict(entry: Pick<Entry, 'verdict' | 'door'>): void;
  /** A vote has left a trace. */
  countVote(trace: Pick<Trace, 'message' | 'properties'>): void;
  /** A post was looked for among the verdicts kept in memory. */
  countLookup(hit: boolean): void;
  /** Another version of the model serves. */
  countSwitch(version: string): void;
  /** A post that the challenger took was judged, was dropped, failed, or its verdict was lost. */
  countChallenged(outcome: string): void;
  /** Something that should have been said in Teams was not, for one of a few reasons. */
  countGivenUp(reason: string): void;
  /** A row of this table was found that cannot be read. */
  countUnreadable(table: string): void;
  /** Shows how much waits in the store of the Teams door, and for how long, whenever the metrics are asked for. */
  showWaiting(read: () => Promise<Readonly<Record<'jobs' | 'orders', Waiting>>>): void;
  /** Shows a number that is asked for when the metrics are; null when there is none. */
  readonly gauge: Instruments['gauge'];
}

const TENTHS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  // Not among the instruments: Application Insights gets every request itself.
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from a request to its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS.slice(2),
    registers: [registry],
  });
  const instruments = createInstruments(registry);
  const { counter, histogram, gauge } = instruments;
  const verdict = counter('sentiment_verdicts_total', 'Verdicts written down.', [
    'label',
    'door',
    'language',
    'certain',
  ]);
  const probability = histogram('sentiment_probability', 'Probability of positive of the verdicts.', TENTHS);
  const vote = counter('sentiment_votes_total', 'Votes given, a change of mind included.', [
    'correct',
    'door',
    'label',
  ]);
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    countRequest: ({ seconds, ...labels }) => requests.observe(labels, seconds),

    timeVerdicts: createVerdictTiming(instruments),
    ...countEvents(counter),

    showWaiting: (read) => showWaiting(gauge, read),

    countVerdict({ door, verdict: { label, language, certain, probability: value } }) {
      verdict({ label, door, language, certain: String(certain) });
      probability(value);
    },

    countVote({ message, properties: { door, label } }) {
      vote({ correct: String(message === GOOD_PREDICTION), door: String(door), label: String(label) });
    },

    gauge,
  };
}

function showWaiting(gauge: Instruments['gauge'], read: Parameters<Metrics['showWaiting']>[0]): void {
  for (const queue of ['jobs', 'orders'] as const) {
    gauge(`teams_${queue}_waiting`, `How many ${queue} of the Teams door wait.`, async () => {
      return (await read())[queue].count;
    });
    gauge(`teams_${queue}_oldest_seconds`, `How long the oldest of the ${queue} has waited.`, async () => {
      const { oldest } = (await read())[queue];
      return oldest === undefined ? 0 : Math.max(0, (wallClock() - oldest) / 1000);
    });
  }
}

/** What happens now and then, each with one label. */
function countEvents(
  counter: Instruments['counter'],
): Pick<Metrics, 'countLookup' | 'countSwitch' | 'countChallenged' | 'countGivenUp' | 'countUnreadable'> {
  const lookup = counter(
    'sentiment_cache_lookups_total',
    'Posts looked for among the verdicts kept in memory, by whether one answered.',
    ['hit'],
  );
  const switched = counter(
    'sentiment_model_switches_total',
    'Changes of the model in service, by the version that came.',
    ['model'],
  );
  const challenged = counter(
    'sentiment_challenger_posts_total',
    'Posts that the challenger took, by what became of them.',
    ['outcome'],
  );
  const givenUp = counter(
    'teams_given_up_total',
    'What should have been said in Teams and was not, by reason.',
    ['reason'],
  );

  const unreadable = counter(
    'storage_unreadable_rows_total',
    'Rows that could not be read and were passed over, by table.',
    ['table'],
  );
  return {
    countLookup: (hit) => lookup({ hit: String(hit) }),
    countSwitch: (model) => switched({ model }),
    countChallenged: (outcome) => challenged({ outcome }),
    countGivenUp: (reason) => givenUp({ reason }),
    countUnreadable: (table) => unreadable({ table }),
  };
}
