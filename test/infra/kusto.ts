// Kusto queries parsed and checked by Microsoft's own parser, as a plain tree. The parser is C# made JavaScript, with
// globals of its own: it gets a context of its own to have them in.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createContext, runInContext } from 'node:vm';

/** A node of the tree: its kind as Microsoft calls it, e.g. `FilterOperator`, or `token`. */
export interface Syntax {
  readonly kind: string;
  /** What stands there, for tokens only. */
  readonly text: string;
  readonly children: readonly Syntax[];
}

/** The columns of the tables that the alerts read, as Azure documents them, as far as they are used. */
const TABLES = {
  traces: '(timestamp:datetime, message:string, itemId:string, customDimensions:dynamic)',
  requests: '(timestamp:datetime, name:string, resultCode:string, success:string, duration:real)',
  dependencies:
    '(timestamp:datetime, name:string, type:string, target:string, success:string, duration:real)',
};

interface ParserNode {
  readonly constructor: { readonly $$fullname: string };
  readonly ChildCount: number;
  readonly Text?: string;
  GetChild(index: number): ParserNode | null;
}

const require = createRequire(import.meta.url);
// biome-ignore lint/suspicious/noExplicitAny: the parser's own types are of another way to load it
const context = createContext({}) as { Kusto: { Language: any } };
for (const script of ['bridge.min.js', 'Kusto.Language.Bridge.min.js'])
  runInContext(readFileSync(require.resolve(`@kusto/language-service-next/${script}`), 'utf8'), context);

const { GlobalState, KustoCode, Symbols } = context.Kusto.Language;
const tables = Object.entries(TABLES).map(([name, columns]) =>
  Symbols.TableSymbol.From(columns).WithName(name),
);
const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('azure', tables));

/** @throws an error with all that Microsoft's parser finds wrong with the query, unknown columns included. */
export function parseKql(query: string): Syntax {
  const code = KustoCode.ParseAndAnalyze(query, globals);
  const found = code.GetDiagnostics();
  const faults = Array.from({ length: found.Count }, (_, i) => found.getItem(i).Message as string);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return plain(code.Syntax);
}

function plain(node: ParserNode): Syntax {
  const kind = node.constructor.$$fullname.replace('Kusto.Language.Syntax.', '').replace(/`.*$/s, '');
  const children = Array.from({ length: node.ChildCount || 0 }, (_, i) => node.GetChild(i))
    .filter((child) => child !== null)
    .map(plain);
  if (kind === 'SeparatedElement') return children[0]!; // the comma after it says nothing more
  return { kind: kind.startsWith('SyntaxToken') ? 'token' : kind, text: node.Text ?? '', children };
}
