'use client';

import { Search } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '../_ui/badge';
import { Input, TextArea } from '../_ui/input';
import { Kbd } from '../_ui/kbd';
import { MultiSelect } from '../_ui/multi-select';
import { NumberInput } from '../_ui/number-input';
import { Field } from '../_ui/panel';
import { RangeInput } from '../_ui/range-input';
import { Select } from '../_ui/select';
import { Checkbox, RadioGroup, Segmented, Switch } from '../_ui/toggles';
import styles from './kit.module.css';
import { Line, Look, Looks } from './section';

const nothing = () => undefined;
const fills = [
  { value: 'median', label: 'Median', hint: 'learned, numbers only' },
  { value: 'constant', label: 'Constant' },
];
const people = ['Jonas Lindt', 'Mira Okafor'].map((name) => ({
  value: name,
  label: name,
  lead: <Avatar name={name} />,
}));
const sides = [
  { value: 'both', label: 'Both' },
  { value: 'b', label: 'B' },
];
const path = 'warehouse/retention/customers/snapshots/2024-11-12/telco-customers.parquet';

const selectOf = (more: { invalid?: boolean; disabled?: boolean; value?: string | null }) => (
  <Select label="Fill with" value="median" onChange={nothing} options={fills} {...more} />
);

/** Each control in each of its states. */
export function InputParts() {
  const [mark, setMark] = useState(true);
  const [some, setSome] = useState<boolean | 'indeterminate'>('indeterminate');
  return (
    <div className={styles.inputs}>
      <Looks
        caption="Text"
        of={<Input aria-label="Name" defaultValue="telco/customers.csv" />}
        more={
          <>
            <Look name="empty">
              <Input aria-label="Find" icon={Search} placeholder="Find a node" suffix={<Kbd>/</Kbd>} />
            </Look>
            <Look name="error">
              <Input aria-label="Path" mono invalid defaultValue="customer.csv" />
            </Look>
            <Look name="disabled">
              <Input aria-label="Off" disabled defaultValue="telco_rejects" />
            </Look>
            <Look name="long text">
              <Input aria-label="Long" defaultValue={path} />
            </Look>
          </>
        }
      />
      <Looks
        caption="Number"
        of={<NumberInput aria-label="Smallest group" value={50} onChange={nothing} unit="rows" />}
        more={
          <>
            <Look name="empty">
              <NumberInput aria-label="Limit" value={null} onChange={nothing} placeholder="no limit" />
            </Look>
            <Look name="error">
              <NumberInput aria-label="Share" value={140} onChange={nothing} unit="%" invalid />
            </Look>
            <Look name="disabled">
              <NumberInput aria-label="Seed" value={7} onChange={nothing} disabled />
            </Look>
          </>
        }
      />
      <Looks
        caption="Select"
        of={selectOf({})}
        more={
          <>
            <Look name="empty">{selectOf({ value: null })}</Look>
            <Look name="error">{selectOf({ invalid: true })}</Look>
            <Look name="disabled">{selectOf({ disabled: true })}</Look>
          </>
        }
      />
      <Looks
        caption="Several"
        of={<MultiSelect label="Owner" noun="people" value={['Jonas Lindt']} onChange={nothing} options={people} />}
        more={
          <Look name="empty">
            <MultiSelect
              label="Owner"
              placeholder="Anyone"
              noun="people"
              value={[]}
              onChange={nothing}
              options={people}
            />
          </Look>
        }
      />
      <Looks
        caption="Text area"
        of={<TextArea aria-label="Note" defaultValue="Slower rate, more trees." />}
        more={
          <>
            <Look name="error">
              <TextArea aria-label="Query" mono invalid defaultValue="select * form customers" />
            </Look>
            <Look name="disabled">
              <TextArea aria-label="Off" disabled defaultValue="Written by the run" />
            </Look>
          </>
        }
      />
      <Looks
        caption="Switch"
        of={<Switch checked={mark} onChange={setMark} aria-label="Mark filled cells" />}
        more={
          <>
            <Look name="off">
              <Switch checked={false} onChange={nothing} aria-label="Off" />
            </Look>
            <Look name="disabled">
              <Switch checked onChange={nothing} disabled label="Mark" />
            </Look>
          </>
        }
      />
      <Looks
        caption="Checkbox"
        of={<Checkbox checked={mark} onChange={setMark} aria-label="Header" />}
        more={
          <>
            <Look name="off">
              <Checkbox checked={false} onChange={nothing} label="Quoted" />
            </Look>
            <Look name="some">
              <Checkbox checked={some} onChange={setSome} label="All" hint="3 of 24" />
            </Look>
            <Look name="disabled">
              <Checkbox checked={false} onChange={nothing} label="Quoted" disabled />
            </Look>
          </>
        }
      />
      <Looks
        caption="Radio"
        of={<RadioGroup label="New group" value="a" onChange={nothing} options={[{ value: 'a', label: 'Refuse' }]} />}
        more={
          <Look name="off, disabled">
            <RadioGroup
              label="New group"
              value={null}
              onChange={nothing}
              options={[
                { value: 'a', label: 'Refuse' },
                { value: 'b', label: 'Ask', disabled: true },
              ]}
            />
          </Look>
        }
      />
      <Looks
        caption="Range"
        of={<RangeInput label="Threshold" value={0.42} onChange={nothing} min={0} max={1} step={0.01} />}
        more={
          <Look name="disabled">
            <RangeInput label="Threshold" value={0.42} onChange={nothing} min={0} max={1} step={0.01} disabled />
          </Look>
        }
      />
      <Looks caption="Segments" of={<Segmented label="Shown" value="both" onChange={nothing} options={sides} />} />
      <Line caption="Field">
        <div className={styles.field}>
          <Field label="Path" problem="There is no file telco/customer.csv. Did you mean customers.csv?">
            <Input aria-label="Path" mono invalid defaultValue="telco/customer.csv" />
          </Field>
        </div>
        <div className={styles.field}>
          <Field label="Split" required hint="The rest of the rows is for validation and test.">
            <NumberInput aria-label="Split" value={70} onChange={nothing} unit="%" />
          </Field>
        </div>
      </Line>
    </div>
  );
}
