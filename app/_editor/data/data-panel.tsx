'use client';

import type { GraphDoc, ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Analysis } from '@/server/compiler/analysis';

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
  /** The run shown on the canvas: what it did to a node stands beside its data. */
  readonly runId: string | null;
  /** Runs what a node needs, for the button of a port that has no data yet. */
  readonly onRunToHere?: (node: string) => void;
}

/** The rows that went into a node, and those that came out of it. */
export function DataPanel(_props: DataPanelProps) {
  return null;
}
