'use client';

import { useId, useMemo, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { formatDecimal, formatFigure, formatInteger } from '@/app/_ui/figures';
import { KeyFigure } from '@/app/_ui/key-figure';
import { NumberInput } from '@/app/_ui/number-input';
import { RangeInput } from '@/app/_ui/range-input';
import { type PlotMark, type PlotSeries, XyPlot } from '@/app/_ui/xy-plot';
import type { DecisionCosts, ThresholdBasis } from '@/nodes/evaluate/evaluation-report';
import { ConfusionMatrix } from './confusion-matrix';
import { cheapest, costOf, type Outcome, outcomeAt, outcomesOf, settingOf } from './decision-costs';
import styles from './evaluation.module.css';
import { NumbersTable } from './numbers-table';
import { shareAxis } from './ranking-plots';
import { type ClassificationModelReport, metricFigure, shareText } from './report-words';

/** Writes a threshold, what it was chosen by, and the costs into the settings of the node. */
export type OnThreshold = (choice: { threshold: number; thresholdBasis: ThresholdBasis; costs: DecisionCosts }) => void;

/** Costs are told for so many rows: a figure a person can hold. */
const PER_ROWS = 1000;

/**
 * What every threshold decides and costs. It is chosen by validation rows, where there are any: chosen by the rows that judge
 * the model, it would make the score too good.
 */
export function ThresholdChooser({
  report,
  onThreshold,
}: {
  report: ClassificationModelReport;
  onThreshold?: OnThreshold | undefined;
}) {
  const set = report.threshold ?? 0.5;
  const [costs, setCosts] = useState<DecisionCosts>(report.costs ?? { falseAlarm: 1, miss: 1, hit: 0 });
  const [threshold, setThreshold] = useState(set);
  const judged = useMemo(() => outcomesOf(report.binary!.decisions!), [report]);
  const basis = useMemo(() => (report.selection ? outcomesOf(report.selection.decisions) : judged), [report, judged]);
  const best = useMemo(() => cheapest(basis, costs), [basis, costs]);
  const bestThreshold = settingOf(best.threshold);
  const basisName = report.selection ? 'validation' : report.part;
  const classes = [report.classes.find((name) => name !== report.positive)!, report.positive!];
  return (
    <div className={styles.chooser}>
      <div className={styles.controls}>
        <CostFields costs={costs} onCosts={setCosts} positive={report.positive!} />
        <ThresholdField value={threshold} onChange={setThreshold} />
        <p className={styles.best}>
          Cheapest on {basisName} rows: <b>{formatDecimal(bestThreshold, 4)}</b>, {perRows(costOf(best, costs))} per{' '}
          {formatInteger(PER_ROWS)} rows.{' '}
          {threshold === bestThreshold ? null : (
            <Button size="s" onClick={() => setThreshold(bestThreshold)}>
              Try it
            </Button>
          )}
        </p>
        <TakeThreshold {...{ report, threshold, costs, set, onThreshold }} />
      </div>
      <CostPlot {...{ report, judged, basis, costs, threshold, best: bestThreshold, onThreshold: setThreshold }} />
      <div className={styles.both}>
        {report.selection ? (
          <Decided title="On validation rows" outcome={outcomeAt(basis, threshold)} costs={costs} classes={classes} />
        ) : null}
        <Decided
          title={`On ${report.part} rows`}
          outcome={outcomeAt(judged, threshold)}
          costs={costs}
          classes={classes}
        />
      </div>
    </div>
  );
}

const perRows = (cost: number): string => formatFigure(cost * PER_ROWS, 3);

const costFields = [
  { name: 'falseAlarm', label: 'A false alarm costs' },
  { name: 'miss', label: 'A miss costs' },
  { name: 'hit', label: 'A hit gains' },
] as const;

function CostFields({
  costs,
  onCosts,
  positive,
}: {
  costs: DecisionCosts;
  onCosts: (costs: DecisionCosts) => void;
  positive: string;
}) {
  const id = useId();
  return (
    <fieldset className={styles.costs}>
      <legend>What decisions about “{positive}” cost, in any unit</legend>
      {costFields.map(({ name, label }) => (
        <span key={name}>
          <label htmlFor={`${id}${name}`}>{label}</label>
          <NumberInput
            id={`${id}${name}`}
            size="s"
            min={0}
            value={costs[name]}
            onChange={(value) => onCosts({ ...costs, [name]: value ?? 0 })}
          />
        </span>
      ))}
    </fieldset>
  );
}

function ThresholdField({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const id = useId();
  return (
    <div className={styles.threshold}>
      <label htmlFor={id}>Decide “positive” from</label>
      <RangeInput
        className={styles.slider}
        label="Threshold"
        min={0}
        max={1}
        step={0.005}
        value={value}
        onChange={onChange}
      />
      <NumberInput
        id={id}
        size="s"
        min={0}
        max={1}
        step={0.01}
        value={value}
        onChange={(next) => onChange(next ?? value)}
      />
    </div>
  );
}

function TakeThreshold({
  report,
  threshold,
  costs,
  set,
  onThreshold,
}: {
  report: ClassificationModelReport;
  threshold: number;
  costs: DecisionCosts;
  set: number;
  onThreshold: OnThreshold | undefined;
}) {
  const isFair = report.selection !== undefined || report.part !== 'test';
  if (!isFair) {
    return (
      <p className={styles.text}>
        {report.learnedFromValidation
          ? 'The model has learned from the validation rows too, so none are left to choose by.'
          : 'There are no validation rows to choose by: give the split a validation share.'}{' '}
        Chosen by the test rows, a threshold makes their score too good. A rule you had before is fair: set it in the
        settings, and say there that it is a rule.
      </p>
    );
  }
  return (
    <div className={styles.take}>
      {onThreshold ? (
        <Button
          variant="primary"
          disabled={threshold === set}
          onClick={() => onThreshold({ threshold, thresholdBasis: report.selection ? 'validation' : 'judged', costs })}
        >
          {threshold === set ? 'Set in the pipeline' : `Use ${formatDecimal(threshold, 4)} from now on`}
        </Button>
      ) : null}
      <p className={styles.text}>
        {report.selection
          ? `Choose by the ${formatInteger(report.selection.rows)} validation rows; the ${report.part} rows only show what comes of it.`
          : `Chosen by ${report.part} rows; judge the model on test rows afterwards.`}
      </p>
    </div>
  );
}

function CostPlot({
  report,
  judged,
  basis,
  costs,
  threshold,
  best,
  onThreshold,
}: {
  report: ClassificationModelReport;
  judged: readonly Outcome[];
  basis: readonly Outcome[];
  costs: DecisionCosts;
  threshold: number;
  best: number;
  onThreshold: (threshold: number) => void;
}) {
  const series = useMemo(() => {
    const line = (name: string, outcomes: readonly Outcome[], color: string, dash?: string): PlotSeries => ({
      kind: 'line',
      name,
      color,
      ...(dash ? { dash } : {}),
      points: outcomes.map((outcome) => {
        const cost = costOf(outcome, costs) * PER_ROWS;
        return {
          x: outcome.threshold,
          y: cost,
          words: [`from ${formatDecimal(outcome.threshold, 3)}`, `costs ${formatFigure(cost, 3)} per ${PER_ROWS} rows`],
        };
      }),
    });
    return report.selection
      ? [
          line(`${report.part} rows`, judged, 'var(--pt-test)', '4 3'),
          line('validation rows', basis, 'var(--pt-valid)'),
        ]
      : [line(`${report.part} rows`, judged, 'var(--accent)')];
  }, [report, judged, basis, costs]);
  const marks: PlotMark[] = [
    { x: best, label: 'cheapest', color: 'var(--st-done)' },
    ...(threshold === best ? [] : [{ x: threshold, label: 'chosen' }]),
  ];
  return (
    <XyPlot
      title={`Cost of ${formatInteger(PER_ROWS)} rows by threshold`}
      note="click to choose"
      label={`Expected cost by threshold; cheapest at ${formatDecimal(best, 4)}`}
      x={shareAxisPlain}
      y={{ title: 'Cost' }}
      series={series}
      marks={marks}
      height={280}
      onPick={(x) => onThreshold(Math.round(x * 200) / 200)}
      numbers={
        <NumbersTable
          label="Cost by threshold"
          columns={['From score', 'Cost']}
          rows={basis.map((outcome) => [formatDecimal(outcome.threshold, 3), perRows(costOf(outcome, costs))])}
        />
      }
    />
  );
}

const shareAxisPlain = { ...shareAxis('Threshold'), format: (value: number) => formatDecimal(value, 2) };

/** What a threshold decides on some rows, with the figures that follow. */
function Decided({
  title,
  outcome,
  costs,
  classes,
}: {
  title: string;
  outcome: Outcome;
  costs: DecisionCosts;
  /** Negative, positive. */
  classes: readonly string[];
}) {
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = outcome;
  const called = truePositives + falsePositives;
  const positives = truePositives + falseNegatives;
  const rows = called + falseNegatives + trueNegatives;
  return (
    <div className={styles.decided}>
      <ConfusionMatrix
        title={title}
        classes={classes}
        cells={[
          [trueNegatives, falsePositives],
          [falseNegatives, truePositives],
        ]}
      />
      <div className={styles.figures}>
        <KeyFigure label="Precision" value={called === 0 ? 'undefined' : metricFigure(truePositives / called)} />
        <KeyFigure label="Recall" value={positives === 0 ? 'undefined' : metricFigure(truePositives / positives)} />
        <KeyFigure label="Called" value={rows === 0 ? '–' : shareText(called / rows)} />
        <KeyFigure label={`Cost of ${formatInteger(PER_ROWS)}`} value={perRows(costOf(outcome, costs))} />
      </div>
    </div>
  );
}
