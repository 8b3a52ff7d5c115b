import { columnGroups, permutationImportance } from '@/server/explanation';
import type { RunContext } from '../kernel';
import type { Config } from './definition';
import type { Question } from './explain-rows';
import type { ExplainedColumn, ExplanationReport } from './explanation-report';
import { metricOf, scorer } from './measure';

/** Adds to every column what it costs the model not to know it, when that is wanted. */
export function measureImportance(
  { config, signal, progress }: RunContext<Config>,
  { model, signature, rows, positive }: Question,
  columns: readonly ExplainedColumn[],
): Pick<ExplanationReport, 'columns' | 'metric' | 'shuffledRows'> {
  if (!config.permutation.measure) return { columns, shuffledRows: 0 };
  const { repeats } = config.permutation;
  const metric = metricOf(model, config.permutation.metric);
  const score = scorer(model, metric, rows, positive);
  const unshuffled = score(rows.columns);
  const measured = columnGroups(signature.columns).map((group, at) => {
    signal.throwIfAborted();
    progress(at + 1, columns.length + 2, `without ${group.column}`);
    const permutation = permutationImportance(rows.columns, group, {
      repeats,
      seed: config.seed,
      score: (changed) => score(changed).value,
      direction: metric.direction,
      unshuffled: unshuffled.value,
    });
    return { ...columns[at]!, permutation };
  });
  return {
    columns: measured,
    metric: { name: metric.name, title: metric.title, repeats, ...unshuffled },
    shuffledRows: rows.rowCount,
  };
}
