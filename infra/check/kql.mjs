// Parses queries with the Kusto language service and gives the faults it finds, and the columns of the result.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import vm from 'node:vm';
import { TABLES } from './kql-tables.mjs';

const require = createRequire(import.meta.url);

/** Loads the language service once. It is made of scripts that define globals. */
export function kustoChecker() {
  const folder = dirname(require.resolve('@kusto/language-service-next/package.json'));
  for (const file of ['bridge.min.js', 'Kusto.Language.Bridge.min.js']) {
    vm.runInThisContext(readFileSync(join(folder, file), 'utf8'), { filename: file });
  }
  const { GlobalState, KustoCode, Symbols } = globalThis.Kusto.Language;
  const tables = Object.entries(TABLES).map(([name, columns]) => Symbols.TableSymbol.From(`(${columns.replace(/\s+/g, ' ')})`).WithName(name));
  const database = new Symbols.DatabaseSymbol.$ctor1('workspace', listOf(tables, Symbols.Symbol), false);
  const globals = GlobalState.Default.WithDatabase(database);
  return (text) => {
    const code = KustoCode.ParseAndAnalyze(text, globals);
    return { faults: diagnostics(code, text), columns: columnsOf(code) };
  };
}

/** Names of the columns that a query gives. */
function columnsOf(code) {
  const columns = code.ResultType?.Columns;
  return columns ? Array.from({ length: columns.Count }, (_, index) => columns.getItem(index).Name) : [];
}

function listOf(items, type) {
  const list = new (globalThis.System.Collections.Generic.List$1(type).ctor)();
  items.forEach((item) => list.add(item));
  return list;
}

function diagnostics(code, text) {
  const found = code.GetDiagnostics();
  return Array.from({ length: found.Count }, (_, index) => found.getItem(index))
    .filter((diagnostic) => diagnostic.Severity === 'Error' || diagnostic.Severity === 'Warning')
    .map((diagnostic) => ({ line: text.slice(0, diagnostic.Start).split('\n').length, text: diagnostic.Message }));
}
