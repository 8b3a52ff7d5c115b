import { findMetric } from './metric-catalogue';
import type { EvaluationReport } from './report';

export type GateOperator = '>=' | '<=' | '>' | '<';

/** A condition a model must meet to be promoted: `metric op value`, e.g. auc >= 0.8. */
export type Gate = { metric: string; op: GateOperator; value: number };

/** `reason` is a sentence for people, whether the gate passed or not; `measured` is null where undefined. */
export type GateResult = {
  metric: string;
  op: GateOperator;
  threshold: number;
  measured: number | null;
  passed: boolean;
  reason: string;
};

const holds: Record<GateOperator, (measured: number, threshold: number) => boolean> = {
  '>=': (measured, threshold) => measured >= threshold,
  '<=': (measured, threshold) => measured <= threshold,
  '>': (measured, threshold) => measured > threshold,
  '<': (measured, threshold) => measured < threshold,
};

const inWords: Record<GateOperator, string> = {
  '>=': 'at least',
  '<=': 'at most',
  '>': 'more than',
  '<': 'less than',
};

/** Holds a report against each gate. What was not measured, or is no metric at all, does not pass. */
export function checkGates(report: EvaluationReport, gates: readonly Gate[]): GateResult[] {
  return gates.map(({ metric, op, value: threshold }) => {
    const verdict = (measured: number | null, passed: boolean, reason: string): GateResult => ({
      metric,
      op,
      threshold,
      measured,
      passed,
      reason,
    });
    const entry = findMetric(metric);
    if (entry === undefined) return verdict(null, false, `There is no metric named “${metric}”.`);
    const { value, reason } = entry.get(report);
    if (value === null) return verdict(null, false, `${entry.title} is undefined: ${reason}.`);
    const passed = holds[op](value, threshold);
    const caveat = reason === undefined ? '' : ` (${reason})`;
    return verdict(
      value,
      passed,
      `${entry.title} is ${shown(value, threshold)}${caveat}; it ${passed ? 'is' : 'is not'} ${inWords[op]} ${threshold}.`,
    );
  });
}

/** Four significant digits, or all of them where rounding would make the value look equal to the threshold. */
function shown(value: number, threshold: number): string {
  const rounded = Number(value.toPrecision(4));
  return String(rounded === threshold ? value : rounded);
}
