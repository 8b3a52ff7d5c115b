import { columnGroups, permutationImportance } from '@/server/explanation';
import { Breather } from '@/server/training/breather';
import type { RunContext } from '../kernel';
import type { Config } from './definition';
import type { Question } from './explain-rows';
import type { ExplainedColumn, ExplanationReport } from './explanation-report';
import { metricOf, scorer } from './measure';

/** Adds to every column what it costs the model not to know it, when that is wanted. */
export async function measureImportance(
  { config, signal, progress }: RunContext<Config>,
  { model, signature, rows, positive }: Question,
  columns: readonly ExplainedColumn[],
): Promise<Pick<ExplanationReport, 'columns' | 'metric' | 'shuffledRows'>> {
  if (!config.permutation.measure) return { columns, shuffledRows: 0 };
  const { repeats } = config.permutation;
  const metric = metricOf(model, config.permutation.metric);
  const score = scorer(model, metric, rows, positive);
  const unshuffled = score(rows.columns);
  const breather = new Breather(signal);
  const measured: ExplainedColumn[] = [];
  for (const [at, group] of columnGroups(signature.columns).entries()) {
    progress(at + 1, columns.length + 2, `without ${group.column}`);
    const permutation = await permutationImportance(rows.columns, group, {
      repeats,
      seed: config.seed,
      score: async (changed) => {
        await breather.breathe();
        return score(changed).value;
      },
      direction: metric.direction,
      unshuffled: unshuffled.value,
    });
    measured.push({ ...columns[at]!, permutation });
  }
  return {
    columns: measured,
    metric: { name: metric.name, title: metric.title, repeats, ...unshuffled },
    shuffledRows: rows.rowCount,
  };
}
