'use client';

import dynamic from 'next/dynamic';
import { PanelGuard } from '@/app/_frame/guard/panel-guard';
import { TabPanel, Tabs } from '@/app/_ui/tabs';
import type { GraphNode } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import { useAnalysis, useEditor, useRuns, useView } from '../editor';
import type { InspectorTab } from '../view/view-store';
import { DocsTab } from './docs/docs-tab';
import styles from './inspector.module.css';
import { InspectorFoot } from './inspector-foot';
import { InspectorHead } from './inspector-head';

// Forms, tables and reports come with the first node that is selected.
const ConfigureTab = dynamic(() => import('./configure-tab').then((module) => module.ConfigureTab), { ssr: false });
const ColumnsTab = dynamic(() => import('./columns-tab').then((module) => module.ColumnsTab), { ssr: false });
const NodeResults = dynamic(() => import('../reports/node-results').then((module) => module.NodeResults), {
  ssr: false,
});

const tabs: readonly { value: InspectorTab; label: string }[] = [
  { value: 'configure', label: 'Configure' },
  { value: 'columns', label: 'Columns' },
  { value: 'results', label: 'Results' },
  { value: 'docs', label: 'Docs' },
];

/** All about one node: what it is, its settings, columns, results and documentation. */
export function NodeInspector({ id, node }: { id: string; node: GraphNode }) {
  const editor = useEditor();
  const tab = useView((state) => state.inspectorTab);
  const problems = useAnalysis((state) => state.byNode[id]?.length ?? 0);
  const definition = registry[node.type];
  if (!definition) return null;
  return (
    <>
      <InspectorHead key={`head ${id}`} id={id} node={node} definition={definition} />
      <Tabs
        label="About the node"
        value={tab}
        onChange={(inspectorTab) => editor.view.setState({ inspectorTab })}
        items={tabs.map((item) =>
          item.value === 'configure' && problems > 0 ? { ...item, count: problems, countTone: 'bad' as const } : item,
        )}
        className={styles.tabs}
        listClassName={styles.tabList}
      >
        <TabPanel value="configure" className={styles.panel}>
          <ConfigureTab key={id} id={id} node={node} definition={definition} />
        </TabPanel>
        <TabPanel value="columns" className={styles.panel}>
          <ColumnsTab id={id} definition={definition} />
        </TabPanel>
        <TabPanel value="results" className={styles.panel}>
          <ResultsTab id={id} />
        </TabPanel>
        <TabPanel value="docs" className={styles.panel}>
          <DocsTab id={id} definition={definition} />
        </TabPanel>
      </Tabs>
      <InspectorFoot id={id} />
    </>
  );
}

function ResultsTab({ id }: { id: string }) {
  const runId = useRuns((state) => state.shown?.id);
  if (runId === undefined) return <p className={styles.quiet}>Results appear here after a run.</p>;
  return (
    <PanelGuard name="This report" resetOn={`${runId} ${id}`}>
      <NodeResults runId={runId} nodeId={id} />
    </PanelGuard>
  );
}
