import type { RunContext } from '@/nodes/kernel';
import { taskOf } from '@/nodes/kernel/learning/find-target';
import type { LearningTable } from '@/nodes/kernel/learning/learning-table';
import type { LeakSuspect } from '@/nodes/kernel/trained-model';
import { Breather } from '@/server/training/breather';
import { scoreSingleFeatures, TELLS_TARGET } from '@/server/training/single-feature';

/** Columns that by themselves (almost) tell the target on the training rows, the strongest first; told in the log. */
export async function findSuspects(
  { signal, log }: RunContext<unknown>,
  { data, found, features, target }: LearningTable,
): Promise<LeakSuspect[]> {
  const scores = await scoreSingleFeatures(data, taskOf(found), new Breather(signal));
  const columns = features.flatMap(({ column, components }) => (components ?? [column]).map(() => column));
  const strongest = new Map<string, LeakSuspect>();
  for (const { feature, measure, value } of scores) {
    if (value < TELLS_TARGET[measure]) continue;
    const column = columns[feature]!;
    if (value <= (strongest.get(column)?.value ?? 0)) continue;
    strongest.set(column, { column, feature: data.featureNames[feature]!, measure, value });
  }
  const suspects = [...strongest.values()].sort((a, b) => b.value - a.value || (a.column < b.column ? -1 : 1));
  for (const suspect of suspects) log(`Warning: ${describeSuspect(suspect, target.name)}`);
  return suspects;
}

const describeSuspect = ({ column, measure, value }: LeakSuspect, target: string): string =>
  `${column} by itself tells ${target} (${measure === 'auc' ? 'AUC' : 'R²'} ${value.toFixed(3)} on training rows). Is it known before ${target} is? If not, leave it out of the features.`;
