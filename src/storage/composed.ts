// Statements that every post asks for are composed once: to compose one takes Kysely as long as SQLite takes to run it, or longer.
import type { Compilable, CompiledQuery, DialectAdapter, Kysely, QueryResult } from 'kysely';
import type { Tables } from './engine/tables.ts';

/** Stands for a value while the statement is composed. */
class Place {
  readonly index: number;
  constructor(index: number) {
    this.index = index;
  }
}

/** Of more values no statement is kept: the large batches, each of another size, are few. */
const MOST_VALUES = 400;
/** Forms of one statement that are kept, the one that was asked for longest ago goes first: one of 400 values takes 70 KB. */
const MOST_FORMS = 32;

/**
 * @param compose composes the statement. What it is given stands for the values of a later call: it may hand each on as a value of the
 *   statement, as often as it likes, and can neither calculate with it nor decide by it. A list or a row has as many places, of the
 *   same names, as that of the call.
 * @returns runs the statement with values, on a database or in a transaction.
 */
export function composedOnce<const Values extends readonly unknown[], Row>(
  compose: (db: Kysely<Tables>, ...values: Values) => Compilable<Row>,
): (on: Kysely<Tables>, ...values: Values) => Promise<QueryResult<Row>> {
  /** By database, since one process may use SQLite and PostgreSQL, whose transactions have its adapter; and by the form of the values. */
  const composed = new WeakMap<DialectAdapter, Map<string, CompiledQuery<Row>>>();

  function composeFor(on: Kysely<Tables>, adapter: DialectAdapter, values: Values, form: string) {
    const known = composed.get(adapter) ?? new Map<string, CompiledQuery<Row>>([]);
    composed.set(adapter, known);
    const query = known.get(form) ?? compose(on, ...placesFor(values)).compile();
    known.delete(form); // to the end: a Map keeps the order of insertion
    known.set(form, query);
    if (known.size > MOST_FORMS) known.delete(known.keys().next().value!);
    return query;
  }

  return (on, ...values) => {
    const { adapter, plugins } = on.getExecutor();
    if (plugins.length > 0) return on.executeQuery(compose(on, ...values)); // they may change any statement
    const single: unknown[] = [];
    const form = takeApart(values, single);
    if (single.length > MOST_VALUES) return on.executeQuery(compose(on, ...values));
    const query = composeFor(on, adapter, values, form);
    const parameters = query.parameters.map((each) => (each instanceof Place ? single[each.index] : each));
    return on.executeQuery({ ...query, parameters });
  };
}

/** A list, or a row with its names; anything else is one value. */
const isMany = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype);

/** Kysely leaves out what is undefined. */
const named = (row: Readonly<Record<string, unknown>>) =>
  Object.entries(row).filter(([, value]) => value !== undefined);

/** @param single gets the single values, in order. @returns how many there are, where and under which names. */
function takeApart(value: unknown, single: unknown[]): string {
  if (!isMany(value)) {
    single.push(value);
    return '.';
  }
  let form = '(';
  if (Array.isArray(value)) for (const each of value) form += takeApart(each, single);
  else for (const [name, each] of named(value)) form += name + takeApart(each, single);
  return `${form})`;
}

function placesFor<Values>(values: Values): Values {
  let index = 0;
  const placeFor = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(placeFor);
    if (isMany(value)) return Object.fromEntries(named(value).map(([name, each]) => [name, placeFor(each)]));
    index += 1;
    return new Place(index - 1);
  };
  return placeFor(values) as Values;
}
