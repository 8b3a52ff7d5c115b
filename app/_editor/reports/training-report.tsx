'use client';

import { useMemo, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { formatDecimal, formatFigure, formatInteger, formatShare } from '@/app/_ui/figures';
import { KeyFigure } from '@/app/_ui/key-figure';
import { Section } from '@/app/_ui/panel';
import type { TrainedModel } from '@/nodes/kernel/trained-model';
import type { Model } from '@/server/training/model';
import { ChartFigure } from './chart-figure';
import { FoldFigures } from './fold-figures';
import type { ResultProps } from './node-results';
import { ReportFrame } from './report-frame';
import styles from './reports.module.css';
import { useReport } from './use-report';

/** A model as data.report answers it: its trees are only counted. */
type ModelView = TrainedModel<Omit<Model, 'trees'> & { readonly treeCount?: number; readonly iterations?: number }>;

/** What was learned: from which rows, losses by round, and what the model looks at. */
export function TrainingReportOf({ run, nodeId }: ResultProps) {
  const trained = useReport<ModelView>(run.ports[`${nodeId}.model`]?.key);
  return (
    <ReportFrame query={trained} absent="The model is described here when this stage has ended.">
      {(found) => (
        <>
          <Section title="Model" note={`predicts ${found.signature.target}`}>
            <ModelFigures trained={found} />
          </Section>
          {found.crossValidation ? <FoldFigures {...found.crossValidation} /> : null}
          <Section title="Loss" note={`${found.baseline.title}: ${written(found.baseline.loss)}`}>
            <LossPlot losses={found.losses} rounds={found.model.kind === 'trees' ? 'Round' : 'Iteration'} />
          </Section>
          <Importances importances={found.importances} />
        </>
      )}
    </ReportFrame>
  );
}

const written = (loss: number) => (Math.abs(loss) < 10 ? formatDecimal(loss, 4) : formatFigure(loss));

function ModelFigures({ trained: { model, losses, signature, trainedOn } }: { trained: ModelView }) {
  const last = losses.validation?.at(-1) ?? losses.train.at(-1);
  return (
    <div className={styles.headline}>
      <KeyFigure
        label={model.kind === 'trees' ? 'Trees' : 'Iterations'}
        value={formatInteger(model.treeCount ?? model.iterations ?? losses.train.length)}
        sub={model.kind === 'trees' ? 'gradient boosting' : 'linear model'}
      />
      <KeyFigure
        label="Training rows"
        value={formatInteger(trainedOn.rows)}
        sub={
          trainedOn.missingTarget > 0
            ? `${formatInteger(trainedOn.missingTarget)} without a target left out`
            : trainedOn.partition === null
              ? 'no split above'
              : 'training part only'
        }
      />
      <KeyFigure
        label="Features"
        value={formatInteger(signature.features.length)}
        sub={`${formatInteger(model.featureNames.length)} numbers`}
      />
      {last === undefined ? null : (
        <KeyFigure
          label="Last loss"
          value={written(last)}
          sub={losses.validation ? 'on validation rows' : 'on training rows'}
        />
      )}
    </div>
  );
}

const lossLayout = (rounds: string) => ({
  margin: { t: 22, r: 10, b: 36, l: 48 },
  xaxis: { title: { text: rounds }, rangemode: 'tozero' },
  yaxis: { title: { text: 'Loss' } },
});

function LossPlot({ losses, rounds }: { losses: ModelView['losses']; rounds: string }) {
  const layout = useMemo(() => lossLayout(rounds), [rounds]);
  const traces = useMemo(() => {
    const line = (name: string, y: readonly number[], color: string, dash: string) => ({
      type: 'scatter',
      mode: 'lines',
      name,
      x: y.map((_, index) => index + 1),
      y,
      hovertemplate: `${name} %{y:.5~g}<extra></extra>`,
      line: { color, width: 1.6, dash },
    });
    return [
      line('training', losses.train, 'var(--pt-train)', 'solid'),
      ...(losses.validation ? [line('validation', losses.validation, 'var(--pt-valid)', 'dash')] : []),
    ];
  }, [losses]);
  if (losses.train.length < 2) {
    return <p className={styles.muted}>Solved in one step, so there is no curve to show.</p>;
  }
  return (
    <ChartFigure
      title={`By ${rounds.toLowerCase()}`}
      note={losses.validation ? 'training and validation rows' : 'training rows'}
      label={`Loss by ${rounds.toLowerCase()}`}
      traces={traces}
      layout={layout}
      height={200}
    />
  );
}

const few = 12;

function Importances({ importances }: { importances: ModelView['importances'] }) {
  const [all, setAll] = useState(false);
  const ranked = importances.filter((entry) => entry.importance > 0);
  const top = ranked[0]?.importance ?? 1;
  return (
    <Section title="What it looks at" note="share of the gain">
      <ul className={styles.bars}>
        {(all ? ranked : ranked.slice(0, few)).map((entry) => (
          <li key={entry.feature}>
            <span className={styles.name} title={entry.feature}>
              {entry.feature}
            </span>
            <i style={{ width: `${(entry.importance / top) * 100}%` }} />
            <span>{formatShare(entry.importance, 1)}</span>
          </li>
        ))}
      </ul>
      {ranked.length === 0 ? (
        <p className={styles.muted}>No feature helped: the model says the same for every row.</p>
      ) : null}
      {ranked.length > few ? (
        <div className={styles.more}>
          <Button size="s" variant="ghost" onClick={() => setAll(!all)}>
            {all ? 'Fewer' : `All ${ranked.length} features`}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}
