'use client';

export interface TimelinePanelProps {
  readonly runId: string | null;
  /** The node selected on the canvas; its lines are marked. */
  readonly selectedNode?: string | null;
  readonly onSelectNode?: (node: string) => void;
}

/** When each stage of a run worked, and why. */
export function TimelinePanel(_props: TimelinePanelProps) {
  return null;
}
