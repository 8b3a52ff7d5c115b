'use client';

import { useId, useState } from 'react';
import type { ScalarType, TableSchema } from '@/nodes/kernel/schema';
import { ExpressionInput } from '../_editor/inspector/fields/expression-input/expression-input';
import { Field } from '../_ui/panel';
import styles from './kit.module.css';

const schema: TableSchema = {
  open: false,
  columns: [
    { name: 'customer_id', type: 'int', nullable: false },
    { name: 'contract', type: 'text', nullable: false },
    { name: 'city', type: 'text', nullable: true },
    { name: 'tenure', type: 'int', nullable: false },
    { name: 'monthly_charges', type: 'float', nullable: false },
    { name: 'total_charges', type: 'float', nullable: true },
    { name: 'churned', type: 'bool', nullable: false },
    { name: 'joined on', type: 'date', nullable: false },
    { name: 'last_seen', type: 'timestamp', nullable: true },
  ],
};

const samples: readonly { label: string; text: string; wanted?: ScalarType }[] = [
  { label: 'A formula', text: 'if(is_null(total_charges), monthly_charges * tenure, total_charges)' },
  {
    label: 'Keep rows where',
    text: "contract in ('One year', 'Two year')\nand not churned\nand \"joined on\" >= date '2024-01-31'",
    wanted: 'bool',
  },
  { label: 'With problems', text: "total_charge / tenure + 12abc\n  > 'a' and contract = 3", wanted: 'bool' },
  { label: 'Of another type', text: 'tenure', wanted: 'bool' },
  { label: 'Empty', text: '' },
];

/** The expression field in its states. */
export function ExpressionParts() {
  return (
    <div className={styles.columns}>
      {samples.map((sample) => (
        <Sample key={sample.label} {...sample} />
      ))}
    </div>
  );
}

function Sample({ label, text, wanted }: (typeof samples)[number]) {
  const [value, setValue] = useState(text);
  const id = useId();
  return (
    <div>
      <Field label={label} htmlFor={id} stacked>
        <ExpressionInput
          id={id}
          label={label}
          value={value}
          onChange={setValue}
          schema={schema}
          wanted={wanted}
          placeholder="total_charges / tenure"
        />
      </Field>
    </div>
  );
}
