'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { errorWords, useTRPCClient, wireErrorOf } from '@/app/_lib/trpc';
import { useAnalysis, useEditor, useRuns, useView } from '../editor';
import { type Answered, type Following, followRow } from './follow-row';
import { predictRow } from './predict-row';
import type { Probe, ProbeStep, Values } from './probe';
import { probesOf, useProbes } from './probe-store';

const PAUSE_MS = 400;

/** Follows rows anew when the drawing, the run or the rows change. Draws nothing, and is there only while rows are followed. */
export function ProbeFollower() {
  const editor = useEditor();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const probes = useProbes((state) => state.probes);
  const doc = useAnalysis((state) => state.doc);
  const nodes = useAnalysis((state) => state.nodes);
  const isReady = useAnalysis((state) => state.isReady);
  const parameters = useView((state) => state.parameters);
  const run = useRuns((state) => state.shown?.id);
  const runState = useRuns((state) => state.shown?.state);

  useEffect(() => {
    if (!isReady || probes.length === 0) return;
    const stop = new AbortController();
    const { signal } = stop;
    const store = probesOf(editor);
    const stamp = `${run} ${runState}`;
    const keyOf = (port: string) => {
      const dot = port.lastIndexOf('.');
      return nodes[port.slice(0, dot)]?.outputs[port.slice(dot + 1)]?.key;
    };
    const following: Following = {
      doc,
      nodes,
      ask: async (port, values): Promise<Answered | undefined> => {
        const key = keyOf(port);
        if (key === undefined) return undefined;
        return queries
          .fetchQuery({
            queryKey: ['match', port, key, stamp, values],
            staleTime: Number.POSITIVE_INFINITY,
            queryFn: async () => {
              const about = { document: doc, parameters: { ...parameters }, port, previousRun: run };
              try {
                const found = await client.data.match.query({ ...about, values }, { signal });
                return { count: found.count, rows: found.rows, isPreview: found.basis.kind !== 'run' };
              } catch (error) {
                if (wireErrorOf(error)?.code === 'not_materialised') return null;
                throw error;
              }
            },
          })
          .then((found) => found ?? undefined);
      },
      predict: async (node: string, port: string, values: Values) => {
        const made = editor.runs.getState().shown?.ports[`${node}.${port}`];
        const key = keyOf(`${node}.${port}`);
        if (key === undefined || made?.key !== key || runState === 'running') return undefined;
        return predictRow(client, key, values, signal).catch(() => undefined);
      },
    };
    const follow = async () => {
      store.setState({ isFollowing: true });
      for (const probe of probes) {
        const steps = await followRow(probe, following).catch((error: unknown) => problemStep(probe, error));
        if (signal.aborted) return;
        store.setState((state) => ({ steps: { ...state.steps, [probe.id]: steps } }));
      }
      store.setState({ isFollowing: false });
    };
    const pause = setTimeout(() => void follow(), PAUSE_MS);
    return () => {
      clearTimeout(pause);
      stop.abort();
    };
  }, [editor, client, queries, probes, doc, nodes, isReady, parameters, run, runState]);
  return null;
}

function problemStep(probe: Probe, error: unknown): ProbeStep[] {
  const node = probe.port.slice(0, probe.port.lastIndexOf('.'));
  return [{ node, kind: 'waits', ports: [], changes: [], by: [], problem: errorWords(error).message }];
}
