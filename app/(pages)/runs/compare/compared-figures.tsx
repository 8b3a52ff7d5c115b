'use client';

import { useState } from 'react';
import { MultiSelect } from '@/app/_ui/multi-select';
import { ParallelCoordinates } from '@/app/_ui/parallel-coordinates';
import type { RunDetail } from '@/server/db/run-views';
import styles from './compare.module.css';
import type { ComparedGroup, ComparedRow } from './compare-runs';

/** Figures that people look at first; others can be added. */
const FIRST = /› (auc|accuracy|macro f1|rmse|mae|r2|log loss|f1)$/;

/** Runs as lines over the settings and figures in which they differ. */
export function ComparedFigures({ runs, groups }: { runs: readonly RunDetail[]; groups: readonly ComparedGroup[] }) {
  // Lines go from what was set to what came of it.
  const drawable = groups
    .flatMap(({ title, rows }) =>
      title === 'Runs' || title === 'Data' ? [] : rows.filter((row) => row.differs && isDrawable(row)),
    )
    .sort((a, b) => Number(isResult(a)) - Number(isResult(b)));
  const [chosen, setChosen] = useState(() => firstChoice(drawable));
  if (drawable.length < 2) return null;
  const axes = drawable.filter(({ key }) => chosen.includes(key));
  return (
    <section className={styles.figures} aria-label="Settings and results">
      <MultiSelect
        size="s"
        className={styles.choice}
        label="Axes"
        noun="axes"
        value={chosen}
        options={drawable.map(({ key, label }) => ({ value: key, label }))}
        onChange={setChosen}
      />
      {axes.length > 1 ? (
        <ParallelCoordinates
          label="Each line is a run; the table below says the same"
          axes={axes.map(({ key, label, values, words }) => ({
            key,
            label,
            values: values ?? words.map((word) => (word === '' ? null : word)),
          }))}
          lines={runs.map(({ id, number, document }) => ({ key: id, label: `Run ${number} of ${document.name}` }))}
        />
      ) : (
        <p className={styles.muted}>Choose two axes or more.</p>
      )}
    </section>
  );
}

const isResult = ({ key }: ComparedRow): boolean => key.startsWith('result ');
const isDrawable = ({ values, words }: ComparedRow): boolean =>
  values !== undefined || words.every((word) => word.length <= 24);

function firstChoice(rows: readonly ComparedRow[]): string[] {
  const set = rows.filter((row) => !isResult(row)).slice(0, 4);
  const results = rows.filter(({ label }) => FIRST.test(label)).slice(0, 4);
  return [...set, ...results].map(({ key }) => key);
}
