'use client';

import { Play } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../_ui/button';
import { EmptyState } from '../_ui/feedback';
import { PartitionMark } from '../_ui/glyphs';
import { Panel } from '../_ui/panel';
import { Splitter } from '../_ui/splitter';
import { TabPanel, Tabs } from '../_ui/tabs';
import { Segmented } from '../_ui/toggles';
import { partitions } from '../_ui/vocabulary';
import styles from './kit.module.css';
import { Look, Looks } from './section';

const nothing = () => undefined;

/** Tabs and what they show. */
export function PanelParts() {
  const [tab, setTab] = useState('data');

  return (
    <>
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
            <EmptyState title="One problem" />
          </TabPanel>
          <TabPanel value="timeline">
            <EmptyState title="No run yet" />
          </TabPanel>
        </Tabs>
      </Panel>
      <Looks
        caption="Tab"
        of={<Tabs label="Tab" value="none" onChange={nothing} items={[{ value: 'data', label: 'Data' }]} />}
        more={
          <Look name="active, counted">
            <Tabs label="Tab" value="p" onChange={nothing} items={[{ value: 'p', label: 'Problems', count: 3 }]} />
          </Look>
        }
      />
      <div className={styles.columns}>
        <Panel
          title="A panel"
          note="with a note and a foot"
          actions={<Button size="s">Adjust</Button>}
          foot="Answer, a float from 0 to 1"
        >
          Words of a panel stand on the raised ground.
        </Panel>
        <Panel
          title="A panel whose title is much longer than there is room for in its head"
          note="and a note that is long too"
        >
          What does not fit is cut.
        </Panel>
      </div>
    </>
  );
}

/** Three parts beside each other whose widths are a person's. */
export function SplitterParts() {
  return (
    <div className={styles.box} style={{ height: 120 }}>
      <Splitter initial={240} min={120} label="Width of the palette">
        <div style={{ padding: 14 }}>Palette</div>
        <Splitter initial={300} sized="end" min={160} label="Width of the inspector">
          <div style={{ padding: 14 }}>Canvas</div>
          <div style={{ padding: 14 }}>Inspector</div>
        </Splitter>
      </Splitter>
    </div>
  );
}
