'use client';

export interface LogsPanelProps {
  readonly runId: string | null;
  /** Only what this node said; all of the run when left out. */
  readonly nodeId?: string | null;
}

/** What the stages of a run said. */
export function LogsPanel(_props: LogsPanelProps) {
  return null;
}
