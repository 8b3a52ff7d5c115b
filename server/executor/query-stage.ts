import { type Rel, visitRel, type WindowColumn } from '@/nodes/kernel/rel/rel';
import { renderSql } from '@/server/compiler/emit/duckdb';
import type { QueryStage } from '@/server/compiler/emit/run-spec';
import { vectorComponents } from '@/server/compiler/emit/vector-components';
import type { OpenedInputs } from './stage-inputs';
import type { StageOutputWriter } from './stage-outputs';

/** One query per output, rendered now that learned values are at hand. */
export async function runQueryStage(
  stage: QueryStage,
  inputs: OpenedInputs,
  outputs: StageOutputWriter,
): Promise<void> {
  for (const output of stage.outputs) {
    const rel = stage.relations[output.name]!;
    await outputs.table(output.name, renderSql(rel, inputs), vectorComponents(rel, inputs));
  }
}

/** Aggregates whose last bits depend on the order in which threads meet the rows. */
const ORDERED: ReadonlySet<string> = new Set(['sum', 'mean', 'stddev', 'stddev_population', 'variance']);

/**
 * Sums of floats depend on their order: two threads would give another value each time. A window sums in the order it
 * sorted, whatever the threads, unless rows share a place in it: those of one moment, or of a whole group.
 */
export function needsOneThread(relations: Iterable<Rel>): boolean {
  let found = false;
  for (const rel of relations) {
    visitRel(rel, (part) => {
      if (part.op === 'aggregate') found ||= part.aggregates.some(({ fn }) => ORDERED.has(fn));
      if (part.op === 'window') found ||= part.windows.some(sharesPlaces);
    });
  }
  return found;
}

const sharesPlaces = ({ fn, order, frame }: WindowColumn): boolean =>
  ORDERED.has(fn) && (order.length === 0 || frame?.kind === 'time');
