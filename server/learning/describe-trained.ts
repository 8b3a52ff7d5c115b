import type { StageSummary } from '@/nodes/kernel';
import type { Target } from '@/nodes/kernel/learning/find-target';
import type { LearningTable } from '@/nodes/kernel/learning/learning-table';
import type { TrainedModel } from '@/nodes/kernel/trained-model';
import type { Model } from '@/server/training';

/** What is said of a model beside the model itself. */
export function describeTrained(learning: LearningTable, model: Model): TrainedModel<Model> {
  const { target, found, features, part, data, missingTarget } = learning;
  return {
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
      rows: data.rowCount,
      partition: part,
      validationRows: data.validation?.rowCount ?? 0,
      missingTarget,
      ...(found.task === 'classification' ? { classCounts: found.counts } : {}),
    },
    losses: model.losses,
    importances: topImportances(model),
    baseline: baselineOf(found, data.target),
  };
}

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

/** The figures on the card. */
export function summaryOf({
  model,
  trainedOn,
  signature,
  losses,
  crossValidation,
  parity,
  leakSuspects = [],
}: TrainedModel<Model>): StageSummary {
  const [first] = crossValidation?.metrics ?? [];
  return {
    rows: trainedOn.rows,
    features: signature.features.length,
    rounds: losses.train.length,
    loss: losses.train.at(-1) ?? null,
    ...(losses.validation ? { validationLoss: losses.validation.at(-1) ?? null } : {}),
    ...(first ? { [`${first.name}Folds`]: first.mean, [`${first.name}Deviation`]: first.deviation } : {}),
    ...(trainedOn.missingTarget > 0 ? { missingTarget: trainedOn.missingTarget } : {}),
    ...(leakSuspects.length > 0 ? { warned: leakSuspects.length } : {}),
    ...(parity ? { parityRows: parity.rows, largestDifference: parity.maxDifference } : {}),
    ...(model.kind === 'linear' ? { converged: model.converged } : {}),
  };
}
