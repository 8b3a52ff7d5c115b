import { useMemo } from 'react';
import { indexOf } from '../canvas/canvas-index';
import { type Editor, useAnalysis, useDocument, useRuns } from '../editor';
import { drawingProblems, groupProblems, type Problem, runProblems } from './problem-list';

/** Problems of the drawing and of the shown run. */
export function useProblems(): readonly Problem[] {
  const diagnostics = useAnalysis((state) => state.diagnostics);
  const nodes = useDocument((state) => state.doc.nodes);
  const run = useRuns((state) => state.shown);
  const drawn = useMemo(() => drawingProblems(diagnostics, nodes), [diagnostics, nodes]);
  const ran = useMemo(() => runProblems(run), [run]);
  return useMemo(() => [...drawn, ...ran], [drawn, ran]);
}

/** In the order in which they are gone through: as the list shows them by node. */
export function orderedProblems({ analysis, document, runs }: Editor): Problem[] {
  const { doc } = document.getState();
  const all = [
    ...drawingProblems(analysis.getState().diagnostics, doc.nodes),
    ...runProblems(runs.getState().shown),
  ].filter(({ node }) => node === undefined || doc.nodes[node]);
  return groupProblems(all, 'node', indexOf(doc).placeOf).flatMap(({ problems }) => problems);
}
