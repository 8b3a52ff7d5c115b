import { Input } from '@/app/_ui/input';
import { Select } from '@/app/_ui/select';
import type { ContractColumn } from '@/server/compiler/emit/onnx';
import styles from '../endpoints.module.css';
import { type Row, typedValue } from './sample-row';

export interface RowFormProps {
  columns: readonly ContractColumn[];
  row: Row;
  onChange: (row: Row) => void;
}

const missing = '\u0000missing';

/** One field per column; closed sets as choices. */
export function RowForm({ columns, row, onChange }: RowFormProps) {
  const set = (name: string, value: unknown) => onChange({ ...row, [name]: value });
  return (
    <div className={styles.form}>
      {columns.map((column) => {
        const value = row[column.name] ?? null;
        const id = `field-${column.name}`;
        const choices =
          column.type === 'bool' ? ['true', 'false'] : column.moreCategories ? undefined : column.categories;
        return (
          <div key={column.name} className={styles.formRow}>
            <label htmlFor={id} title={column.name}>
              {column.name}
            </label>
            {choices && choices.length > 0 && choices.length <= 20 && !choices.includes('') ? (
              <Select
                id={id}
                size="s"
                value={value === null ? missing : String(value)}
                onChange={(next) => set(column.name, next === missing ? null : typedValue(column, next))}
                options={[
                  ...choices.map((choice) => ({ value: choice, label: choice })),
                  ...(column.nullable ? [{ value: missing, label: 'missing' }] : []),
                ]}
              />
            ) : (
              <Input
                id={id}
                size="s"
                value={value === null ? '' : String(value)}
                placeholder={column.nullable ? 'missing' : column.type}
                onChange={(event) => set(column.name, typedValue(column, event.target.value))}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}
