'use client';

import { formatDecimal, formatInteger } from '@/app/_ui/figures';
import { KeyFigure } from '@/app/_ui/key-figure';
import { Section } from '@/app/_ui/panel';
import { Table, type TableColumn } from '@/app/_ui/table';
import type { CrossValidation } from '@/nodes/kernel/trained-model';
import styles from './reports.module.css';

type Round = CrossValidation['rounds'][number];

/** What models learned without each fold made of it: mean and spread, then every round. */
export function FoldFigures({ metrics, rounds, learnedTogether }: CrossValidation) {
  const columns: readonly TableColumn<Round>[] = [
    { key: 'title', header: 'Fold', render: (round) => round.title },
    { key: 'judged', header: 'Judged', align: 'end', render: (round) => formatInteger(round.judged) },
    ...metrics.map(({ name, title }) => ({
      key: name,
      header: title,
      align: 'end' as const,
      render: (round: Round) => written(round.metrics?.[name]),
    })),
  ];
  const problems = rounds.filter(({ problem }) => problem !== undefined);
  return (
    <Section title="Judged on folds" note={`${rounds.length - problems.length} of ${rounds.length} rounds`}>
      <div className={styles.headline} style={{ marginBottom: 10 }}>
        {metrics.map(({ name, title, mean, deviation }) => (
          <KeyFigure
            key={name}
            label={title}
            value={written(mean)}
            sub={deviation === null ? 'one round' : `± ${written(deviation)}`}
          />
        ))}
      </div>
      <Table label="Folds" density="dense" columns={columns} rows={rounds} rowKey={(round) => round.title} />
      {problems.map(({ title, problem }) => (
        <p key={title} className={styles.muted}>
          {title} does not count: {problem}
        </p>
      ))}
      {learnedTogether.length > 0 ? (
        <p className={styles.muted}>
          {learnedTogether.join(', ')} learned once from all training rows, the judged ones included: these figures are
          a little too good.
        </p>
      ) : null}
    </Section>
  );
}

const written = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : formatDecimal(value, 4);
