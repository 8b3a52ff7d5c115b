'use client';

import { Copy, Search } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '../_ui/badge';
import { IconButton } from '../_ui/icon-button';
import { Input } from '../_ui/input';
import { Kbd } from '../_ui/kbd';
import { ColumnPicker, MultiSelect } from '../_ui/multi-select';
import { NumberInput } from '../_ui/number-input';
import { Field, Panel, Section } from '../_ui/panel';
import { Select } from '../_ui/select';
import { Checkbox, RadioGroup, Segmented, Switch } from '../_ui/toggles';
import styles from './kit.module.css';
import { Part } from './section';

const nothing = () => undefined;

const columns = [
  { name: 'tenure', type: 'int' as const },
  { name: 'Contract', type: 'text' as const },
  { name: 'TotalCharges', type: 'float' as const, missing: 11 },
  { name: 'tickets_90d', type: 'int' as const, missing: 131 },
  { name: 'joined_on', type: 'date' as const },
  { name: 'embedding', type: 'vector' as const, disabled: true },
];

/** What a person fills in. */
export function FormParts() {
  const [text, setText] = useState('');
  const [rows, setRows] = useState<number | null>(50);
  const [fill, setFill] = useState<string>('median');
  const [group, setGroup] = useState<string[]>(['Contract']);
  const [many, setMany] = useState<string[]>(['tenure', 'TotalCharges', 'tickets_90d']);
  const [owners, setOwners] = useState<string[]>([]);
  const [mark, setMark] = useState(true);
  const [some, setSome] = useState<boolean | 'indeterminate'>('indeterminate');
  const [fresh, setFresh] = useState('all');
  const [view, setView] = useState('expression');

  return (
    <Part title="Form">
      <div className={styles.columns}>
        <Panel title="Inspector" flush>
          <Section title="How to learn" note="from 4,926 training rows">
            <Field label="Learn per group">
              <ColumnPicker single label="Learn per group" value={group} onChange={setGroup} columns={columns} />
            </Field>
            <Field label="Columns" hint="An empty list means every column with missing values.">
              <ColumnPicker label="Columns" value={many} onChange={setMany} columns={columns} />
            </Field>
            <Field label="Fill with" htmlFor="kit-fill">
              <Select
                id="kit-fill"
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
            <Field label="Smallest group" htmlFor="kit-rows">
              <NumberInput id="kit-rows" value={rows} onChange={setRows} unit="rows" integer min={1} />
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
        <Panel title="Inputs" note="rest, problem, disabled" actions={<IconButton label="Copy" icon={Copy} size="s" />}>
          <Field label="Find" htmlFor="kit-find">
            <Input
              id="kit-find"
              icon={Search}
              placeholder="Find a pipeline, node or column"
              value={text}
              onChange={(event) => setText(event.target.value)}
              suffix={<Kbd>/</Kbd>}
            />
          </Field>
          <Field
            label="Path"
            htmlFor="kit-path"
            problem="There is no file telco/customer.csv. Did you mean customers.csv?"
          >
            <Input id="kit-path" mono invalid defaultValue="telco/customer.csv" />
          </Field>
          <Field label="Split" htmlFor="kit-split" required>
            <NumberInput id="kit-split" value={70} onChange={nothing} unit="%" size="s" />
          </Field>
          <Field label="Off" htmlFor="kit-off">
            <Input id="kit-off" disabled defaultValue="quarantine.telco_rejects" />
          </Field>
          <Field label="Owner">
            <MultiSelect
              label="Owner"
              placeholder="Anyone"
              noun="people"
              value={owners}
              onChange={setOwners}
              options={['Jonas Lindt', 'Mira Okafor', 'Sana Khan'].map((name) => ({
                value: name,
                label: name,
                lead: <Avatar name={name} />,
              }))}
            />
          </Field>
          <Field label="Rows">
            <span style={{ display: 'flex', gap: 16, flexWrap: 'wrap' }}>
              <Checkbox checked={some} onChange={setSome} label="All columns" hint="3 of 24" />
              <Checkbox checked={mark} onChange={setMark} label="Header" />
              <Checkbox checked={false} onChange={nothing} label="Quoted" disabled />
            </span>
          </Field>
        </Panel>
      </div>
    </Part>
  );
}
