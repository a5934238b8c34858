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

/**
 * @param compose composes the statement. What it is given stands for the values of a later call: it may hand each on as a value of the
 *   statement, as often as it likes, and can neither calculate with it nor decide by it.
 * @param count how many values it is given, where its parameters do not tell.
 * @returns runs the statement with values, on a database or in a transaction.
 */
export function composedOnce<const Values extends readonly unknown[], Row>(
  compose: (db: Kysely<Tables>, ...values: Values) => Compilable<Row>,
  count = compose.length - 1,
): (on: Kysely<Tables>, ...values: Values) => Promise<QueryResult<Row>> {
  /** By database: one process may use SQLite and PostgreSQL. Its transactions have its adapter. */
  const composed = new WeakMap<DialectAdapter, CompiledQuery<Row>>();
  const places = Array.from({ length: count }, (_, index) => new Place(index));

  return (on, ...values) => {
    const { adapter, plugins } = on.getExecutor();
    if (plugins.length > 0) return on.executeQuery(compose(on, ...values)); // they may change any statement
    const query = composed.get(adapter) ?? compose(on, ...(places as unknown as Values)).compile();
    composed.set(adapter, query);
    const parameters = query.parameters.map((each) => (each instanceof Place ? values[each.index] : each));
    return on.executeQuery({ ...query, parameters });
  };
}
