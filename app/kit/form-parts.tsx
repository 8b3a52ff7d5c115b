'use client';

import { useId, useState } from 'react';
import { ColumnPicker } from '../_ui/multi-select';
import { NumberInput } from '../_ui/number-input';
import { Field, Panel, Section } from '../_ui/panel';
import { Select } from '../_ui/select';
import { RadioGroup, Segmented, Switch } from '../_ui/toggles';
import styles from './kit.module.css';
import { pickableColumns } from './sample';

/** Fields together, as an inspector is made of them. */
export function FormParts() {
  const id = useId();
  const [rows, setRows] = useState<number | null>(50);
  const [fill, setFill] = useState<string>('median');
  const [group, setGroup] = useState<string[]>(['Contract']);
  const [many, setMany] = useState<string[]>(['tenure', 'TotalCharges', 'tickets_90d']);
  const [mark, setMark] = useState(true);
  const [fresh, setFresh] = useState('all');
  const [view, setView] = useState('expression');

  return (
    <div className={styles.inspector}>
      <Panel title="Inspector" flush>
        <Section title="How to learn" note="from 4,926 training rows">
          <Field label="Learn per group">
            <ColumnPicker single label="Learn per group" value={group} onChange={setGroup} columns={pickableColumns} />
          </Field>
          <Field label="Columns" hint="An empty list means every column with missing values.">
            <ColumnPicker label="Columns" value={many} onChange={setMany} columns={pickableColumns} />
          </Field>
          <Field label="Fill with" htmlFor={`${id}-fill`}>
            <Select
              id={`${id}-fill`}
              value={fill}
              onChange={setFill}
              options={[
                { value: 'median', label: 'Median', hint: 'learned, numbers only' },
                { value: 'mean', label: 'Mean' },
                { value: 'constant', label: 'Constant' },
                { value: 'model', label: 'Model', disabled: true },
              ]}
            />
          </Field>
          <Field label="Smallest group" htmlFor={`${id}-rows`}>
            <NumberInput id={`${id}-rows`} value={rows} onChange={setRows} unit="rows" integer min={1} />
          </Field>
          <Field label="Mark filled cells">
            <Switch checked={mark} onChange={setMark} hint="adds 3 columns" aria-label="Mark filled cells" />
          </Field>
        </Section>
        <Section title="At prediction, if a group is new">
          <RadioGroup
            label="If a group is new"
            value={fresh}
            onChange={setFresh}
            options={[
              { value: 'all', label: 'Use all rows’ value' },
              { value: 'refuse', label: 'Refuse request' },
            ]}
          />
        </Section>
        <Section title="One expression, three engines">
          <Segmented
            label="Engine"
            stretch
            value={view}
            onChange={setView}
            options={[
              { value: 'expression', label: 'Expression' },
              { value: 'duckdb', label: 'DuckDB' },
              { value: 'spark', label: 'Spark' },
              { value: 'onnx', label: 'ONNX', disabled: true },
            ]}
          />
        </Section>
      </Panel>
    </div>
  );
}
