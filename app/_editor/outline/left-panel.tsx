'use client';

import dynamic from 'next/dynamic';
import { PanelGuard } from '@/app/_frame/guard/panel-guard';
import { TabPanel, Tabs } from '@/app/_ui/tabs';
import { useEditor, useView } from '../editor';
import { Palette } from '../palette/palette';
import type { LeftTab } from '../view/view-store';
import styles from './left-panel.module.css';

const Outline = dynamic(() => import('./outline').then((module) => module.Outline), { ssr: false });

const items: readonly { value: LeftTab; label: string }[] = [
  { value: 'nodes', label: 'Nodes' },
  { value: 'outline', label: 'Outline' },
];

/** What can be added, or what is there as a tree. */
export function LeftPanel() {
  const editor = useEditor();
  const tab = useView((state) => state.leftTab);
  return (
    <Tabs<LeftTab>
      label="Panel at the left"
      value={tab}
      onChange={(leftTab) => editor.view.setState({ leftTab })}
      items={items}
      className={styles.panel}
      listClassName={styles.tabs}
    >
      <TabPanel value="nodes" className={styles.body}>
        <PanelGuard name="The list of nodes">
          <Palette />
        </PanelGuard>
      </TabPanel>
      <TabPanel value="outline" className={styles.body}>
        <PanelGuard name="The outline">
          <Outline />
        </PanelGuard>
      </TabPanel>
    </Tabs>
  );
}
