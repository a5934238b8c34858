// Runs a parsed Kusto query row by row: only the operators and functions that the alerts use, and each as Kusto's
// documentation has it. Datetimes and timespans are milliseconds; a null string is ''.
import { parseKql, type Syntax } from './kusto.ts';

export type Value = string | number | boolean | null | { readonly [key: string]: Value };
export type Row = Readonly<Record<string, Value>>;

interface Scope {
  readonly rows: readonly Row[];
  readonly index: number;
}

/** @returns what the query says of these tables. Parses once; run it as often as you like. */
export function prepareKql(
  query: string,
): (tables: Readonly<Record<string, readonly Row[]>>) => readonly Row[] {
  const pipe = first(parseKql(query), 'ExpressionStatement').children[0]!;
  return (tables) => runPipe(pipe, tables);
}

function runPipe(node: Syntax, tables: Readonly<Record<string, readonly Row[]>>): readonly Row[] {
  if (node.kind === 'NameReference') return tables[nameOf(node)] ?? [];
  const [source, , operator] = node.children;
  return runOperator(operator!, runPipe(source!, tables));
}

function runOperator(operator: Syntax, rows: readonly Row[]): readonly Row[] {
  const [list] = operator.children.filter(({ kind }) => kind === 'SyntaxList').slice(-1);
  switch (operator.kind) {
    case 'FilterOperator':
      return rows.filter((_, index) => evaluate(operator.children.at(-1)!, { rows, index }) === true);
    case 'ExtendOperator':
      return list!.children.reduce<readonly Row[]>(extend, rows);
    case 'SortOperator':
      return rows.toSorted((a, b) => compareBy(list!.children, a, b));
    case 'TakeOperator':
      return rows.slice(0, Number(evaluate(operator.children.at(-1)!, { rows, index: 0 })));
    case 'SummarizeOperator':
      return summarize(operator, rows);
    default:
      throw new Error(`${operator.kind} is not known to this interpreter`);
  }
}

function extend(rows: readonly Row[], named: Syntax): readonly Row[] {
  const [declaration, , expression] = named.children;
  return rows.map((row, index) => ({
    ...row,
    [nameOf(declaration!)]: evaluate(expression!, { rows, index }),
  }));
}

function compareBy(columns: readonly Syntax[], a: Row, b: Row): number {
  for (const { children } of columns) {
    const [column, clause] = children;
    const [left, right] = [a, b].map((row) => evaluate(column!, { rows: [row], index: 0 }));
    if (left === right) continue;
    const up = left! < right! ? -1 : 1;
    return clause && tokensIn(clause)[0] === 'asc' ? up : -up; // Kusto sorts downwards unless told otherwise
  }
  return 0;
}

function summarize(operator: Syntax, rows: readonly Row[]): readonly Row[] {
  const aggregates = operator.children.filter(({ kind }) => kind === 'SyntaxList').at(-1)!.children;
  const by = operator.children.find(({ kind }) => kind === 'SummarizeByClause');
  const keys = by ? first(by, 'SyntaxList').children : [];
  const groups = Map.groupBy(rows.keys(), (index) =>
    JSON.stringify(keys.map((key) => evaluate(key, { rows, index }))),
  );
  if (keys.length === 0 && rows.length === 0) groups.set('', []);
  return [...groups.values()].map((indexes) => {
    const group = indexes.map((index) => rows[index]!);
    const kept = keys.map((key) => [nameOf(key), evaluate(key, { rows: group, index: 0 })]);
    return Object.assign(Object.fromEntries(kept), ...aggregates.map((each) => aggregate(each, group)));
  });
}

function aggregate(named: Syntax, rows: readonly Row[]): Row {
  const call = named.kind === 'SimpleNamedExpression' ? named.children[2]! : named;
  const name = named.kind === 'SimpleNamedExpression' ? nameOf(named.children[0]!) : '';
  const [about, ...more] = argumentsOf(call);
  const values = () => rows.map((_, index) => evaluate(about!, { rows, index }) as number);
  switch (nameOf(call.children[0]!)) {
    case 'count':
      return { [name]: rows.length };
    case 'countif':
      return { [name]: values().filter((value) => (value as Value) === true).length };
    case 'max':
      return { [name]: Math.max(...values()) };
    case 'percentile': {
      const rank = Math.ceil((Number(evaluate(more[0]!, { rows, index: 0 })) / 100) * rows.length);
      return { [name]: values().toSorted((a, b) => a - b)[rank - 1] ?? null };
    }
    case 'arg_max': {
      const most = rows.reduce((best, row) => (row[nameOf(about!)]! > best[nameOf(about!)]! ? row : best));
      return Object.fromEntries([about!, ...more].map((column) => [nameOf(column), most[nameOf(column)]!]));
    }
    default:
      throw new Error(`${nameOf(call.children[0]!)} is not known to this interpreter`);
  }
}

