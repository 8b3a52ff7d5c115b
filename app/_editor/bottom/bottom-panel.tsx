'use client';

import { ChevronDown, ChevronUp } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { PanelGuard } from '@/app/_frame/guard/panel-guard';
import { IconButton } from '@/app/_ui/icon-button';
import { TabPanel, Tabs } from '@/app/_ui/tabs';
import { printedKeys } from '../commands/keys';
import { perform } from '../commands/perform';
import { useAnalysis, useDocument, useEditor, useRuns, useView } from '../editor';
import { useProbes } from '../probes/probe-store';
import { useProblems } from '../problems/all-problems';
import { countProblems } from '../problems/problem-list';
import { startRun } from '../run/start-run';
import { type BottomTab, only, selectNodes } from '../view/view-store';
import styles from './bottom-panel.module.css';

const DataPanel = dynamic(() => import('../data/data-panel').then((module) => module.DataPanel), { ssr: false });
const ProbesPanel = dynamic(() => import('../probes/probes-panel').then((module) => module.ProbesPanel), {
  ssr: false,
});
const ProblemsPanel = dynamic(() => import('../problems/problems-panel').then((module) => module.ProblemsPanel), {
  ssr: false,
});
const TimelinePanel = dynamic(() => import('../timeline/timeline-panel').then((module) => module.TimelinePanel), {
  ssr: false,
});
const LogsPanel = dynamic(() => import('../timeline/logs-panel').then((module) => module.LogsPanel), { ssr: false });

const guardNames: Record<BottomTab, string> = {
  data: 'The data panel',
  probes: 'The list of followed rows',
  problems: 'The list of problems',
  timeline: 'The timeline',
  logs: 'The log',
};

/** Data, problems, timeline, logs: the wide part below the canvas. */
export function BottomPanel() {
  const editor = useEditor();
  const tab = useView((state) => state.bottomTab);
  const isOpen = useView((state) => state.isBottomOpen);
  const { error, warning, info } = countProblems(useProblems());
  const probes = useProbes((state) => state.probes.length);
  const items = [
    { value: 'data' as const, label: 'Data' },
    { value: 'probes' as const, label: 'Followed rows', ...(probes > 0 ? { count: probes } : {}) },
    {
      value: 'problems' as const,
      label: 'Problems',
      ...(error > 0
        ? { count: error, countTone: 'bad' as const, lesserCount: warning + info }
        : { count: warning + info || undefined }),
    },
    { value: 'timeline' as const, label: 'Timeline' },
    { value: 'logs' as const, label: 'Logs' },
  ];
  return (
    <section className={styles.bottom} aria-label="Data, problems and runs">
      <Tabs<BottomTab>
        label="Panel below"
        value={tab}
        onChange={(bottomTab) => editor.view.setState({ bottomTab, isBottomOpen: true })}
        items={items}
        className={styles.tabbed}
        listClassName={styles.tabs}
        aside={
          <IconButton
            label={isOpen ? 'Hide the panel' : 'Show the panel'}
            keys={printedKeys('mod+j')}
            icon={isOpen ? ChevronDown : ChevronUp}
            size="s"
            tooltipSide="top"
            onClick={() => perform(editor, 'toggle-panel')}
          />
        }
      >
        <TabPanel value={tab} className={styles.body}>
          {isOpen ? (
            <PanelGuard name={guardNames[tab]} resetOn={tab}>
              <Body tab={tab} />
            </PanelGuard>
          ) : null}
        </TabPanel>
      </Tabs>
    </section>
  );
}

function Body({ tab }: { tab: BottomTab }) {
  const editor = useEditor();
  const runId = useRuns((state) => state.shown?.id ?? null);
  const node = useView((state) => only(state.selection) ?? null);
  switch (tab) {
    case 'data':
      return <Data />;
    case 'probes':
      return <ProbesPanel />;
    case 'problems':
      return <ProblemsPanel />;
    case 'timeline':
      return (
        <TimelinePanel
          runId={runId}
          selectedNode={node}
          onSelectNode={(id) => {
            selectNodes(editor.view, [id]);
            editor.canvas?.reveal(id);
          }}
        />
      );
    case 'logs':
      return <LogsPanel runId={runId} nodeId={node} />;
  }
}

function Data() {
  const editor = useEditor();
  const doc = useDocument((state) => state.doc);
  const parameters = useView((state) => state.parameters);
  const node = useView((state) => only(state.selection));
  const port = useView((state) => state.port);
  const runId = useRuns((state) => state.shown?.id ?? null);
  const isReady = useAnalysis((state) => state.isReady);
  const analysed = useAnalysis((state) => state.doc);
  const nodes = useAnalysis((state) => state.nodes);
  const diagnostics = useAnalysis((state) => state.diagnostics);
  const needs = useAnalysis((state) => state.needs);
  const analysis = useMemo(
    () => (isReady ? { doc: analysed, nodes, diagnostics, needs } : undefined),
    [isReady, analysed, nodes, diagnostics, needs],
  );
  const selection = useMemo(
    () => (node === undefined ? null : { node, ...(port === undefined ? {} : { port }) }),
    [node, port],
  );
  return (
    <DataPanel
      pipelineId={editor.pipelineId}
      doc={doc}
      parameters={parameters}
      selection={selection}
      analysis={analysis}
      runId={runId}
      onRunToHere={(upTo) => void startRun(editor, { upTo })}
    />
  );
}
