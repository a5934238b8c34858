// What telemetry learns of a query on PostgreSQL: the kind of statement and the table. Its SQL and its parameters, which
// hold posts and people, stay here.
import type { LogEvent } from 'kysely';
import { areSpansTaken, recordDependency } from '../../telemetry/spans.ts';

type Node = Readonly<Record<string, unknown>> & { readonly kind: string };

/** Where the node of a statement keeps its table, or the nodes that do. */
const TOWARDS_TABLE = ['from', 'froms', 'into', 'table', 'node'];

/** For Kysely's `log`: told of every query when it is over. */
export function recordQuery({ level, query, queryDurationMillis }: LogEvent): void {
  if (!areSpansTaken()) return;
  const node = query.query as unknown as Node;
  // `InsertQueryNode` is an insert; what is written out in SQL, `RawNode`, is not looked into.
  const operation = /^(\w+?)(?:Query)?Node$/.exec(node.kind)![1]!.toLowerCase();
  const table = tableIn(node);
  recordDependency(
    {
      name: table ? `${operation} ${table}` : operation,
      attributes: { 'db.system.name': 'postgresql', 'db.operation.name': operation },
    },
    queryDurationMillis,
    level === 'query',
  );
}

function tableIn(node: Node): string | undefined {
  if (node.kind === 'TableNode')
    return (node.table as { readonly identifier: { readonly name: string } }).identifier.name;
  const [next] = TOWARDS_TABLE.flatMap((key) => (node[key] ?? []) as Node | Node[]);
  return next && tableIn(next);
}
