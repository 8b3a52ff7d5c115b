import type { BindingFact, BindingRequest, DatasetRequest, FactError, FactRequest, Facts } from '@/nodes/kernel/facts';
import type { GraphDoc, ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import type { Analysis } from '../compiler/analysis';
import { analyze, type Compiled, compile } from '../compiler/compile';
import { completePart } from '../compiler/passes/complete-part';
import type { Database } from '../db/client';
import { type FactAnswer, factsFor } from '../executor/facts';
import { importDatasets } from './import-dataset';

/** Finds the columns that a person's query makes; the web process asks the reader, which alone has an engine. */
export type QueryBinder = (request: BindingRequest, signal?: AbortSignal) => Promise<BindingFact | FactError>;

/** Where facts come from. */
export interface FactSources {
  readonly database: Database;
  readonly bindQuery: QueryBinder;
}

export interface DocumentOptions {
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  /** Only what leads to this node. */
  readonly upTo?: string;
}

/** Everything known of a document, with the facts the catalogue has; what it has not stays in `needs`. */
export async function analyzeDocument(
  sources: FactSources,
  document: unknown,
  { parameters }: Pick<DocumentOptions, 'parameters'> = {},
): Promise<Analysis> {
  return withFacts(sources, (facts) => analyze(document, { registry, facts, parameters }));
}

/** Compiles as far as the catalogue's facts go. */
export async function compileDocument(
  sources: FactSources,
  document: unknown,
  { parameters, upTo }: DocumentOptions = {},
): Promise<Compiled> {
  return withFacts(sources, (facts) => compile(document, { registry, facts, parameters, upTo }));
}

/** Compiles; datasets that were never imported are imported first. */
export async function compileWithImports(
  sources: FactSources,
  document: GraphDoc,
  options: DocumentOptions & { signal?: AbortSignal } = {},
): Promise<Compiled> {
  const compiled = await compileDocument(sources, document, options);
  const datasets = compiled.needs.filter((need) => need.kind === 'dataset');
  if (datasets.length === 0) return compiled;
  await importDatasets(sources.database, datasets, options.signal);
  return compileDocument(sources, document, options);
}

export interface CompletePart {
  readonly compiled: Compiled;
  /** Nodes left out, in the document's order. */
  readonly leftOut: readonly string[];
}

/**
 * Compiles a drawing; where errors are in the way, what is complete of it. The diagnostics stay those of the whole.
 * Without a spec nothing is complete, or an error belongs to no node.
 */
export async function compileWhatIsComplete(
  document: GraphDoc,
  compileIt: (drawn: GraphDoc) => Promise<Compiled>,
): Promise<CompletePart> {
  const whole = await compileIt(document);
  let compiled = whole;
  let part: GraphDoc | undefined = document;
  while (compiled.diagnostics.some(({ severity }) => severity === 'error')) {
    part = completePart(part, compiled.diagnostics);
    if (part === undefined) return { compiled: whole, leftOut: [] };
    compiled = await compileIt(part);
  }
  const { nodes } = part;
  return {
    compiled: { ...compiled, diagnostics: whole.diagnostics },
    leftOut: Object.keys(document.nodes).filter((id) => nodes[id] === undefined),
  };
}

/** Answers what the compiler asks for until it asks for nothing that can be known. */
async function withFacts<T extends { readonly needs: readonly FactRequest[] }>(
  { database, bindQuery }: FactSources,
  attempt: (facts: Facts) => T,
): Promise<T> {
  const known = new Map<string, FactAnswer>();
  const bound = new Map<string, BindingFact | FactError>();
  const facts: Facts = {
    dataset: ({ key }) => known.get(key),
    binding: ({ key }) => bound.get(key),
    has: () => false,
  };
  for (;;) {
    const result = attempt(facts);
    const answers = await factsFor(
      database,
      result.needs.filter((need): need is DatasetRequest => need.kind === 'dataset'),
    );
    const queries = result.needs.filter((need) => need.kind === 'binding');
    if (answers.size === 0 && queries.length === 0) return result;
    for (const [key, answer] of answers) known.set(key, answer);
    for (const query of queries) bound.set(query.key, await bindQuery(query));
  }
}
