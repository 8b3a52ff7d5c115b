import type { Model, TrainingData } from '@/server/training';
import { defineRun, findColumn, readLearnedFrom, StageFailure } from '../kernel';
import { featureColumnsOf, labelledRows, readFeatures } from '../kernel/read-features';
import { readTarget } from '../kernel/read-target';
import { expandedNames, type TrainedModel } from '../kernel/trained-model';
import { crossValidate } from './cross-validate';
import { type Config, featureColumns } from './definition';
import { findTarget, type Target } from './find-target';
import { trainModel } from './train-model';
import { countRows, readValidation } from './training-rows';

/** Learns a model from the training rows whose target is known. */
export default defineRun<Config>(async (context) => {
  const { config, database } = context;
  const table = context.inputs.table('table');
  const target = findColumn(table.schema, config.target);
  if (!target) throw new StageFailure(`The table has no column ${config.target || 'chosen'} to predict.`);
  const part = table.schema.partitioned ? 'train' : null;
  const rows = labelledRows(table, target.name, part);
  const counts = await countRows(context, table, target.name);
  const found = await findTarget(database, target, config.task, rows);
  const features = featureColumnsOf(table, featureColumns(config, table.schema));
  const names = expandedNames(features);

  const [columns, values] = [
    await readFeatures(database, features, rows),
    await readTarget(database, target, found, rows),
  ];
  const validation = counts.validation > 0 ? await readValidation(context, table, features, target, found) : undefined;
  const data: TrainingData = {
    columns,
    featureNames: names,
    rowCount: values.length,
    target: values,
    ...(found.task === 'classification' ? { classes: [...found.classes] } : {}),
    ...(validation ? { validation } : {}),
  };
  context.log(`Learning ${target.name} from ${count(values.length)} rows and ${count(names.length)} numbers each.`);
  const plan = config.useFolds ? table.schema.folds : undefined;
  const crossValidation = plan && (await crossValidate(context, { data, found, plan, rows }));
  const model = await trainModel(context, data, found);
  const read = [...features.map(({ column }) => column), target.name];
  const from = await readLearnedFrom(database, rows, part, read);
  const learned = [{ name: target.name, type: model.kind, size: sizeOf(model) }];
  const trained: TrainedModel<Model> = {
    model,
    signature: {
      target: target.name,
      targetType: target.type,
      task: found.task,
      ...(found.task === 'classification' ? { classes: found.classes } : {}),
      features: features.map(({ column }) => column),
      columns: features,
    },
    trainedOn: {
      rows: values.length,
      partition: part,
      validationRows: validation?.rowCount ?? 0,
      missingTarget: counts.missing,
      ...(found.task === 'classification' ? { classCounts: found.counts } : {}),
    },
    proof: { steps: [...context.taughtBy, { ...STEP, labels: part ? 'carried' : 'none', learned, from }] },
    ...(crossValidation ? { crossValidation } : {}),
    losses: model.losses,
    importances: topImportances(model),
    baseline: baselineOf(found, values),
  };
  await context.outputs.json('model', trained, summaryOf(trained));
});

const STEP = { type: 'train', title: 'Train' } as const;

/** Trees, or coefficients. */
const sizeOf = (model: Model): number => (model.kind === 'trees' ? model.trees.length : model.featureNames.length);

function topImportances(model: Model): TrainedModel['importances'] {
  return model.featureNames
    .map((feature, index) => ({ feature, importance: model.importances[index]! }))
    .sort((a, b) => b.importance - a.importance || (a.feature < b.feature ? -1 : 1))
    .slice(0, 50);
}

function baselineOf(found: Target, values: Float64Array): TrainedModel['baseline'] {
  if (found.task === 'classification') {
    const shares = found.counts.map((rows) => rows / values.length);
    return { title: 'Always the class shares', loss: -shares.reduce((sum, share) => sum + share * Math.log(share), 0) };
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    title: 'Always the mean',
    loss: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length,
  };
}

function summaryOf({ model, trainedOn, signature, losses, crossValidation }: TrainedModel<Model>) {
  const [first] = crossValidation?.metrics ?? [];
  return {
    rows: trainedOn.rows,
    features: signature.features.length,
    rounds: losses.train.length,
    loss: losses.train.at(-1) ?? null,
    ...(losses.validation ? { validationLoss: losses.validation.at(-1) ?? null } : {}),
    ...(first ? { [`${first.name}Folds`]: first.mean, [`${first.name}Deviation`]: first.deviation } : {}),
    ...(trainedOn.missingTarget > 0 ? { missingTarget: trainedOn.missingTarget } : {}),
    ...(model.kind === 'linear' ? { converged: model.converged } : {}),
  };
}

const count = (rows: number): string => rows.toLocaleString('en');
