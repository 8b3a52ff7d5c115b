'use client';

import { ListFilter, Plus, X } from 'lucide-react';
import { Button } from '@/app/_ui/button';
import { IconButton } from '@/app/_ui/icon-button';
import { MultiSelect } from '@/app/_ui/multi-select';
import { NumberInput } from '@/app/_ui/number-input';
import { Popover } from '@/app/_ui/popover';
import { Select } from '@/app/_ui/select';
import type { FigureCondition } from '@/server/db/run-search';
import { figureWords } from './run-columns';
import styles from './runs.module.css';

export interface RunFilterProps {
  /** `node.figure`, all that runs are known to have. */
  figures: readonly string[];
  where: readonly FigureCondition[];
  onChange: (where: FigureCondition[]) => void;
}

const operators = [
  { value: '>=', label: '≥' },
  { value: '<=', label: '≤' },
  { value: '>', label: '>' },
  { value: '<', label: '<' },
] as const;

/** Conditions on figures; a run must meet all of them. */
export function RunFilter({ figures, where, onChange }: RunFilterProps) {
  const set = (index: number, change: Partial<FigureCondition>) =>
    onChange(where.map((condition, at) => (at === index ? { ...condition, ...change } : condition)));
  return (
    <Popover
      label="Filter by figures"
      width={460}
      trigger={
        <Button size="s" icon={ListFilter}>
          {where.length === 0 ? 'Figures that…' : where.length === 1 ? '1 condition' : `${where.length} conditions`}
        </Button>
      }
    >
      <div className={styles.filter}>
        {where.length === 0 ? (
          <p className={styles.muted}>Only runs whose figures meet what you ask for here.</p>
        ) : null}
        {where.map((condition, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition is nothing but its place in the list
          <div key={index} className={styles.condition}>
            <MultiSelect
              single
              size="s"
              label={`Figure of condition ${index + 1}`}
              value={[condition.figure]}
              options={figures.map((figure) => ({ value: figure, label: figureWords(figure) }))}
              onChange={([figure]) => figure && set(index, { figure })}
            />
            <Select
              size="s"
              label={`Operator of condition ${index + 1}`}
              value={condition.op}
              options={operators}
              onChange={(op) => set(index, { op })}
            />
            <NumberInput
              size="s"
              aria-label={`Value of condition ${index + 1}`}
              value={condition.value}
              step={0.01}
              onChange={(value) => set(index, { value: value ?? 0 })}
            />
            <IconButton
              size="s"
              icon={X}
              label={`Remove condition ${index + 1}`}
              onClick={() => onChange(where.filter((_, at) => at !== index))}
            />
          </div>
        ))}
        <Button
          size="s"
          variant="ghost"
          icon={Plus}
          disabled={figures.length === 0 || where.length >= 10}
          onClick={() => onChange([...where, { figure: figures[0]!, op: '>=', value: 0 }])}
        >
          Add a condition
        </Button>
      </div>
    </Popover>
  );
}
