import { evaluateClassification } from '@/server/evaluation';
import { type Calibration, type Model, predict } from '@/server/training';
import { crossFit } from '@/server/training/calibration/cross-fit';
import type { CalibrationReport, Reliability } from './calibration-report';
import type { CalibrationRows } from './read-rows';

/** Reliability without and with the calibration, on rows the curves did not see where there are enough of them. */
export function measure(
  model: Model,
  calibration: Calibration,
  { columns, target }: CalibrationRows,
): Pick<CalibrationReport, 'measured' | 'before' | 'after' | 'about'> {
  const { calibration: _, ...bare } = model;
  const classes = model.classes!;
  const before = predict(bare, columns, target.length).probabilities!;
  const crossed = crossFit(before, classes, target, calibration.method, new Float64Array(target.length).fill(1));
  const after = crossed ?? predict({ ...model, calibration }, columns, target.length).probabilities!;
  return {
    about: classes.length === 2 ? classes[1]! : null,
    measured: crossed ? 'crossed' : 'same-rows',
    before: reliabilityOf(classes, target, before),
    after: reliabilityOf(classes, target, after),
  };
}

function reliabilityOf(classes: readonly string[], target: Float64Array, probabilities: Float64Array): Reliability {
  const { metrics, binary, multiclass } = evaluateClassification({
    classes: [...classes],
    truth: Int32Array.from(target),
    probabilities,
  });
  const { ece, brier, log_loss } = metrics;
  const bins = binary?.calibration ?? multiclass?.calibration ?? [];
  return { ece: ece.value, brier: brier.value, logLoss: log_loss.value, bins };
}
