'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { formatInteger } from '@/app/_ui/figures';
import { NumberInput } from '@/app/_ui/number-input';
import { Section } from '@/app/_ui/panel';
import { Segmented } from '@/app/_ui/toggles';
import type { ExplanationReport } from '@/nodes/explain/explanation-report';
import styles from './explanation.module.css';
import { type ExplainedAnswer, ExplanationAnswer } from './explanation-answer';
import { ExplanationWhatIf } from './explanation-what-if';
import { valuesAt } from './explanation-words';

type Order = 'errors' | 'first' | 'random';
const orders: readonly { value: Order; label: string }[] = [
  { value: 'errors', label: 'Worst errors' },
  { value: 'first', label: 'First' },
  { value: 'random', label: 'Random' },
];

export interface ExplanationRowProps {
  report: ExplanationReport;
  output: number;
  /** The model, for what-if; without it rows are only shown. */
  modelKey?: string | undefined;
}

/** One row: why it has this answer, and what if it were another. */
export function ExplanationRow({ report, output, modelKey }: ExplanationRowProps) {
  const { rows } = report;
  const [order, setOrder] = useState<Order>('errors');
  const [place, setPlace] = useState(0);
  const ordered = useMemo(() => orderOf(rows, order), [rows, order]);
  const row = ordered[place] ?? 0;
  const number = rows.numbers[row]!;
  const move = (to: number) => setPlace(Math.max(0, Math.min(ordered.length - 1, to)));
  const features = rows.features.map((feature) => feature[row] ?? null);
  const shown: ExplainedAnswer = {
    margins: rows.margins.map((of) => of[row]!),
    answers: rows.answers.map((of) => of[row]!),
    contributions: rows.contributions.map((of) => of.map((column) => column[row]!)),
    values: valuesAt(report, features),
  };
  return (
    <Section title="One row" note={`${formatInteger(place + 1)} of ${formatInteger(ordered.length)} explained rows`}>
      <div className={styles.bar}>
        <Segmented
          label="Which rows come first"
          value={order}
          onChange={(next) => {
            setOrder(next);
            setPlace(0);
          }}
          options={orders}
        />
        <Button size="s" variant="ghost" icon={ChevronLeft} disabled={place === 0} onClick={() => move(place - 1)}>
          Previous
        </Button>
        <Button
          size="s"
          variant="ghost"
          icon={ChevronRight}
          disabled={place === ordered.length - 1}
          onClick={() => move(place + 1)}
        >
          Next
        </Button>
        <NumberInput
          size="s"
          integer
          min={1}
          style={{ width: 120 }}
          aria-label="Row number of the table; the nearest explained row is shown"
          unit="row"
          value={number + 1}
          onChange={(wanted) => {
            if (wanted !== null) setPlace(ordered.indexOf(nearest(rows.numbers, wanted - 1)));
          }}
        />
        <span className={styles.muted}>
          {report.target} is {String(rows.truth[row])}
        </span>
      </div>
      {modelKey === undefined ? (
        <ExplanationAnswer report={report} output={output} shown={shown} />
      ) : (
        <ExplanationWhatIf
          key={row}
          report={report}
          output={output}
          original={shown}
          features={features}
          modelKey={modelKey}
        />
      )}
    </Section>
  );
}

function orderOf({ numbers, errors }: ExplanationReport['rows'], order: Order): number[] {
  const all = numbers.map((_, row) => row);
  if (order === 'first') return all;
  if (order === 'errors') return all.sort((a, b) => errors[b]! - errors[a]! || a - b);
  // Scattered, but the same each time: multiples of a number that shares no factor with the count.
  const step = [...Array(all.length).keys()].find((n) => n > all.length * 0.61 && gcd(n, all.length) === 1) ?? 1;
  return all.map((at) => (at * step) % all.length);
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

const nearest = (numbers: readonly number[], wanted: number): number =>
  numbers.reduce(
    (best, number, row) => (Math.abs(number - wanted) < Math.abs(numbers[best]! - wanted) ? row : best),
    0,
  );
