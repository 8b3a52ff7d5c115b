'use client';

import { useState } from 'react';
import { LossSection, writtenLoss } from '@/app/_reports/training/loss-section';
import { familyWords, type ModelView, readableLosses } from '@/app/_reports/training/model-view';
import { PathSection } from '@/app/_reports/training/path-section';
import { ParitySection } from '@/app/_reports/training/proof-section';
import { BaselinesSection, RecordSection } from '@/app/_reports/training/record-section';
import { SuspectsSection } from '@/app/_reports/training/suspects-section';
import { Button } from '@/app/_ui/button';
import { formatInteger, formatShare } from '@/app/_ui/figures';
import { KeyFigure } from '@/app/_ui/key-figure';
import { Section } from '@/app/_ui/panel';
import { FoldFigures } from './fold-figures';
import type { ResultProps } from './node-results';
import { ReportFrame } from './report-frame';
import styles from './reports.module.css';
import { usePortReport } from './use-report';

/** What was learned: from which rows, how the loss fell, what it looks at, and how to make it again. */
export function TrainingReportOf({ run, nodeId }: ResultProps) {
  const trained = usePortReport<ModelView>(run, `${nodeId}.model`);
  const live = run.stages.find((stage) => stage.node === nodeId && stage.state === 'running')?.progress?.curves;
  if (live) return <LossSection title="Loss" losses={live} step="Round" isLive />;
  return (
    <ReportFrame query={trained} absent="The model is described here when this stage has ended.">
      {(found) => <TrainingResults trained={found} />}
    </ReportFrame>
  );
}

function TrainingResults({ trained }: { trained: ModelView }) {
  const { model, signature } = trained;
  const { title, read, ...curves } = readableLosses(trained);
  return (
    <>
      <SuspectsSection suspects={trained.leakSuspects} target={signature.target} />
      <Section title="Model" note={`predicts ${signature.target}`}>
        <ModelFigures trained={trained} />
      </Section>
      {trained.crossValidation ? <FoldFigures {...trained.crossValidation} /> : null}
      <LossSection title={title} step={stepWords(model)} {...curves} />
      <Importances importances={trained.importances} kind={model.kind} />
      {model.kind === 'linear' ? <PathSection path={model.path} title={title} read={read} /> : null}
      <ParitySection parity={trained.parity} />
      <BaselinesSection trained={trained} />
      <RecordSection trained={trained} />
    </>
  );
}

/** What a loss is measured after. */
function stepWords({ kind, family }: ModelView['model']): string {
  if (kind === 'linear') return 'Iteration';
  return family === undefined || family === 'boosted-trees' ? 'Round' : 'Tree';
}

function ModelFigures({ trained }: { trained: ModelView }) {
  const { model, signature, trainedOn } = trained;
  const { title, losses } = readableLosses(trained);
  const last = losses.validation?.at(-1) ?? losses.train.at(-1);
  const isStuck = model.kind === 'linear' && !model.converged;
  return (
    <div className={styles.headline}>
      <KeyFigure
        label={model.kind === 'trees' ? 'Trees' : 'Iterations'}
        value={formatInteger(model.kind === 'trees' ? model.treeCount : model.iterations)}
        sub={`${familyWords(model)}${isStuck ? ', did not converge' : ''}`}
      />
      <KeyFigure
        label="Training rows"
        value={formatInteger(trainedOn.rows)}
        sub={
          trainedOn.missingTarget > 0
            ? `${formatInteger(trainedOn.missingTarget)} without a target left out`
            : trainedOn.partition === null
              ? 'no split above'
              : trainedOn.partition === 'train'
                ? 'training part only'
                : 'training and validation part'
        }
      />
      <KeyFigure
        label="Features"
        value={formatInteger(signature.features.length)}
        sub={`${formatInteger(model.featureNames.length)} numbers`}
      />
      {last === undefined ? null : (
        <KeyFigure
          label={title}
          value={writtenLoss(last)}
          sub={losses.validation ? 'on validation rows' : 'on training rows'}
        />
      )}
    </div>
  );
}

const few = 12;

function Importances({ importances, kind }: { importances: ModelView['importances']; kind: 'trees' | 'linear' }) {
  const [all, setAll] = useState(false);
  const ranked = importances.filter((entry) => entry.importance > 0);
  const top = ranked[0]?.importance ?? 1;
  return (
    <Section title="What it looks at" note={kind === 'trees' ? 'share of the gain' : 'share of |coefficient| × spread'}>
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