function evaluate(node: Syntax, scope: Scope): Value {
  const { children } = node;
  switch (node.kind) {
    case 'NameReference':
      return scope.rows[scope.index]![nameOf(node)] ?? null;
    case 'LiteralExpression':
      return literal(tokensIn(node)[0]!);
    case 'ParenthesizedExpression':
      return evaluate(children[1]!, scope);
    case 'ElementExpression': {
      const bag = evaluate(children[0]!, scope) as Record<string, Value> | null;
      return bag?.[String(evaluate(children[1]!.children[1]!, scope))] ?? null;
    }
    case 'BinaryExpression':
      return binary(
        children[1]!.text,
        () => evaluate(children[0]!, scope),
        () => evaluate(children[2]!, scope),
      );
    case 'FunctionCallExpression':
      return call(nameOf(children[0]!), argumentsOf(node), scope);
    default:
      throw new Error(`${node.kind} is not known to this interpreter`);
  }
}

function binary(operator: string, left: () => Value, right: () => Value): Value {
  if (operator === 'and') return left() === true && right() === true;
  if (operator === 'or') return left() === true || right() === true;
  const [a, b] = [left(), right()] as [number, number];
  if (operator === 'contains') return foldAscii(String(a ?? '')).includes(foldAscii(String(b)));
  if (a === null || b === null) return null;
  switch (operator) {
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<=':
      return a <= b;
    case '>=':
      return a >= b;
    case '>':
      return a > b;
    default:
      throw new Error(`${operator} is not known to this interpreter`);
  }
}

function call(name: string, given: readonly Syntax[], scope: Scope): Value {
  const value = (n: number) => evaluate(given[n]!, scope);
  switch (name) {
    case 'tolower':
      return String(value(0) ?? '').toLowerCase();
    case 'tostring':
      return String(value(0) ?? '');
    case 'toint':
      return Number(value(0));
    case 'isnotnull':
      return value(0) !== null;
    case 'coalesce':
      return given.map((_, n) => value(n)).find((each) => each !== null && each !== '') ?? null;
    case 'prev': {
      const index = scope.index - Number(value(1));
      return index < 0 ? null : evaluate(given[0]!, { ...scope, index });
    }
    case 'datetime_diff': {
      // Boundaries between the two, not whole units: 10:05:59 is 5 minutes after 10:00:00.
      const [unit, late, early] = [value(0), value(1), value(2)] as [string, number | null, number | null];
      if (unit !== 'minute') throw new Error(`${unit} is not known to this interpreter`);
      return late === null || early === null ? null : Math.floor(late / 60_000) - Math.floor(early / 60_000);
    }
    default:
      throw new Error(`${name} is not known to this interpreter`);
  }
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

function literal(text: string): Value {
  const quoted = /^(['"])(.*)\1$/s.exec(text);
  if (quoted) return quoted[2]!;
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(text) ?? [];
  if (amount === undefined) throw new Error(`${text} is not known to this interpreter`);
  return Number(amount) * (unit ? UNITS[unit]! : 1);
}

/** `contains` folds the case of ASCII letters only. */
const foldAscii = (text: string) => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

const argumentsOf = (node: Syntax) => first(first(node, 'ExpressionList'), 'SyntaxList').children;

const nameOf = (node: Syntax) => tokensIn(node)[0]!;

function tokensIn(node: Syntax): string[] {
  return node.kind === 'token' ? [node.text] : node.children.flatMap(tokensIn);
}

/** The first node of this kind below another one, by depth. */
function first(node: Syntax, kind: string): Syntax {
  const find = (each: Syntax): Syntax | undefined =>
    each.children.find((child) => child.kind === kind) ?? each.children.map(find).find(Boolean);
  const found = find(node);
  if (!found) throw new Error(`${node.kind} has no ${kind}`);
  return found;
}
