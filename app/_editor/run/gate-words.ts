import { formatDecimal } from '@/app/_ui/figures';
import type { StateKind } from '@/app/_ui/vocabulary';

/** A condition as it is set, and what was held against it. */
export interface GateCondition {
  readonly title: string;
  readonly op: string;
  readonly threshold: number;
  /** Null: not measured, or it could not be. */
  readonly measured: number | null;
  readonly passed: boolean | undefined;
  readonly reason: string | undefined;
}

type Values = Readonly<Record<string, unknown>>;

/** Conditions in the settings of a node that gates: a metric, a measure or a rule of comparison each. */
export function plannedGates(config: Values): GateCondition[] {
  const gates = Array.isArray(config.gates) ? (config.gates as Values[]) : [];
  return gates.flatMap((gate): GateCondition[] => {
    const name = gate.measure !== undefined && gate.what === 'measure' ? gate.measure : gate.metric;
    if (typeof name !== 'string' || typeof gate.value !== 'number') return [];
    return [
      {
        title: metricTitle(name),
        op: String(gate.op ?? '>='),
        threshold: gate.value,
        measured: null,
        passed: undefined,
        reason: undefined,
      },
    ];
  });
}

/** The same, as a report tells them: of a model, or of groups of rows. */
export function measuredGates(report: unknown): GateCondition[] {
  const gates = (report as { gates?: unknown } | null)?.gates;
  if (!Array.isArray(gates)) return [];
  return (gates as Values[]).flatMap((entry): GateCondition[] => {
    const asked = (entry.gate ?? entry) as Values;
    const threshold = entry.threshold ?? asked.value;
    if (typeof threshold !== 'number') return [];
    const measured = entry.measured ?? entry.judged;
    return [
      {
        title: typeof entry.title === 'string' ? entry.title : metricTitle(String(asked.metric ?? asked.name ?? '')),
        op: String(asked.op ?? '>='),
        threshold,
        measured: typeof measured === 'number' ? measured : null,
        passed: entry.passed === true,
        reason: typeof entry.reason === 'string' ? entry.reason : undefined,
      },
    ];
  });
}

const signs: Readonly<Record<string, string>> = { '>=': '≥', '<=': '≤', '>': '>', '<': '<' };

/** `AUC 0.846 ≥ 0.820`; before a run, `AUC ≥ 0.820`. */
export function conditionWords({ title, op, threshold, measured }: GateCondition): string {
  return [title, measured === null ? undefined : shown(measured), signs[op] ?? op, shown(threshold)]
    .filter((part) => part !== undefined)
    .join(' ');
}

const shown = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) >= 10 ? String(value) : formatDecimal(value, Math.abs(value) < 10 ? 3 : 1);

/** Closed until it was measured; open, or shut. */
export function gateState(gates: readonly GateCondition[]): StateKind {
  if (gates.some(({ passed }) => passed === false)) return 'failed';
  return gates.every(({ passed }) => passed) ? 'done' : 'queued';
}

/** `auc` as “AUC”, `macro_f1` as “Macro F1”. */
function metricTitle(name: string): string {
  const words = name
    .split('_')
    .map((word) => (word.length <= 4 && !/^(log|loss)$/.test(word) ? word.toUpperCase() : word));
  const [first = '', ...rest] = words;
  return [first[0]?.toUpperCase() + first.slice(1), ...rest].join(' ');
}
