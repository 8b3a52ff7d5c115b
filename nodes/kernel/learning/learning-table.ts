import type { Task, TrainingData } from '@/server/training/training-data';
import { type RunContext, StageFailure, type TableHandle } from '../define-run';
import { familyOf } from '../model-families';
import { featureColumnsOf, labelledRows, readFeatures } from '../read-features';
import { readTarget } from '../read-target';
import { type Column, findColumn } from '../schema';
import { expandedNames, type FeatureColumn } from '../trained-model';
import type { ModelConfig } from '../trainer-settings';
import { countRows } from './count-rows';
import { featureColumns } from './feature-columns';
import { findTarget, type Target, taskOf } from './find-target';
import { categoryCounts, withCategories } from './read-categories';
import { readWeights } from './read-weights';

/** The rows of a table that a trainer learns from, in memory, and what they are called. */
export interface LearningTable {
  readonly table: TableHandle;
  readonly target: Column;
  readonly found: Target;
  readonly features: readonly FeatureColumn[];
  /** What stands after `from` to read the rows of `data`, in its order. */
  readonly rows: string;
  readonly part: 'train' | null;
  readonly data: TrainingData;
  readonly missingTarget: number;
}

/** How much will be read. */
export interface LearningSize {
  readonly rows: number;
  readonly validationRows: number;
  /** Numbers per row. */
  readonly numbers: number;
  readonly task: Task;
  /** 1 for numbers. */
  readonly classes: number;
}

/**
 * Reads training and validation rows as the settings say. What they do not allow is the person's to mend. `check` may
 * refuse by the size before a row is in memory.
 */
export async function readLearningTable(
  context: RunContext<ModelConfig>,
  check: (size: LearningSize) => void = () => {},
): Promise<LearningTable> {
  const { config, database } = context;
  const table = context.inputs.table('table');
  const target = findColumn(table.schema, config.target);
  if (!target) throw new StageFailure(`The table has no column ${config.target || 'chosen'} to predict.`);
  const part = table.schema.partitioned ? 'train' : null;
  const rows = labelledRows(table, target.name, part);
  const counts = await countRows(context, table, target.name);
  const found = await findTarget(database, target, config.task, rows);
  const columnsRead = featureColumnsOf(table, featureColumns(config, table.schema));
  check({
    rows: counts.known,
    validationRows: counts.validation,
    numbers: expandedNames(columnsRead).length,
    task: taskOf(found),
    classes: found.task === 'classification' ? found.classes.length : 1,
  });
  const features = familyOf(config.algorithm).readsCategories
    ? await withCategories(database, columnsRead, rows)
    : columnsRead;
  const categories = categoryCounts(features);
  const columns = await readFeatures(database, features, rows);
  const values = await readTarget(database, target, found, rows);
  refuseConstant(target.name, found, values);
  const weights = await readWeights(context, table, target.name, part);
  const validation = counts.validation > 0 ? await readValidation(context, table, features, target, found) : undefined;
  const data: TrainingData = {
    columns,
    featureNames: expandedNames(features),
    rowCount: values.length,
    target: values,
    ...(found.task === 'classification' ? { classes: [...found.classes] } : {}),
    ...(weights ? { weights } : {}),
    ...(categories ? { categories } : {}),
    ...(validation ? { validation } : {}),
  };
  return { table, target, found, features, rows, part, data, missingTarget: counts.missing };
}

/** Of classes, `findTarget` says so. */
function refuseConstant(target: string, found: Target, values: Float64Array): void {
  const hint = 'Choose another target, or look at what the nodes before filter out.';
  if (values.length === 1)
    throw new StageFailure('There is a single training row: there is nothing to learn from it.', {
      kind: 'data',
      hint,
    });
  if (found.task === 'classification' || values.some((value) => value !== values[0])) return;
  throw new StageFailure(`Every training row has the same ${target}, ${values[0]}: there is nothing to learn.`, {
    kind: 'data',
    hint,
  });
}

/** Validation rows with a class that training never saw cannot be scored, so they are left out. */
export async function readValidation(
  { database, log }: RunContext<ModelConfig>,
  table: TableHandle,
  features: readonly FeatureColumn[],
  target: Column,
  found: Target,
): Promise<TrainingData['validation']> {
  const rows = labelledRows(table, target.name, 'validation');
  const columns = await readFeatures(database, features, rows);
  const values = await readTarget(database, target, found, rows);
  if (found.task === 'regression') return { columns, target: values, rowCount: values.length };
  const known = values.map((value) => (value >= 0 ? 1 : 0));
  const rowCount = known.reduce((sum, one) => sum + one, 0);
  if (rowCount === values.length) return { columns, target: values, rowCount };
  const left = (values.length - rowCount).toLocaleString('en');
  log(`${left} validation rows have a class that no training row has; they are left out.`);
  const keep = (column: Float64Array) => column.filter((_, row) => known[row] === 1);
  return rowCount === 0 ? undefined : { columns: columns.map(keep), target: keep(values), rowCount };
}
