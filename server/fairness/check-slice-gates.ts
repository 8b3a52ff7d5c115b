import type { GateOperator } from '../evaluation/check-gates';
import type { Interval } from '../evaluation/interval';
import { findMeasure } from './measures';
import type { SliceReport, SlicesReport } from './report';
import { findSliceMetric, type SliceMetricName } from './slice-metrics';
import { figure, intervalWords } from './words';

/** What must hold: of a metric in every group of the slices, or of a fairness measure. */
export type SliceGate = {
  what: 'slice' | 'measure';
  /** Name of a metric, or of a measure. */
  name: string;
  /** Only the slice by this column, or by pairs with it where there is none; all slices when empty. */
  column: string;
  op: GateOperator;
  value: number;
  /** Hold the value itself against it, or the end of its interval that lies on the wrong side. */
  use: 'point' | 'bound';
};

/** `reason` is a sentence with the numbers, whether it passed or not; `judged` is null where undefined. */
export type SliceGateResult = {
  gate: SliceGate;
  title: string;
  passed: boolean;
  /** The number that decided: the worst of all. */
  judged: number | null;
  /** Where it was found: a slice, and a group of it or none. */
  slice: string | null;
  group: string | null;
  interval?: Interval;
  reason: string;
};

/** One number that a gate looks at. */
type Candidate = {
  slice: string;
  group: string | null;
  value: number | null;
  interval?: Interval | undefined;
  /** Why it is undefined; what it says otherwise. */
  words: string;
};

const holds: Record<GateOperator, (measured: number, threshold: number) => boolean> = {
  '>=': (measured, threshold) => measured >= threshold,
  '<=': (measured, threshold) => measured <= threshold,
  '>': (measured, threshold) => measured > threshold,
  '<': (measured, threshold) => measured < threshold,
};
const SIGN: Record<GateOperator, string> = { '>=': '≥', '<=': '≤', '>': '>', '<': '<' };

/** Holds a report against each gate: its worst slice decides. What is undefined does not pass. */
export function checkSliceGates(report: SlicesReport, gates: readonly SliceGate[]): SliceGateResult[] {
  return gates.map((gate) => {
    const title = (gate.what === 'slice' ? findSliceMetric(gate.name) : findMeasure(gate.name))?.title ?? gate.name;
    const refuse = (why: string, at?: Candidate): SliceGateResult => ({
      gate,
      title,
      passed: false,
      judged: null,
      slice: at?.slice ?? null,
      group: at?.group ?? null,
      reason: `${title} is undefined: ${why}. A gate on what is undefined does not pass.`,
    });
    const slices = slicesOf(gate, report);
    if (slices.length === 0) return refuse(noSlice(gate));
    const candidates = slices.flatMap((slice) =>
      gate.what === 'slice'
        ? metricCandidates(slice, gate.name as SliceMetricName)
        : [measureCandidate(slice, gate.name)],
    );
    const unknown = candidates.find(({ value }) => value === null);
    // A group without the rows for a metric is left out, as it is of the measures; a measure itself must be known.
    if (unknown && (gate.what === 'measure' || candidates.every(({ value }) => value === null)))
      return refuse(`${unknown.words} (${unknown.slice})`, unknown);
    const known = candidates.filter(({ value }) => value !== null);
    if (known.length === 0) return refuse(`no group has ${report.minimumRows} rows`);
    return judge(gate, title, known, report.level, refuse, candidates.length - known.length);
  });
}

/** By a column alone, else by pairs that it is part of; of fairness measures only slices that are judged for it. */
function slicesOf({ what, column }: SliceGate, { slices }: SlicesReport): SliceReport[] {
  const judged = slices.filter(({ fairness }) => what === 'slice' || fairness);
  if (column === '') return judged;
  const alone = judged.filter(({ columns }) => columns.length === 1 && columns[0] === column);
  return alone.length > 0 ? alone : judged.filter(({ columns }) => columns.includes(column));
}

const noSlice = ({ what, column }: SliceGate): string =>
  column === ''
    ? `no slice is ${what === 'measure' ? 'judged for fairness' : 'asked for'}`
    : `no slice by ${column} is ${what === 'measure' ? 'judged for fairness' : 'asked for'}`;

function metricCandidates({ columns, groups }: SliceReport, metric: SliceMetricName): Candidate[] {
  return groups
    .filter(({ small }) => !small)
    .map(({ name, metrics }): Candidate => {
      const { value = null, interval, reason = 'it is not among the metrics of this report' } = metrics[metric] ?? {};
      return {
        slice: columns.join(' × '),
        group: name,
        value,
        interval,
        words: value === null ? reason : `for ${name}`,
      };
    });
}

function measureCandidate({ columns, measures, reference }: SliceReport, name: string): Candidate {
  const found = measures.find((measure) => measure.name === name);
  const slice = columns.join(' × ');
  if (!found) {
    const why =
      findMeasure(name)?.compares === 'reference' && reference === null
        ? 'no reference group is chosen'
        : 'it is not measured for this model';
    return { slice, group: null, value: null, words: why };
  }
  return {
    slice,
    group: null,
    value: found.value,
    interval: found.interval,
    words: found.value === null ? (found.reason ?? 'it cannot be computed') : found.sentence,
  };
}

function judge(
  gate: SliceGate,
  title: string,
  known: readonly Candidate[],
  level: number,
  refuse: (why: string, at?: Candidate) => SliceGateResult,
  leftOut: number,
): SliceGateResult {
  const asksForMore = gate.op === '>=' || gate.op === '>';
  const looked = known.map((candidate) => ({ candidate, judged: judgedOf(gate, candidate, asksForMore) }));
  const without = looked.find(({ judged }) => judged === null);
  if (without)
    return refuse(
      `no interval can be given for ${without.candidate.group ?? without.candidate.slice}`,
      without.candidate,
    );
  const worst = looked.reduce((a, b) => ((asksForMore ? b.judged! < a.judged! : b.judged! > a.judged!) ? b : a));
  const { candidate, judged } = worst;
  const passed = holds[gate.op](judged!, gate.value);
  const of =
    gate.use === 'bound' ? `, with its ${asksForMore ? 'lower' : 'upper'} bound ${precise(judged!, gate.value)}` : '';
  const where =
    gate.what === 'slice' ? `for ${candidate.group}, the worst of ${known.length} groups` : `by ${candidate.slice}`;
  const verdict = `${title} is ${precise(candidate.value!, gate.value)} ${where} (${intervalWords(candidate.interval, level)})${of}; the gate asks for ${SIGN[gate.op]} ${gate.value}.`;
  const more = [
    ...(gate.what === 'measure' && !passed ? [candidate.words] : []),
    ...(leftOut > 0 ? [`${leftOut} ${leftOut === 1 ? 'group is' : 'groups are'} left out: undefined there.`] : []),
  ];
  return {
    gate,
    title,
    passed,
    judged,
    slice: candidate.slice,
    group: candidate.group,
    ...(candidate.interval ? { interval: candidate.interval } : {}),
    reason: [verdict, ...more].join(' '),
  };
}

function judgedOf({ use }: SliceGate, { value, interval }: Candidate, asksForMore: boolean): number | null {
  if (use === 'point') return value;
  return (asksForMore ? interval?.lower : interval?.upper) ?? null;
}

/** Three digits, and as many more as it takes to tell it from the threshold. */
function precise(value: number, threshold: number): string {
  const short = figure(value);
  if (Number(value.toPrecision(3)) !== threshold || value === threshold) return short;
  return String(value);
}
