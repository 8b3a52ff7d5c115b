'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { IconButton } from '@/app/_ui/icon-button';
import { Input } from '@/app/_ui/input';
import { Select } from '@/app/_ui/select';
import type { Parameter } from '@/nodes/kernel/graph-doc/graph-doc';
import { useDocument, useEditor, useView } from '../editor';
import styles from './dialogs.module.css';
import { ParameterValueField } from './parameter-value-field';

const types = [
  { value: 'int', label: 'Whole number' },
  { value: 'float', label: 'Number' },
  { value: 'text', label: 'Text' },
  { value: 'bool', label: 'Yes or no' },
] as const;

const firstValue: Record<Parameter['type'], Parameter> = {
  int: { type: 'int', default: 0 },
  float: { type: 'float', default: 0 },
  text: { type: 'text', default: '' },
  bool: { type: 'bool', default: false },
};

/** Declares run parameters, and says what the next run shall use. */
export function ParametersDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const editor = useEditor();
  const parameters = useDocument((state) => state.doc.parameters);
  const values = useView((state) => state.parameters);
  const [name, setName] = useState('');
  const set = (key: string, parameter: Parameter | undefined) =>
    editor.document
      .getState()
      .dispatch([{ kind: 'set-parameter', name: key, parameter }], parameter ? 'Set parameter' : 'Remove parameter', {
        slot: `parameter ${key}`,
      });
  const use = (key: string, value: Parameter['default'] | undefined) => {
    const { [key]: _, ...rest } = values;
    editor.view.setState({ parameters: value === undefined ? rest : { ...rest, [key]: value } });
  };
  const isFree = /^[A-Za-z_][\w-]{0,62}$/.test(name) && !parameters[name];
  const add = () => {
    if (!isFree) return;
    set(name, firstValue.float);
    setName('');
  };

  return (
    <Dialog
      open={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title="Run parameters"
      description="Values that a run can change without an edit. Bind a setting to one from the menu beside it; from a shell they are --set name=value."
      width={680}
      actions={<Button onClick={onClose}>Done</Button>}
    >
      <table className={styles.parameters}>
        <thead>
          <tr>
            <th>Name</th>
            <th>Type</th>
            <th>Default</th>
            <th>Next run</th>
            <th aria-label="Remove" />
          </tr>
        </thead>
        <tbody>
          {Object.entries(parameters).map(([key, parameter]) => (
            <tr key={key}>
              <td title={parameter.description}>
                <code>{key}</code>
              </td>
              <td>
                <Select
                  size="s"
                  label={`Type of ${key}`}
                  value={parameter.type}
                  options={types}
                  onChange={(type) => set(key, firstValue[type])}
                />
              </td>
              <td>
                <ParameterValueField
                  label={`Default of ${key}`}
                  type={parameter.type}
                  value={parameter.default}
                  onChange={(value) => value !== undefined && set(key, { ...parameter, default: value } as Parameter)}
                />
              </td>
              <td>
                <ParameterValueField
                  label={`${key} in the next run`}
                  type={parameter.type}
                  value={values[key]}
                  placeholder="default"
                  onChange={(value) => use(key, value)}
                />
              </td>
              <td>
                <IconButton label={`Remove ${key}`} icon={Trash2} size="s" onClick={() => set(key, undefined)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <form
        className={styles.addParameter}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Input
          size="s"
          aria-label="Name of a new parameter"
          placeholder="new_parameter"
          mono
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button size="s" icon={Plus} type="submit" disabled={!isFree}>
          Add
        </Button>
      </form>
    </Dialog>
  );
}
