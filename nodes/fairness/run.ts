import { checkSliceGates, type Grouping, judgeSlices, type SliceGateResult } from '@/server/fairness';
import type { Model } from '@/server/training';
import { defineRun, StageFailure, type StageSummary } from '../kernel';
import type { TrainedModel } from '../kernel/trained-model';
import type { FairnessReport } from './fairness-report';
import { groupRows, orFail } from './group-rows';
import { judgeRows } from './judge-rows';
import { rowsToJudge } from './read-rows';
import type { Config } from './settings';

/** Compares groups of the part it names, writes the report, then holds it against the gates. */
export default defineRun<Config>(async (context) => {
  const { config, log, progress } = context;
  const trained = await context.inputs.json<TrainedModel<Model>>('model');
  const read = await rowsToJudge(context, trained);
  const { rows, kept, decided } = await judgeRows(context, trained, read);
  const groupings: Grouping[] = [];
  for (const slice of config.slices) groupings.push(keep(await orFail(() => groupRows(context, read, slice)), kept));
  const found = await orFail(() =>
    judgeSlices({
      rows,
      slices: config.slices.map(({ fairness, reference }, at) => ({
        grouping: groupings[at]!,
        fairness,
        reference: fairness ? reference || undefined : undefined,
      })),
      metrics: config.metrics.map(({ metric }) => metric),
      gated: config.gates.flatMap(({ what, metric }) => (what === 'slice' ? [metric] : [])),
      minimumRows: config.minimumRows,
      level: config.level,
      resamples: config.resamples,
      seed: config.seed,
      progress: (done, total) => progress(done, total, 'groups of rows'),
    }),
  );
  const gates = checkSliceGates(
    found,
    config.gates.map(({ what, measure, metric, column, op, value, use }) => ({
      what,
      name: what === 'measure' ? measure : metric,
      column,
      op,
      value,
      use,
    })),
  );
  const report: FairnessReport = {
    ...found,
    part: config.part,
    target: trained.signature.target,
    decided,
    missingTarget: read.missingTarget,
    unknownClass: kept ? kept.filter((one) => !one).length : 0,
    gates,
  };
  tell(log, report);
  await context.outputs.json('report', report, summaryOf(report));
  refuse(gates);
});

/** The groups of the rows that are judged; those that are left without rows go. */
function keep(grouping: Grouping, kept: readonly boolean[] | undefined): Grouping {
  if (!kept) return grouping;
  const ofRow = grouping.ofRow.filter((_, row) => kept[row]);
  const left = [...new Set(ofRow)].sort((a, b) => a - b);
  const place = new Map(left.map((group, at) => [group, at]));
  return {
    ...grouping,
    groups: left.map((group) => grouping.groups[group]!),
    ofRow: ofRow.map((group) => place.get(group)!),
  };
}

function tell(log: (message: string) => void, report: FairnessReport): void {
  const { part, target, missingTarget, unknownClass, decided, slices, gates } = report;
  if (missingTarget > 0) log(`${number(missingTarget)} ${part} rows have no ${target} and are not judged.`);
  if (unknownClass > 0)
    log(`${number(unknownClass)} ${part} rows have a class no training row has and are not judged.`);
  if (decided?.served !== undefined)
    log(`Decided from ${decided.threshold} as set here; an endpoint would decide from ${decided.served}.`);
  for (const { columns, notes } of slices) for (const note of notes) log(`${columns.join(' × ')}: ${note}`);
  for (const gate of gates) log(gate.reason);
}

function summaryOf({ rows, slices, gates }: FairnessReport): StageSummary {
  const failed = gates.filter((gate) => !gate.passed).length;
  const gaps = slices.flatMap(({ measures }) =>
    measures.flatMap(({ name, value }) => (name === 'demographic_parity_difference' && value !== null ? [value] : [])),
  );
  return {
    rows,
    groups: slices.reduce((sum, slice) => sum + slice.groups.length, 0),
    ...(gaps.length > 0 ? { parityGap: Math.max(...gaps) } : {}),
    ...(gates.length > 0 ? { gatesPassed: gates.length - failed, gatesFailed: failed } : {}),
  };
}

function refuse(gates: readonly SliceGateResult[]): void {
  const failed = gates.filter((gate) => !gate.passed);
  if (failed.length === 0) return;
  throw new StageFailure(failed.map(({ reason }) => reason).join(' '), {
    kind: 'gate',
    hint: 'Open the report to see which groups fare worse. Improve the model or its data, or change the gate.',
  });
}

const number = (count: number): string => count.toLocaleString('en');
