'use client';

import { Hourglass, Wrench } from 'lucide-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { createScrollGroup, type GridRow } from '@/app/_ui/data-grid';
import { EmptyState } from '@/app/_ui/feedback';
import { changeWords, columnsWords, isSameOrder, rowsGone } from './change-words';
import { changedColumns, markChanged } from './changed-cells';
import type { DataPanelProps } from './data-panel';
import styles from './data-panel.module.css';
import type { OpenPort } from './panel-ports';
import { type Part, PartFilter } from './part-filter';
import { PortSide } from './port-side';
import type { PortRows } from './use-port-rows';
import { sideProps, useSide } from './use-side';
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

function OneSide(props: DataSidesProps & { port: OpenPort; side: 'Input' | 'Output'; beside?: ReactNode }) {
  const { port, side, beside, inputs, outputs, onInput, onOutput } = props;
  const [part, setPart] = useState<Part>('all');
  const own = useSide(props, port, part);
  return (
    <div className={styles.panel}>
      <PortSide
        {...sideProps(props, port, own)}
        side={side}
        ports={side === 'Input' ? inputs : outputs}
        onPort={side === 'Input' ? onInput : onOutput}
        getRow={own.rows.getRow}
        changed={none}
        extra={
          port.schema?.partitioned ? <PartFilter value={part} onChange={setPart} counts={own.rows.counts} /> : undefined
        }
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
  const { node, analysis, inputs, outputs, input, output, onInput, onOutput } = props;
  const [part, setPart] = useState<Part>('all');
  const before = useSide(props, input, isPartOf(input, part));
  const after = useSide(props, output, isPartOf(output, part));
  const [group] = useState(createScrollGroup);
  // The node's own view of what arrives: its columns are the very objects that it passes on.
  const arriving = analysis?.nodes[node]?.inputs;
  const changes = useMemo(
    () => changedColumns(arriving?.[input.name] ?? input.schema, output.schema, arriving ?? {}),
    [arriving, input.name, input.schema, output.schema],
  );
  const marked = useMemo(() => new Set([...changes.changed, ...changes.added]), [changes]);
  const left = useMemo(() => new Set(changes.gone), [changes]);
  const keepsRows = analysis?.nodes[node]?.traits.rows === 'keeps';
  // Rows stand beside each other as long as neither side is sorted or filtered on its own.
  const isAlike = part === 'all' || input.schema?.partitioned === output.schema?.partitioned;
  const comparable = keepsRows && isAlike && isSameOrder(before.view, after.view);
  const [was, is] = [before.rows, after.rows];
  const getRow = useCallback(
    (index: number): GridRow | undefined => {
      const row = is.getRow(index);
      if (!comparable || !was.columns || !is.columns) return row;
      return markChanged(row, is.columns, { row: was.getRow(index), columns: was.columns }, marked);
    },
    [is.getRow, is.columns, was.getRow, was.columns, comparable, marked],
  );
  const filter = (port: OpenPort, { counts }: PortRows) =>
    port.schema?.partitioned ? <PartFilter value={part} onChange={setPart} counts={counts} /> : undefined;
  return (
    <div className={styles.panel}>
      <PortSide
        {...sideProps(props, input, before)}
        side="Input"
        extra={filter(input, was)}
        ports={inputs}
        onPort={onInput}
        getRow={was.getRow}
        changed={left}
        changedWords={changes.gone.length > 0 ? `${columnsWords(changes.gone.length)} gone` : undefined}
        scrollGroup={comparable ? group : undefined}
      />
      <PortSide
        {...sideProps(props, output, after)}
        side="Output"
        extra={filter(output, is)}
        ports={outputs}
        onPort={onOutput}
        getRow={getRow}
        changed={marked}
        changedWords={changeWords(changes, rowsGone(before, after))}
        scrollGroup={comparable ? group : undefined}
      />
    </div>
  );
}

/** A table above the split has no parts: it stays whole. */
const isPartOf = (port: OpenPort, part: Part): Part => (port.schema?.partitioned ? part : 'all');
