'use client';

import { useState } from 'react';
import { Section } from '@/app/_ui/panel';
import { Select } from '@/app/_ui/select';
import type { ExplanationReport } from '@/nodes/explain/explanation-report';
import styles from './explanation.module.css';
import { ExplanationBeeswarm } from './explanation-beeswarm';
import { ExplanationDependence } from './explanation-dependence';
import { ExplanationImportance } from './explanation-importance';
import { ExplanationRow } from './explanation-row';
import { answerWords } from './explanation-words';
import reports from './reports.module.css';

export interface ExplanationResultsProps {
  report: ExplanationReport;
  /** The model, for what-if; without it the report stands alone. */
  modelKey?: string | undefined;
}

/** What a model's answers are made of: over all rows, by column, and for one row. */
export function ExplanationResults({ report, modelKey }: ExplanationResultsProps) {
  const { outputs, explainedRows, partRows, part, target } = report;
  const [chosen, setChosen] = useState(0);
  const output = Math.min(chosen, outputs.length - 1);
  const { class: name, baseAnswer } = outputs[output]!;
  return (
    <>
      <Section
        title="What is explained"
        note={`${explainedRows.toLocaleString('en')} of ${partRows.toLocaleString('en')} ${part} rows`}
      >
        {outputs.length > 1 ? (
          <Select
            className={styles.class}
            size="s"
            label="Class that is explained"
            value={String(output)}
            onChange={(next) => setChosen(Number(next))}
            options={outputs.map(({ class: each }, at) => ({ value: String(at), label: `${target} = ${each}` }))}
          />
        ) : null}
        <p className={reports.muted} style={{ marginTop: outputs.length > 1 ? 8 : 0 }}>
          {name === undefined ? target : `The probability of ${target} = ${name}`}, which the model would put at{' '}
          {answerWords(report.task, baseAnswer)} knowing nothing of a row. It says what the model does with the columns
          it reads, not what causes what.
        </p>
      </Section>
      <ExplanationImportance report={report} output={output} />
      <ExplanationBeeswarm report={report} output={output} />
      <ExplanationRow report={report} output={output} modelKey={modelKey} />
      <ExplanationDependence report={report} output={output} />
    </>
  );
}
