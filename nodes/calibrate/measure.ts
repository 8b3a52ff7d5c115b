import { evaluateClassification } from '@/server/evaluation';
import { type Calibration, type Model, predict } from '@/server/training';
import { crossFit } from '@/server/training/calibration/cross-fit';
import type { CalibrationReport, Reliability } from './calibration-report';
import type { CalibrationRows } from './read-rows';

/** Reliability without and with the calibration, on rows the curves did not see where there are enough of them. */
export function measure(
  model: Model,
  calibration: Calibration,
  { columns, count, truth }: CalibrationRows,
): Pick<CalibrationReport, 'measured' | 'before' | 'after' | 'about'> {
  const { calibration: _, ...bare } = model;
  const classes = model.classes!;
  const before = predict(bare, columns, count).probabilities!;
  const crossed = crossFit(before, classes, truth, calibration.method, new Float64Array(count).fill(1));
  const after = crossed ?? predict({ ...model, calibration }, columns, count).probabilities!;
  return {
    about: classes.length === 2 ? classes[1]! : null,
    measured: crossed ? 'crossed' : 'same-rows',
    before: reliabilityOf(classes, truth, before),
    after: reliabilityOf(classes, truth, after),
  };
}

function reliabilityOf(classes: readonly string[], truth: Float64Array, probabilities: Float64Array): Reliability {
  const { metrics, binary, multiclass } = evaluateClassification({
    classes: [...classes],
    truth: Int32Array.from(truth),
    probabilities,
  });
  const { ece, brier, log_loss } = metrics;
  const bins = binary?.calibration ?? multiclass?.calibration ?? [];
  return { ece: ece.value, brier: brier.value, logLoss: log_loss.value, bins };
}
