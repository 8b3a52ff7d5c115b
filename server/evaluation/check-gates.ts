import type { Interval } from './interval';
import { findMetric } from './metric-catalogue';
import type { EvaluationReport } from './report';

export type GateOperator = '>=' | '<=' | '>' | '<';

/** What of a metric is held against the gate: its value, or an end of its confidence interval. */
export type GateBound = 'point' | 'lower' | 'upper';

/** A condition a model must meet to be promoted: `metric op value`, e.g. auc >= 0.8. */
export type Gate = { metric: string; op: GateOperator; value: number; bound?: GateBound };

/** `reason` is a sentence for people, whether the gate passed or not; `measured` is null where undefined. */
export type GateResult = {
  metric: string;
  op: GateOperator;
  threshold: number;
  bound: GateBound;
  /** The value or the bound that was held against the threshold. */
  measured: number | null;
  /** The metric itself. */
  value: number | null;
  interval?: Interval;
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
  const level = report.intervals?.level ?? 0.95;
  return gates.map((gate) => {
    const entry = findMetric(gate.metric);
    const base = { metric: gate.metric, op: gate.op, threshold: gate.value, bound: gate.bound ?? 'point' };
    if (entry === undefined) {
      return {
        ...base,
        measured: null,
        value: null,
        passed: false,
        reason: `There is no metric named “${gate.metric}”.`,
      };
    }
    const { value, reason, interval } = entry.get(report);
    const found = { ...base, value, ...(interval ? { interval } : {}) };
    if (value === null) {
      return { ...found, measured: null, passed: false, reason: `${entry.title} is undefined: ${reason}.` };
    }
    const measured = base.bound === 'point' ? value : (interval?.[base.bound] ?? null);
    if (measured === null) {
      const why = interval?.lower === null ? interval.reason : 'intervals are switched off';
      return { ...found, measured, passed: false, reason: `${entry.title} has no interval: ${why}.` };
    }
    const passed = holds[gate.op](measured, gate.value);
    const caveat = reason === undefined ? '' : ` (${reason})`;
    const what =
      base.bound === 'point'
        ? `${entry.title} is ${shown(measured, gate.value)}${caveat}`
        : `${entry.title} is ${shown(value, gate.value)}${caveat}, and the ${base.bound} bound of its ${percent(level)} interval ${shown(measured, gate.value)}`;
    return {
      ...found,
      measured,
      passed,
      reason: `${what}; it ${passed ? 'is' : 'is not'} ${inWords[gate.op]} ${gate.value}.`,
    };
  });
}

const percent = (level: number): string => `${Number((level * 100).toPrecision(3))} %`;

/** Four significant digits, or all of them where rounding would make the value look equal to the threshold. */
function shown(value: number, threshold: number): string {
  const rounded = Number(value.toPrecision(4));
  return String(rounded === threshold ? value : rounded);
}
