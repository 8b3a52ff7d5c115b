'use client';

import { Pin } from 'lucide-react';
import { type FormEvent, useMemo, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Input } from '@/app/_ui/input';
import { Select } from '@/app/_ui/select';
import { useAnalysis, useDocument, useEditor } from '../editor';
import { nodeTitle } from '../timeline/stage-words';
import { probeOf } from './make-probe';
import { addProbe, probesOf } from './probe-store';
import styles from './probes.module.css';

/** “In Customers the row whose id is …”: for those who know the row by name. */
export function FollowByKey() {
  const editor = useEditor();
  const doc = useDocument((state) => state.doc);
  const nodes = useAnalysis((state) => state.nodes);
  const [chosen, setChosen] = useState({ port: '', column: '', value: '' });
  const tables = useMemo(
    () =>
      Object.entries(nodes).flatMap(([id, node]) =>
        Object.entries(node.outputs).flatMap(([port, { schema, key }]) =>
          schema && key !== undefined && port === 'table' ? [{ port: `${id}.${port}`, node: id, schema }] : [],
        ),
      ),
    [nodes],
  );
  const table = tables.find(({ port }) => port === chosen.port) ?? tables[0];
  if (!table) return null;
  const columns = table.schema.columns.filter(({ type }) => type !== 'vector');
  const column =
    columns.find(({ name }) => name === chosen.column) ??
    columns.find(({ name }) => name === table.schema.key) ??
    columns[0];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!column) return;
    const probe = probeOf(table.port, { [column.name]: chosen.value });
    if (probe) addProbe(probesOf(editor), probe);
    setChosen((before) => ({ ...before, value: '' }));
  };
  return (
    <form className={styles.byKey} onSubmit={submit} aria-label="Follow a row by its key">
      In
      <Select
        size="s"
        label="Table"
        className={styles.choice}
        value={table.port}
        onChange={(port) => setChosen({ port, column: '', value: '' })}
        options={tables.map(({ port, node }) => ({ value: port, label: nodeTitle(doc, node) }))}
      />
      the row whose
      <Select
        size="s"
        label="Key column"
        className={styles.choice}
        value={column?.name ?? null}
        onChange={(name) => setChosen((before) => ({ ...before, column: name }))}
        options={columns.map(({ name }) => ({ value: name, label: name }))}
      />
      is
      <Input
        size="s"
        aria-label="Value of the key"
        value={chosen.value}
        onChange={(event) => setChosen((before) => ({ ...before, value: event.target.value }))}
      />
      <Button size="s" type="submit" icon={Pin} disabled={chosen.value === ''}>
        Follow
      </Button>
    </form>
  );
}
