import type { TrainingData, ValidationData } from '@/server/training/training-data';
import type { RunContext, TableHandle } from '../define-run';
import { type FoldUse, type RoundRows, roundsOf } from '../folds';
import { labelledRows, readFeatures } from '../read-features';
import { readTarget } from '../read-target';
import { expandedNames, type FeatureColumn } from '../trained-model';
import type { ModelConfig } from '../trainer-settings';
import { type LearningTable, readValidation } from './learning-table';
import { categoryCounts } from './read-categories';
import { readWeights } from './read-weights';

/** What a round learns from, and the rows that judge what it learned. */
export interface RoundData {
  readonly title: string;
  readonly fit: TrainingData;
  readonly judged: ValidationData;
}

/** The rows of every round, one round in memory at a time. */
export async function* readRounds(
  context: RunContext<ModelConfig>,
  learning: LearningTable,
  folds: FoldUse,
): AsyncGenerator<RoundData> {
  for (const round of roundsOf(context.inputs, folds)) {
    context.signal.throwIfAborted();
    yield folds.refitted
      ? await readOwnTable(context, learning, round)
      : await readShareOfTable(context, learning, round);
  }
}

/** The steps above learned anew for this round, so even how many numbers a feature is may be its own. */
async function readOwnTable(
  context: RunContext<ModelConfig>,
  { target, found, features, data }: LearningTable,
  { round, table }: RoundRows,
): Promise<RoundData> {
  const own = features.map((feature) => ofTable(feature, table));
  const read = async (part: 'train' | 'test') => {
    const rows = labelledRows(table, target.name, part);
    const values = await readTarget(context.database, target, found, rows);
    return { columns: await readFeatures(context.database, own, rows), target: values, rowCount: values.length };
  };
  const validation = data.validation && (await readValidation(context, table, own, target, found));
  const learned = await read('train');
  const weights = learned.rowCount > 0 ? await readWeights(context, table, target.name, 'train') : undefined;
  const categories = categoryCounts(own);
  const fit: TrainingData = {
    ...learned,
    ...(weights ? { weights } : {}),
    featureNames: expandedNames(own),
    ...(data.classes ? { classes: data.classes } : {}),
    ...(categories ? { categories } : {}),
    ...(validation ? { validation } : {}),
  };
  return { title: round.title, fit, judged: await read('test') };
}

const ofTable = (feature: FeatureColumn, { components }: TableHandle): FeatureColumn =>
  feature.components ? { ...feature, components: components?.[feature.column] ?? [] } : feature;

/** Nothing above learned: the round is some of the training rows as they are. */
async function readShareOfTable(
  { database }: RunContext<ModelConfig>,
  { rows, data }: LearningTable,
  { round, fit, judge }: RoundRows,
): Promise<RoundData> {
  const flagsOf = async (condition: string) => {
    const sql = `select coalesce(${condition}, false)::int::double as v from ${rows}`;
    return (await database.doubles(sql, ['v']))[0]!;
  };
  const { columns, target, rowCount } = subset(data, await flagsOf(judge));
  return { title: round.title, fit: subset(data, await flagsOf(fit)), judged: { columns, target, rowCount } };
}

/** The rows whose flag is 1. */
export function subset(data: TrainingData, flags: Float64Array): TrainingData {
  const keep = (values: Float64Array) => values.filter((_, row) => flags[row] === 1);
  const target = keep(data.target);
  return {
    ...data,
    columns: data.columns.map(keep),
    target,
    rowCount: target.length,
    ...(data.weights ? { weights: keep(data.weights) } : {}),
  };
}
