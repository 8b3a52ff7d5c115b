'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTRPC } from '@/app/_lib/trpc';
import { Button } from '@/app/_ui/button';
import { NumberInput } from '@/app/_ui/number-input';
import { Select } from '@/app/_ui/select';
import type { ExplanationReport } from '@/nodes/explain/explanation-report';
import { type ColumnValue, categoriesOf, featuresOf } from '@/server/explanation/column-values';
import { ProblemNote } from '../timeline/problem-note';
import styles from './explanation.module.css';
import { type ExplainedAnswer, ExplanationAnswer } from './explanation-answer';
import { answerWords, featuresAt, valueAt, valuesAt } from './explanation-words';

export interface ExplanationWhatIfProps {
  report: ExplanationReport;
  output: number;
  original: ExplainedAnswer;
  /** The row as the model reads it. */
  features: readonly (number | null)[];
  modelKey: string;
}

const mostFields = 12;

/** The row's waterfall beside its values; whoever changes one sees the model answer again. */
export function ExplanationWhatIf({ report, output, original, features, modelKey }: ExplanationWhatIfProps) {
  const trpc = useTRPC();
  const [changes, setChanges] = useState<Readonly<Record<string, ColumnValue>>>({});
  const [showsAll, setShowsAll] = useState(false);
  const changed = changedFeatures(report, features, changes);
  const isChanged = Object.keys(changes).length > 0;
  const asked = useQuery({
    ...trpc.whatIf.answer.queryOptions({ modelKey, features: [...changed], positive: report.positive ?? 1 }),
    enabled: isChanged,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const answered = isChanged ? asked.data : undefined;
  const shown: ExplainedAnswer = answered
    ? {
        margins: answered.outputs.map(({ margin }) => margin),
        answers: answered.outputs.map(({ answer }) => answer),
        contributions: answered.outputs.map(({ contributions }) => contributions),
        values: valuesAt(report, changed),
      }
    : original;
  const editable = report.columns.filter(({ kind }) => kind !== 'vector');
  const fields = showsAll ? editable : editable.slice(0, mostFields);
  const set = (column: string, value: ColumnValue) => {
    const before = valueAt(report, column, features).value;
    const { [column]: _, ...rest } = changes;
    setChanges(value === before ? rest : { ...rest, [column]: value });
  };
  return (
    <div className={styles.row}>
      <div>
        <ExplanationAnswer
          report={report}
          output={output}
          shown={shown}
          changed={new Set(answered ? Object.keys(changes) : [])}
        />
        {asked.error && isChanged ? (
          <ProblemNote error={asked.error} what="The changed row" onRetry={() => asked.refetch()} />
        ) : null}
      </div>
      <div className={styles.form}>
        <div className={styles.bar} style={{ display: 'flex', marginBottom: 4 }}>
          <span>What if…</span>
          {isChanged ? (
            <>
              <span className={styles.muted}>
                was {answerWords(report.task, original.answers[output]!)}
                {answered ? `, now ${answerWords(report.task, shown.answers[output]!)}` : ''}
              </span>
              <Button size="s" variant="ghost" icon={RotateCcw} onClick={() => setChanges({})}>
                Reset
              </Button>
            </>
          ) : (
            <span className={styles.muted}>change a value, and the model answers again</span>
          )}
        </div>
        {fields.map((explained) => (
          <ValueField
            key={explained.column.column}
            explained={explained}
            value={valueAt(report, explained.column.column, changed).value}
            isChanged={explained.column.column in changes}
            onChange={(value) => set(explained.column.column, value)}
          />
        ))}
        {editable.length > mostFields ? (
          <Button size="s" variant="ghost" onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? 'Fewer' : `All ${editable.length} columns`}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

const missing = '\u0000missing';

function ValueField({
  explained: { column, kind },
  value,
  isChanged,
  onChange,
}: {
  explained: ExplanationReport['columns'][number];
  value: ColumnValue;
  isChanged: boolean;
  onChange: (value: ColumnValue) => void;
}) {
  const id = `what-if-${column.column}`;
  const choices = kind === 'bool' ? ['true', 'false'] : categoriesOf(column);
  const valueOfChoice = (choice: string): ColumnValue =>
    choice === missing ? null : kind === 'bool' ? choice === 'true' : choice;
  return (
    <div>
      <label htmlFor={id} title={column.column} data-changed={isChanged || undefined}>
        {column.column}
      </label>
      {kind === 'number' ? (
        <NumberInput id={id} size="s" placeholder="missing" value={value as number | null} onChange={onChange} />
      ) : (
        <Select
          id={id}
          size="s"
          value={value === null ? missing : String(value)}
          onChange={(next) => onChange(valueOfChoice(next))}
          options={[
            ...choices.map((choice) => ({
              value: choice,
              label: kind === 'bool' ? (choice === 'true' ? 'yes' : 'no') : choice,
            })),
            { value: missing, label: 'missing or another' },
          ]}
        />
      )}
    </div>
  );
}

function changedFeatures(
  report: ExplanationReport,
  features: readonly (number | null)[],
  changes: Readonly<Record<string, ColumnValue>>,
): readonly (number | null)[] {
  const changed = [...features];
  for (const { column, kind } of report.columns) {
    if (!(column.column in changes)) continue;
    const { from } = featuresAt(report.read, column.column);
    for (const [at, x] of featuresOf(column, kind, changes[column.column]!).entries()) {
      changed[from + at] = Number.isNaN(x) ? null : x;
    }
  }
  return changed;
}
