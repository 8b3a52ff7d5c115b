'use client';

import { Hourglass, Wrench } from 'lucide-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { GridRow } from '@/app/_ui/data-grid';
import { EmptyState } from '@/app/_ui/feedback';
import { changedColumns, markChanged } from './changed-cells';
import type { DataPanelProps } from './data-panel';
import styles from './data-panel.module.css';
import type { OpenPort } from './panel-ports';
import { type Part, PartFilter } from './part-filter';
import { PortSide } from './port-side';
import { type PortRows, usePortRows } from './use-port-rows';
import { whyNoRows } from './why-no-rows';

export interface DataSidesProps extends Pick<DataPanelProps, 'doc' | 'parameters' | 'analysis' | 'onRunToHere'> {
  node: string;
  inputs: readonly OpenPort[];
  outputs: readonly OpenPort[];
  input: OpenPort | undefined;
  output: OpenPort | undefined;
  onInput: (name: string) => void;
  onOutput: (name: string) => void;
}

const none: ReadonlySet<string> = new Set();

/** Input and output of a node side by side; one of them alone where there is no other. */
export function DataSides(props: DataSidesProps) {
  const { inputs, output } = props;
  const isUnknown = (port: OpenPort | undefined) => port !== undefined && port.contentKey === undefined;
  // Of several inputs, one whose rows are known is shown rather than none.
  const input = isUnknown(props.input) ? (inputs.find((port) => !isUnknown(port)) ?? props.input) : props.input;
  // Before the drawing was looked at, nobody knows what its ports hold.
  if (!props.analysis) return null;
  if (input && isUnknown(input)) return <NoRowsYet {...props} node={input.node} />;
  if (isUnknown(output)) {
    const why = <NoRowsYet {...props} />;
    return input ? <OneSide {...props} port={input} side="Input" beside={why} /> : why;
  }
  if (input && output) return <BothSides {...props} input={input} output={output} />;
  const only = input ?? output;
  return only ? <OneSide {...props} port={only} side={input ? 'Input' : 'Output'} /> : null;
}

function NoRowsYet({ doc, analysis, node }: DataSidesProps) {
  if (!analysis) return null;
  const { title, words, isComing } = whyNoRows(doc, analysis, node);
  return (
    <EmptyState icon={isComing ? Hourglass : Wrench} title={title}>
      {words}
    </EmptyState>
  );
}

/** Asks with the drawing that the port's key was found for: the one on screen may have a mistake by now. */
function useSide({ doc, analysis, parameters }: DataSidesProps, port: OpenPort, part: Part): PortRows {
  const document = analysis?.doc ?? doc;
  const asked = useMemo(() => ({ document, parameters, port: port.id }), [document, parameters, port.id]);
  return usePortRows(asked, port.contentKey ?? 'unknown', part === 'all' ? undefined : part);
}

function OneSide(props: DataSidesProps & { port: OpenPort; side: 'Input' | 'Output'; beside?: ReactNode }) {
  const { port, side, beside, inputs, outputs, onInput, onOutput, onRunToHere } = props;
  const [part, setPart] = useState<Part>('all');
  const rows = useSide(props, port, part);
  return (
    <div className={styles.panel}>
      <PortSide
        side={side}
        ports={side === 'Input' ? inputs : outputs}
        port={port}
        onPort={side === 'Input' ? onInput : onOutput}
        rows={rows}
        getRow={rows.getRow}
        changed={none}
        extra={
          port.schema?.partitioned ? <PartFilter value={part} onChange={setPart} counts={rows.counts} /> : undefined
        }
        onRunToHere={onRunToHere ? () => onRunToHere(port.node) : undefined}
      />
      {beside ? (
        <section className={styles.side} aria-label="Output">
          {beside}
        </section>
      ) : null}
    </div>
  );
}

function BothSides(props: DataSidesProps & { input: OpenPort; output: OpenPort }) {
  const { node, analysis, inputs, outputs, input, output, onInput, onOutput, onRunToHere } = props;
  const [part, setPart] = useState<Part>('all');
  const before = useSide(props, input, isPartOf(input, part));
  const after = useSide(props, output, isPartOf(output, part));
  // The node's own view of what arrives: its columns are the very objects that it passes on.
  const arriving = analysis?.nodes[node]?.inputs;
  const { changed, added } = useMemo(
    () => changedColumns(arriving?.[input.name] ?? input.schema, output.schema, arriving ?? {}),
    [arriving, input.name, input.schema, output.schema],
  );
  const marked = useMemo(() => new Set([...changed, ...added]), [changed, added]);
  const keepsRows = analysis?.nodes[node]?.traits.rows === 'keeps';
  const getRow = useCallback(
    (index: number): GridRow | undefined => {
      const row = after.getRow(index);
      if (!keepsRows || !before.columns || !after.columns) return row;
      return markChanged(row, after.columns, { row: before.getRow(index), columns: before.columns }, marked);
    },
    [after.getRow, after.columns, before.getRow, before.columns, keepsRows, marked],
  );
  const run = (port: OpenPort) => (onRunToHere ? () => onRunToHere(port.node) : undefined);
  const filter = (port: OpenPort, { counts }: PortRows) =>
    port.schema?.partitioned ? <PartFilter value={part} onChange={setPart} counts={counts} /> : undefined;
  return (
    <div className={styles.panel}>
      <PortSide
        side="Input"
        extra={filter(input, before)}
        ports={inputs}
        port={input}
        onPort={onInput}
        rows={before}
        getRow={before.getRow}
        changed={none}
        onRunToHere={run(input)}
      />
      <PortSide
        side="Output"
        extra={filter(output, after)}
        ports={outputs}
        port={output}
        onPort={onOutput}
        rows={after}
        getRow={getRow}
        changed={marked}
        changedWords={changeWords(changed.length, added.length)}
        onRunToHere={run(output)}
      />
    </div>
  );
}

/** A table above the split has no parts: it stays whole. */
const isPartOf = (port: OpenPort, part: Part): Part => (port.schema?.partitioned ? part : 'all');

function changeWords(changed: number, added: number): string | undefined {
  const columns = (count: number) => `${count} ${count === 1 ? 'column' : 'columns'}`;
  if (changed > 0) return `${columns(changed)} changed${added > 0 ? `, ${added} added` : ''}`;
  return added > 0 ? `${columns(added)} added` : undefined;
}
