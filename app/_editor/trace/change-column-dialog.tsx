'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { TypeGlyph } from '@/app/_ui/glyphs';
import { Input } from '@/app/_ui/input';
import { Field } from '@/app/_ui/panel';
import { Select } from '@/app/_ui/select';
import { SCALAR_TYPES, type ScalarType } from '@/nodes/kernel/schema';
import type { ColumnChange, PlannedChange } from '@/server/compiler/columns/change-column';
import { titleOf } from '../canvas/ports';
import { useAnalysis, useDocument, useEditor, useView } from '../editor';
import styles from './trace.module.css';

const types = SCALAR_TYPES.map((type) => ({ value: type, label: type, lead: <TypeGlyph type={type} /> }));

/** Renames or retypes a column where it is made: shows everything that would change, and changes it as one step. */
export function ChangeColumnDialog() {
  const editor = useEditor();
  const changing = useView((state) => state.changing);
  const close = () => editor.view.setState({ changing: undefined });
  if (!changing) return null;
  return <ChangeColumn key={JSON.stringify(changing)} {...changing} onClose={close} />;
}

function ChangeColumn({ at, kind, onClose }: Pick<ColumnChange, 'at' | 'kind'> & { onClose: () => void }) {
  const editor = useEditor();
  const nodes = useDocument((state) => state.doc.nodes);
  const type = useAnalysis(
    (state) => state.nodes[at.node]?.outputs[at.port]?.schema?.columns.find(({ name }) => name === at.column)?.type,
  );
  const [to, setTo] = useState<string>(kind === 'rename' ? at.column : (type ?? 'text'));
  const [planned, setPlanned] = useState<PlannedChange>();
  const isSame = to === (kind === 'rename' ? at.column : type);

  useEffect(() => {
    let isOld = false;
    setPlanned(undefined);
    if (isSame) return;
    const change: ColumnChange = kind === 'rename' ? { kind, at, to } : { kind, at, to: to as ScalarType };
    void editor.running?.analysis.planChange(change).then((plan) => {
      if (!isOld) setPlanned(plan);
    });
    return () => {
      isOld = true;
    };
  }, [editor, at, kind, to, isSame]);

  const plan = planned && 'edits' in planned ? planned : undefined;
  const verb = kind === 'rename' ? 'Rename' : 'Change the type of';
  const apply = () => {
    if (!plan) return;
    editor.document.getState().dispatch(plan.edits, `${verb} ${at.column}`);
    editor.view.setState({ traced: undefined });
    onClose();
  };
  const nameOf = (node: string) => (nodes[node] ? titleOf(nodes[node]!) : node);

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${verb} ${at.column}`}
      description="It changes where the column is made, and everything that names it follows. One undo takes it all back."
      width={560}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={!plan} onClick={apply}>
            {kind === 'rename' ? 'Rename' : 'Change type'}
          </Button>
        </>
      }
    >
      <Field label={kind === 'rename' ? 'New name' : 'New type'} htmlFor="column-change" stacked>
        {kind === 'rename' ? (
          <Input
            id="column-change"
            value={to}
            onChange={(event) => setTo(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && apply()}
          />
        ) : (
          <Select id="column-change" label="New type" value={to} options={types} onChange={setTo} />
        )}
      </Field>
      {planned && 'refused' in planned ? (
        <p className={styles.refused} role="alert">
          {planned.refused} {planned.hint}
        </p>
      ) : null}
      {plan ? (
        <ul className={styles.changes} aria-label="What changes">
          <li>
            <span>
              {nameOf(plan.maker)}
              <small>makes the column</small>
            </span>
            <code>
              <del>{kind === 'rename' ? at.column : type}</del> → <ins>{to}</ins>
            </code>
          </li>
          {plan.changes.map((change, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two settings of a node may change alike
            <li key={index}>
              <span>
                {nameOf(change.node)}
                <small>
                  {change.label} ({change.kind})
                </small>
              </span>
              <code>
                <del>{change.before}</del> → <ins>{change.after}</ins>
              </code>
            </li>
          ))}
          {plan.problems.map((problem) => (
            <li key={problem.message}>
              <span>
                {problem.node ? nameOf(problem.node) : 'The pipeline'}
                <small>will need a look</small>
              </span>
              <span className={styles.refused}>{problem.message}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </Dialog>
  );
}
