import { type AggregateFunction, type Rel, visitRel } from '@/nodes/kernel/rel/rel';
import { renderSql } from '@/server/compiler/emit/duckdb';
import type { QueryStage } from '@/server/compiler/emit/run-spec';
import { vectorComponents } from '@/server/compiler/emit/vector-components';
import type { OpenedInputs } from './stage-inputs';
import type { StageOutputWriter } from './stage-outputs';
import type { StageListener } from './stage-work';

/** One query per output, rendered now that learned values are at hand. */
export async function runQueryStage(
  stage: QueryStage,
  inputs: OpenedInputs,
  outputs: StageOutputWriter,
  listener: StageListener,
): Promise<void> {
  let done = 0;
  for (const output of stage.outputs) {
    const rel = stage.relations[output.name]!;
    await outputs.table(output.name, renderSql(rel, inputs), vectorComponents(rel, inputs));
    done += 1;
    if (stage.outputs.length > 1) listener.progress(done, stage.outputs.length);
  }
}

/** Aggregates whose last bits depend on the order in which threads meet the rows. */
const ORDERED: ReadonlySet<AggregateFunction> = new Set(['sum', 'mean', 'stddev', 'stddev_population', 'variance']);

/**
 * Sums of floats depend on their order: two threads would give another value each time. A window sums in the order it
 * sorted, whatever the threads; of a person's own query nothing is known.
 */
export function needsOneThread(relations: Iterable<Rel>): boolean {
  let found = false;
  for (const rel of relations) {
    visitRel(rel, (part) => {
      found ||= part.op === 'sql' || (part.op === 'aggregate' && part.aggregates.some(({ fn }) => ORDERED.has(fn)));
    });
  }
  return found;
}
