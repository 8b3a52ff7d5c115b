import { useState } from 'react';
import { type ExplainedAnswer, ExplanationAnswer } from '@/app/_editor/reports/explanation-answer';
import { answerWords, valueWords } from '@/app/_editor/reports/explanation-words';
import { Select } from '@/app/_ui/select';
import type { ContractView } from '@/server/api/endpoints';
import type { ServedExplanation } from '@/server/compiler/emit/onnx';
import type { RowExplanation } from '@/server/gateway/contract/explain-rows';
import styles from '../endpoints.module.css';
import type { Row } from './sample-row';

export interface AnswerExplanationProps {
  contract: ContractView;
  served: ServedExplanation;
  explanation: RowExplanation;
  /** The row that was asked. */
  row: Row;
  /** The row that Send asked, with its explanation; another one when values were changed since. */
  before: { readonly row: Row; readonly explanation: RowExplanation | undefined } | undefined;
}

/** Why the endpoint answers so, as a waterfall; after a change, beside what it answered before. */
export function AnswerExplanation({ contract, served, explanation, row, before }: AnswerExplanationProps) {
  const { outputs, values } = explanation;
  const [chosen, setChosen] = useState<number>();
  const likeliest = outputs.reduce((best, { answer }, at) => (answer > outputs[best]!.answer ? at : best), 0);
  const output = Math.min(chosen ?? likeliest, outputs.length - 1);
  const changed = new Set(
    before ? Object.keys({ ...before.row, ...row }).filter((name) => before.row[name] !== row[name]) : [],
  );
  const shown: ExplainedAnswer = {
    margins: outputs.map(({ margin }) => margin),
    answers: outputs.map(({ answer }) => answer),
    contributions: outputs.map(({ contributions }) =>
      served.columns.map(({ column }) => contributions[column.column] ?? 0),
    ),
    // As it was sent, where the column is one of the request: 34 months say more than 0.07 deviations.
    values: served.columns.map(({ column, kind }) =>
      Object.hasOwn(row, column.column)
        ? rawWords(row[column.column])
        : valueWords(kind, values[column.column] ?? null),
    ),
  };
  const report = {
    task: contract.answers === 'classes' ? ('classification' as const) : ('regression' as const),
    link: served.link,
    target: contract.target ?? 'the answer',
    outputs,
    read: served.columns.map(({ column }) => column),
    isCalibrated: served.isCalibrated,
  };
  const earlier = before?.explanation?.outputs[output]?.answer;
  return (
    <section aria-label="Why this answer">
      <div className={styles.tryBar}>
        <span>Why</span>
        {outputs.length > 1 ? (
          <Select
            size="s"
            label="Class that is explained"
            value={String(output)}
            onChange={(next) => setChosen(Number(next))}
            options={outputs.map((each, at) => ({ value: String(at), label: each.class ?? String(at) }))}
          />
        ) : null}
        <span className={styles.muted}>
          {changed.size > 0 && earlier !== undefined
            ? `was ${answerWords(report.task, earlier)} when sent; changed: ${[...changed].join(', ')}`
            : 'change a value: it is asked again'}
        </span>
      </div>
      <ExplanationAnswer report={report} output={output} shown={shown} changed={changed} isBrief />
    </section>
  );
}

const rawWords = (value: unknown): string => (value === null || value === undefined ? 'missing' : String(value));
