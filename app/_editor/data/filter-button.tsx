'use client';

import { Filter } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import { Button } from '@/app/_ui/button';
import type { GridColumn } from '@/app/_ui/data-grid';
import { IconButton } from '@/app/_ui/icon-button';
import { Input } from '@/app/_ui/input';
import { Popover } from '@/app/_ui/popover';
import { Select } from '@/app/_ui/select';
import type { ConditionKind } from '@/server/worker/reader/grid-view';
import styles from './rows-tools.module.css';
import { CONDITION_WORDS, type Condition } from './rows-view';

export interface FilterButtonProps {
  columns: readonly GridColumn[];
  isOn: boolean;
  /** The column that a menu wants to filter by: opens the form. */
  asked: { readonly column: string } | undefined;
  onAdd: (condition: Condition) => void;
}

/** A menu that closes gives the focus back to the grid; a form that was open by then would lose it, and close. */
function onceBackOnGrid(act: () => void): () => void {
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof Element) || target.getAttribute('role') !== 'grid') return;
    stop();
    setTimeout(act);
  };
  const stop = () => document.removeEventListener('focusin', onFocus);
  document.addEventListener('focusin', onFocus);
  return stop;
}

const kinds = Object.keys(CONDITION_WORDS) as ConditionKind[];
const textKinds: readonly ConditionKind[] = ['contains', 'equals', 'differs', 'missing', 'present'];
const kindsOf = (type: GridColumn['type'] | undefined): readonly ConditionKind[] =>
  type === 'text' || type === 'bool'
    ? textKinds
    : type === 'vector'
      ? ['missing', 'present']
      : kinds.filter((kind) => kind !== 'contains');

/** A form for one condition: column, how, value. */
export function FilterButton({ columns, isOn, asked, onAdd }: FilterButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const [column, setColumn] = useState('');
  const [is, setIs] = useState<ConditionKind>('equals');
  const [value, setValue] = useState('');
  const chosen = columns.find(({ name }) => name === column) ?? columns[0];
  const possible = kindsOf(chosen?.type);
  const kind = possible.includes(is) ? is : possible[0]!;
  useEffect(() => {
    if (!asked) return;
    setColumn(asked.column);
    setValue('');
    return onceBackOnGrid(() => setOpen(true));
  }, [asked]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!chosen) return;
    onAdd({ column: chosen.name, is: kind, value: CONDITION_WORDS[kind].takesValue ? value : '' });
    setValue('');
    setOpen(false);
  };
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      label="Filter the rows"
      align="end"
      width={280}
      trigger={<IconButton size="s" icon={Filter} label="Filter the rows" pressed={isOn} />}
    >
      <form className={styles.filter} onSubmit={submit}>
        <Select
          label="Column"
          value={chosen?.name ?? ''}
          onChange={setColumn}
          options={columns.map(({ name }) => ({ value: name, label: name }))}
        />
        <Select
          label="Condition"
          value={kind}
          onChange={setIs}
          options={possible.map((each) => ({ value: each, label: CONDITION_WORDS[each].words }))}
        />
        {CONDITION_WORDS[kind].takesValue ? (
          <Input
            autoFocus
            aria-label="Value"
            placeholder="Value"
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        ) : null}
        <Button type="submit" variant="primary">
          Keep these rows
        </Button>
        <p>Only what you look at: the pipeline is not changed.</p>
      </form>
    </Popover>
  );
}
