import type { DatasetRequest, Facts } from '@/nodes/kernel/facts';
import type { GraphDoc, ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import type { Analysis } from '../compiler/analysis';
import { analyze, type Compiled, compile } from '../compiler/compile';
import type { Database } from '../db/client';
import { type FactAnswer, factsFor } from '../executor/facts';
import { importDatasets } from './import-dataset';

export interface DocumentOptions {
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  /** Only what leads to this node. */
  readonly upTo?: string;
}

/** Everything known of a document, with the facts the catalogue has; what it has not stays in `needs`. */
export async function analyzeDocument(
  database: Database,
  document: unknown,
  { parameters }: Pick<DocumentOptions, 'parameters'> = {},
): Promise<Analysis> {
  return withFacts(database, (facts) => analyze(document, { registry, facts, parameters }));
}

/** Compiles as far as the catalogue's facts go. */
export async function compileDocument(
  database: Database,
  document: unknown,
  { parameters, upTo }: DocumentOptions = {},
): Promise<Compiled> {
  return withFacts(database, (facts) => compile(document, { registry, facts, parameters, upTo }));
}

/** Compiles; datasets that were never imported are imported first. */
export async function compileWithImports(
  database: Database,
  document: GraphDoc,
  options: DocumentOptions & { signal?: AbortSignal } = {},
): Promise<Compiled> {
  const compiled = await compileDocument(database, document, options);
  if (compiled.needs.length === 0) return compiled;
  await importDatasets(database, compiled.needs, options.signal);
  return compileDocument(database, document, options);
}

/** Answers what the compiler asks for until it asks for nothing the catalogue knows. */
async function withFacts<T extends { readonly needs: readonly DatasetRequest[] }>(
  database: Database,
  attempt: (facts: Facts) => T,
): Promise<T> {
  const known = new Map<string, FactAnswer>();
  const facts: Facts = { dataset: ({ key }) => known.get(key), has: () => false };
  for (;;) {
    const result = attempt(facts);
    const unknown = result.needs.filter(({ key }) => !known.has(key));
    const answers = await factsFor(database, unknown);
    if (answers.size === 0) return result;
    for (const [key, answer] of answers) known.set(key, answer);
  }
}
