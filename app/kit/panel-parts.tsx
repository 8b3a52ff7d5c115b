'use client';

import { Copy, Play } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../_ui/button';
import { EmptyState, Note, Skeleton } from '../_ui/feedback';
import { PartitionMark, StateGlyph, WarningGlyph } from '../_ui/glyphs';
import { Panel } from '../_ui/panel';
import { Splitter } from '../_ui/splitter';
import { TabPanel, Tabs } from '../_ui/tabs';
import { Segmented } from '../_ui/toggles';
import { partitions } from '../_ui/vocabulary';
import styles from './kit.module.css';
import { Part } from './section';

const nothing = () => undefined;

/** Tabs, panels and what divides them. */
export function PanelParts() {
  const [tab, setTab] = useState('data');

  return (
    <>
      <Part title="Tabs and panels">
        <Panel flush>
          <Tabs
            label="Bottom panel"
            value={tab}
            onChange={setTab}
            items={[
              { value: 'data', label: 'Data' },
              { value: 'problems', label: 'Problems', count: 1, countTone: 'bad' },
              { value: 'timeline', label: 'Timeline' },
              { value: 'logs', label: 'Logs', disabled: true },
            ]}
            aside={
              <Segmented
                label="Rows shown"
                value="all"
                onChange={nothing}
                options={[
                  { value: 'all', label: 'All rows' },
                  ...partitions.map((partition) => ({
                    value: partition,
                    label: (
                      <>
                        <PartitionMark partition={partition} />
                        {partition}
                      </>
                    ),
                  })),
                ]}
              />
            }
          >
            <TabPanel value="data">
              <EmptyState
                icon="table-2"
                title="No rows yet"
                actions={
                  <Button size="s" icon={Play}>
                    Run to here
                  </Button>
                }
                steps={['Drag a File onto the canvas', 'Choose a CSV, or drop one on it', 'Run to here']}
              >
                A preview shows what comes in and what goes out of the node you select.
              </EmptyState>
            </TabPanel>
            <TabPanel value="problems">
              <div style={{ padding: 14, display: 'grid', gap: 10 }}>
                <Note
                  tone="bad"
                  title="Write refused: no permission"
                  glyph={<StateGlyph kind="failed" />}
                  actions={
                    <>
                      <Button size="s" icon={Copy}>
                        Copy GRANT
                      </Button>
                      <Button size="s">Retry node</Button>
                    </>
                  }
                >
                  sluice_staging may not insert here. Rows are kept, training goes on.
                </Note>
                <Note tone="warn" title="Encode learns before the split" glyph={<WarningGlyph />}>
                  Test rows would be seen in training. Move Split in front of Encode.
                </Note>
                <Note glyph={<StateGlyph kind="done" />}>Same result in all three, checked on 7,037 rows.</Note>
              </div>
            </TabPanel>
            <TabPanel value="timeline">
              <div style={{ padding: 14, display: 'grid', gap: 10 }}>
                <Skeleton width={220} />
                <Skeleton width={340} />
                <Skeleton width={180} />
              </div>
            </TabPanel>
          </Tabs>
        </Panel>
      </Part>
      <Part title="Splitter" note="drag, or focus and use the arrow keys">
        <div className={styles.box} style={{ height: 120 }}>
          <Splitter initial={240} min={120} label="Width of the palette">
            <div style={{ padding: 14 }}>Palette</div>
            <Splitter initial={300} sized="end" min={160} label="Width of the inspector">
              <div style={{ padding: 14 }}>Canvas</div>
              <div style={{ padding: 14 }}>Inspector</div>
            </Splitter>
          </Splitter>
        </div>
      </Part>
    </>
  );
}
