'use client';

import { Table2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { EmptyState } from '@/app/_ui/feedback';
import type { GraphDoc, ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Analysis } from '@/server/compiler/analysis';
import { nodeTitle } from '../timeline/stage-words';
import { DataSides } from './data-sides';
import { inputPorts, outputPorts } from './panel-ports';

/** What is selected on the canvas: a node, and the port that was opened. */
export interface PortSelection {
  readonly node: string;
  readonly port?: string;
}

export interface DataPanelProps {
  readonly pipelineId: string;
  readonly doc: GraphDoc;
  /** Values that differ from the defaults of the document. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly selection: PortSelection | null;
  readonly analysis: Analysis | undefined;
  /** The run shown on the canvas. */
  readonly runId: string | null;
  /** Runs what a node needs, for the button of a port that has no data yet. */
  readonly onRunToHere?: (node: string) => void;
}

/** The rows that went into a node, and those that came out of it. */
export function DataPanel({ doc, parameters, selection, analysis, onRunToHere }: DataPanelProps) {
  const node = selection?.node ?? null;
  const [chosen, setChosen] = useState<{ input?: string; output?: string }>({});
  const inputs = node === null ? [] : inputPorts(doc, analysis, node);
  const outputs = node === null ? [] : outputPorts(doc, analysis, node);
  const opened = selection?.port;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another node begins with its first ports
  useEffect(() => setChosen({}), [node]);
  useEffect(() => {
    if (opened !== undefined) setChosen({ input: opened, output: opened });
  }, [opened]);

  if (node === null || doc.nodes[node] === undefined) {
    return (
      <EmptyState icon={Table2} title="Select a node to see its rows">
        Its input stands at the left, its output at the right, with what changed marked.
      </EmptyState>
    );
  }
  const input = inputs.find((port) => port.name === chosen.input) ?? inputs[0];
  const output = outputs.find((port) => port.name === chosen.output) ?? outputs[0];
  if (!input && !output) {
    return (
      <EmptyState icon={Table2} title={`${nodeTitle(doc, node)} has no rows to show`}>
        No table is wired into it, and none comes out of it. Its results are in the inspector.
      </EmptyState>
    );
  }
  return (
    <DataSides
      key={node}
      doc={doc}
      parameters={parameters}
      node={node}
      analysis={analysis}
      inputs={inputs}
      outputs={outputs}
      input={input}
      output={output}
      onInput={(name) => setChosen((before) => ({ ...before, input: name }))}
      onOutput={(name) => setChosen((before) => ({ ...before, output: name }))}
      onRunToHere={onRunToHere}
    />
  );
}
