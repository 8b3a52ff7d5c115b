import type { DatasetFact, DatasetRequest } from '@/nodes/kernel/facts';
import { findArtifacts } from '@/server/db/catalogue';
import type { Database } from '@/server/db/client';
import { readImportErrors } from '@/server/db/computations';

export type FactAnswer = DatasetFact | { readonly error: string; readonly hint?: string };

/** What is known of datasets, by request key. An absent key means that its import has not ended yet. */
export async function factsFor(
  database: Database,
  requests: readonly DatasetRequest[],
): Promise<ReadonlyMap<string, FactAnswer>> {
  const answers = new Map<string, FactAnswer>();
  const artifacts = await findArtifacts(
    database,
    requests.map((request) => request.key),
  );
  for (const request of requests) {
    const meta = artifacts.get(request.key)?.meta;
    if (meta?.schema === undefined) continue;
    answers.set(request.key, {
      columns: meta.schema.columns,
      rowCount: meta.rowCount ?? 0,
      unparsedCount: meta.unparsedCount ?? 0,
      ...(request.rules.key === undefined ? {} : { key: request.rules.key }),
    });
  }
  const missing = requests.map((request) => request.key).filter((key) => !answers.has(key));
  for (const { key, error } of await readImportErrors(database, missing)) {
    answers.set(key, { error: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) });
  }
  return answers;
}
