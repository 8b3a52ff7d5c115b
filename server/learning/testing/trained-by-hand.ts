import type { TrainedModel } from '@/nodes/kernel/trained-model';
import type { LinearModel } from '@/server/training';
import { linearByHand } from '@/server/training/testing/model-by-hand';

interface ByHand {
  /** The one number it reads. */
  readonly feature: string;
  /** The margin of each output is `coefficient × feature + intercept`. */
  readonly coefficients: readonly number[];
  readonly intercepts: readonly number[];
  /** Absent: a regression. */
  readonly classes?: string[] | undefined;
}

/** What a trainer of one number would leave behind, with a target `y`. */
export function trainedByHand({ feature, coefficients, intercepts, classes }: ByHand) {
  const named = classes ? { classes } : {};
  return {
    model: linearByHand({
      featureNames: [feature],
      ...named,
      coefficients: coefficients.map((coefficient) => [coefficient]),
      intercepts: [...intercepts],
    }),
    signature: {
      target: 'y',
      targetType: classes ? 'text' : 'float',
      task: classes ? 'classification' : 'regression',
      ...named,
      features: [feature],
      columns: [{ column: feature, type: 'float' }],
    },
    trainedOn: { rows: 10, partition: 'train', validationRows: 0, missingTarget: 0 },
    losses: { train: [] },
    importances: [{ feature, importance: 1 }],
    baseline: { title: 'Always the same', loss: 1 },
  } satisfies TrainedModel<LinearModel>;
}
