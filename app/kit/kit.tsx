'use client';

import {
  ChevronDown,
  ChevronsUpDown,
  CloudUpload,
  Copy,
  Download,
  Ellipsis,
  GitBranch,
  Pencil,
  Play,
  Plus,
  Search,
  Send,
  Trash2,
  Undo2,
} from 'lucide-react';
import { useState } from 'react';
import { AppShell, PageBody, PageHeader } from '../_ui/app-shell';
import { Avatar, Badge, Chip } from '../_ui/badge';
import { Breadcrumb } from '../_ui/breadcrumb';
import { Button, SplitButton, splitButtonMore } from '../_ui/button';
import { Histogram, RunBars, Sparkline } from '../_ui/charts';
import { CodeBlock } from '../_ui/code-block';
import { AlertDialog, Dialog } from '../_ui/dialog';
import { EmptyState, Note, Progress, Skeleton } from '../_ui/feedback';
import {
  DiffTag,
  DriftGlyph,
  GateGlyph,
  PartitionMark,
  PortGlyph,
  PublishedGlyph,
  ShieldGlyph,
  State,
  StateGlyph,
  TypeGlyph,
  WarningGlyph,
} from '../_ui/glyphs';
import { Icon } from '../_ui/icon';
import { IconButton } from '../_ui/icon-button';
import { iconNames } from '../_ui/icons';
import { Input, TextArea } from '../_ui/input';
import { Kbd } from '../_ui/kbd';
import { KeyFigure, KeyFigures } from '../_ui/key-figure';
import { Markdown } from '../_ui/markdown';
import { ContextMenu, Menu, type MenuEntry } from '../_ui/menu';
import { ColumnPicker, MultiSelect } from '../_ui/multi-select';
import { NumberInput } from '../_ui/number-input';
import { Field, Panel, Section } from '../_ui/panel';
import { Plot } from '../_ui/plot';
import { Popover } from '../_ui/popover';
import { Select } from '../_ui/select';
import { Splitter } from '../_ui/splitter';
import { Table, TwoLines } from '../_ui/table';
import { TabPanel, Tabs } from '../_ui/tabs';
import { ThemeToggle } from '../_ui/theme';
import { toast } from '../_ui/toast';
import { Checkbox, RadioGroup, Segmented, Switch } from '../_ui/toggles';
import { columnTypes, diffKinds, partitions, portTypes, stateKinds } from '../_ui/vocabulary';
import { CanvasParts } from './canvas-parts';
import { ExpressionParts } from './expression-parts';
import { GridParts } from './grid-parts';
import styles from './kit.module.css';
import { Line, Part } from './section';

const nothing = () => undefined;

const entries: readonly MenuEntry[] = [
  { label: 'Run to here', icon: Play, keys: 'R', onSelect: nothing },
  { label: 'Rename', icon: Pencil, keys: 'F2', onSelect: nothing },
  { kind: 'sub', label: 'Replace with', icon: 'shuffle', entries: [{ label: 'Encode', onSelect: nothing }] },
  { kind: 'separator' },
  { kind: 'label', label: 'On cards' },
  { label: 'State and time', checked: true, onSelect: nothing },
  { label: 'Rows and columns', checked: false, hint: 'after a run', onSelect: nothing },
  { kind: 'separator' },
  { label: 'Delete', icon: Trash2, keys: 'Del', danger: true, onSelect: nothing },
];

const columns = [
  { name: 'tenure', type: 'int' as const },
  { name: 'Contract', type: 'text' as const },
  { name: 'TotalCharges', type: 'float' as const, missing: 11 },
  { name: 'tickets_90d', type: 'int' as const, missing: 131 },
  { name: 'joined_on', type: 'date' as const },
  { name: 'embedding', type: 'vector' as const, disabled: true },
];

const request = `{
  "customerID": "7590-VHVEG",
  "tenure": 1,
  "Contract": "Month-to-month",
  "TotalCharges": null,
  "PaperlessBilling": true
}`;

const sql = `-- the same expression, for DuckDB
select coalesce(TotalCharges, 679.55) as TotalCharges
from customers where tenure > 30 and Contract = 'One year'`;

const docs = `Fills what is missing, with a **value that was learned from training rows** or with a constant.

- \`median\` and \`mean\` work on numbers
- \`most frequent\` works on everything

See [how partitions travel](/docs/partitions).`;

const plotTraces = [
  {
    type: 'scatter',
    mode: 'lines',
    name: 'p95',
    x: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    y: [6.8, 7.0, 6.9, 7.4, 7.2, 7.6, 7.1, 11.2, 7.3, 7.1],
    line: { color: 'var(--accent)', width: 1.8 },
  },
  {
    type: 'scatter',
    mode: 'lines',
    name: 'p50',
    x: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    y: [2.5, 2.6, 2.5, 2.7, 2.6, 2.6, 2.5, 2.9, 2.6, 2.6],
    line: { color: 'var(--wire-strong)', width: 1.4 },
  },
] as const;

const plotLayout = { yaxis: { title: { text: 'ms' }, rangemode: 'tozero' }, xaxis: { title: { text: 'hour' } } };
const barTraces = [
  { type: 'bar', name: 'training', x: [0, 1, 2, 3, 4, 5], y: [46, 27, 13, 7, 4, 2] },
  { type: 'bar', name: '7 days', x: [0, 1, 2, 3, 4, 5], y: [22, 24, 19, 13, 9, 6] },
] as const;

const pipelines = [
  {
    id: 'telco-churn',
    about: 'Who is about to leave',
    state: 'done' as const,
    version: 'v13',
    p95: [7, 7.2, 7, 7.1, 7.3, 7.1],
  },
  {
    id: 'demand-weekly',
    about: 'Units per store and week',
    state: 'running' as const,
    version: 'v8',
    p95: [5, 5, 6, 5, 5, 7],
  },
  { id: 'fraud-cards', about: 'Card payments', state: 'failed' as const, version: 'v27', p95: [5, 4, 5, 5, 5, 6] },
];

const runs = [9, 7, 9, 6, 9, 5, 4, 4, 10, 10, 6, 6, 6, 7].map((size, index) => ({
  kind: index === 3 ? ('failed' as const) : ('done' as const),
  size: size / 10,
}));

function Controls() {
  const [text, setText] = useState('');
  const [rows, setRows] = useState<number | null>(50);
  const [fill, setFill] = useState<string>('median');
  const [group, setGroup] = useState<string[]>(['Contract']);
  const [many, setMany] = useState<string[]>(['tenure', 'TotalCharges', 'tickets_90d']);
  const [owners, setOwners] = useState<string[]>([]);
  const [mark, setMark] = useState(true);
  const [some, setSome] = useState<boolean | 'indeterminate'>('indeterminate');
  const [fresh, setFresh] = useState('all');
  const [view, setView] = useState('expression');
  const [tab, setTab] = useState('data');
  const [dialog, setDialog] = useState(false);
  const [alert, setAlert] = useState(false);

  return (
    <>
      <Part title="Actions">
        <Line caption="Button">
          <Button variant="primary" icon={Plus}>
            New pipeline
          </Button>
          <Button icon={CloudUpload}>Publish</Button>
          <Button variant="ghost" icon={Plus}>
            Add rule
          </Button>
          <Button variant="danger">Roll back</Button>
          <Button disabled icon={Play}>
            Run to here
          </Button>
          <Button busy>Publishing</Button>
        </Line>
        <Line caption="Small">
          <Button size="s" variant="primary" icon={Send}>
            Send
          </Button>
          <Button size="s" icon={Play}>
            Run to here
          </Button>
          <Button size="s" variant="ghost">
            Bypass <Kbd>B</Kbd>
          </Button>
          <Button size="s" variant="danger">
            Delete
          </Button>
        </Line>
        <Line caption="Run">
          <SplitButton
            icon={Play}
            label="Run"
            detail="4 new · 5 reused · ~6 s"
            more={
              <Menu
                align="end"
                entries={entries}
                trigger={
                  <button type="button" className={splitButtonMore} aria-label="More ways to run">
                    <Icon icon={ChevronDown} size="s" />
                  </button>
                }
              />
            }
          />
          <SplitButton icon={Play} label="Run" detail="nothing new" disabled />
        </Line>
        <Line caption="IconButton">
          <IconButton label="Undo" keys="Ctrl Z" icon={Undo2} />
          <IconButton label="Alerts" icon="bell" pip />
          <IconButton label="Columns" icon="columns-3" pressed />
          <IconButton label="Download" icon={Download} size="s" variant="default" />
          <IconButton label="Redo" icon="repeat" disabled />
          <ThemeToggle side="bottom" />
        </Line>
        <Line caption="Chip, badge, people">
          <Chip icon={GitBranch}>
            v14 <span className={styles.mono}>a3f9c2e</span>
          </Chip>
          <Chip swatch="var(--st-unset)" trailing={ChevronsUpDown}>
            Staging
          </Chip>
          <Badge>csv</Badge>
          <Badge look="outline">12 checks</Badge>
          <Badge tone="accent">new</Badge>
          <Badge tone="good">live</Badge>
          <Badge tone="warn">drift</Badge>
          <Badge tone="bad">1 alert</Badge>
          <Badge look="count">4</Badge>
          <Badge look="count" tone="bad">
            1
          </Badge>
          <span style={{ display: 'flex', gap: 3 }}>
            <Avatar name="Jonas Lindt" />
            <Avatar name="Mira Okafor" />
            <Avatar name="Sana Khan" />
          </span>
          <Kbd>Ctrl</Kbd>
          <Kbd>/</Kbd>
        </Line>
        <Line caption="Menu, popover">
          <Menu entries={entries} trigger={<Button trailing={ChevronsUpDown}>Menu</Button>} />
          <ContextMenu entries={entries}>
            <Button variant="ghost">Right-click here</Button>
          </ContextMenu>
          <Popover trigger={<Button>Popover</Button>} label="Run 128" width={240}>
            <Field label="Smallest group">
              <NumberInput value={rows} onChange={setRows} unit="rows" integer min={1} aria-label="Smallest group" />
            </Field>
          </Popover>
          <Menu entries={entries} trigger={<IconButton label="More" icon={Ellipsis} />} />
        </Line>
        <Line caption="Dialog, toast">
          <Button onClick={() => setDialog(true)}>Dialog</Button>
          <Button variant="danger" onClick={() => setAlert(true)}>
            Alert dialog
          </Button>
          <Button
            onClick={() =>
              toast({ title: 'Connection lost', description: 'Edits are kept here and sent later.', tone: 'warn' })
            }
          >
            Toast
          </Button>
          <Dialog
            open={dialog}
            onOpenChange={setDialog}
            title="Publish to staging"
            description="v14 replaces v13 behind churn-score once the gate opens."
            actions={
              <>
                <Button variant="ghost" onClick={() => setDialog(false)}>
                  Cancel
                </Button>
                <Button variant="primary" onClick={() => setDialog(false)}>
                  Publish v14
                </Button>
              </>
            }
          >
            <Field label="Note" htmlFor="kit-note" stacked>
              <TextArea id="kit-note" placeholder="What changed, for the people who review it" />
            </Field>
          </Dialog>
          <AlertDialog
            open={alert}
            onOpenChange={setAlert}
            title="Delete 3 nodes?"
            description="Encode, Train and Evaluate go. Impute is wired to Deploy where the types allow. You can undo this."
            action="Delete"
            danger
            onAction={() =>
              toast({ title: '3 nodes deleted', tone: 'good', action: { label: 'Undo', onSelect: nothing } })
            }
          />
        </Line>
      </Part>

      <Part title="Form">
        <div className={styles.columns}>
          <Panel title="Inspector" flush>
            <Section title="How to learn" note="from 4,926 training rows">
              <Field label="Learn per group">
                <ColumnPicker single label="Learn per group" value={group} onChange={setGroup} columns={columns} />
              </Field>
              <Field label="Columns" hint="An empty list means every column with missing values.">
                <ColumnPicker label="Columns" value={many} onChange={setMany} columns={columns} />
              </Field>
              <Field label="Fill with" htmlFor="kit-fill">
                <Select
                  id="kit-fill"
                  value={fill}
                  onChange={setFill}
                  options={[
                    { value: 'median', label: 'Median', hint: 'learned, numbers only' },
                    { value: 'mean', label: 'Mean' },
                    { value: 'constant', label: 'Constant' },
                    { value: 'model', label: 'Model', disabled: true },
                  ]}
                />
              </Field>
              <Field label="Smallest group" htmlFor="kit-rows">
                <NumberInput id="kit-rows" value={rows} onChange={setRows} unit="rows" integer min={1} />
              </Field>
              <Field label="Mark filled cells">
                <Switch checked={mark} onChange={setMark} hint="adds 3 columns" aria-label="Mark filled cells" />
              </Field>
            </Section>
            <Section title="At prediction, if a group is new">
              <RadioGroup
                label="If a group is new"
                value={fresh}
                onChange={setFresh}
                options={[
                  { value: 'all', label: 'Use all rows’ value' },
                  { value: 'refuse', label: 'Refuse request' },
                ]}
              />
            </Section>
            <Section title="One expression, three engines">
              <Segmented
                label="Engine"
                stretch
                value={view}
                onChange={setView}
                options={[
                  { value: 'expression', label: 'Expression' },
                  { value: 'duckdb', label: 'DuckDB' },
                  { value: 'spark', label: 'Spark' },
                  { value: 'onnx', label: 'ONNX', disabled: true },
                ]}
              />
            </Section>
          </Panel>
          <Panel
            title="Inputs"
            note="rest, problem, disabled"
            actions={<IconButton label="Copy" icon={Copy} size="s" />}
          >
            <Field label="Find" htmlFor="kit-find">
              <Input
                id="kit-find"
                icon={Search}
                placeholder="Find a pipeline, node or column"
                value={text}
                onChange={(event) => setText(event.target.value)}
                suffix={<Kbd>/</Kbd>}
              />
            </Field>
            <Field
              label="Path"
              htmlFor="kit-path"
              problem="There is no file telco/customer.csv. Did you mean customers.csv?"
            >
              <Input id="kit-path" mono invalid defaultValue="telco/customer.csv" />
            </Field>
            <Field label="Split" htmlFor="kit-split" required>
              <NumberInput id="kit-split" value={70} onChange={nothing} unit="%" size="s" />
            </Field>
            <Field label="Off" htmlFor="kit-off">
              <Input id="kit-off" disabled defaultValue="quarantine.telco_rejects" />
            </Field>
            <Field label="Owner">
              <MultiSelect
                label="Owner"
                placeholder="Anyone"
                noun="people"
                value={owners}
                onChange={setOwners}
                options={['Jonas Lindt', 'Mira Okafor', 'Sana Khan'].map((name) => ({
                  value: name,
                  label: name,
                  lead: <Avatar name={name} />,
                }))}
              />
            </Field>
            <Field label="Rows">
              <span style={{ display: 'flex', gap: 16, flexWrap: 'wrap' }}>
                <Checkbox checked={some} onChange={setSome} label="All columns" hint="3 of 24" />
                <Checkbox checked={mark} onChange={setMark} label="Header" />
                <Checkbox checked={false} onChange={nothing} label="Quoted" disabled />
              </span>
            </Field>
          </Panel>
        </div>
      </Part>

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
    </>
  );
}

export function Kit() {
  return (
    <AppShell
      counts={{ pipelines: { value: 14 }, runs: { value: 1, alert: true }, endpoints: { value: 6 } }}
      shortcuts={[{ keys: ['Ctrl', 'Z'], words: 'Undo' }]}
    >
      <PageHeader
        title={<Breadcrumb items={[{ label: 'Sluice', href: '/' }, { label: 'Component kit' }]} />}
        facts={<State kind="done" words="Healthy" soft />}
        actions={<ThemeToggle side="bottom" />}
      />
      <PageBody>
        <div className={styles.kit}>
          <CanvasParts />
          <Controls />
          <ExpressionParts />
          <GridParts />

          <Part title="Glyphs">
            <Line caption="State">
              {stateKinds.map((kind) => (
                <State key={kind} kind={kind} />
              ))}
            </Line>
            <Line caption="State, soft">
              {stateKinds.map((kind) => (
                <State key={kind} kind={kind} soft />
              ))}
            </Line>
            <Line caption="Diff">
              {diffKinds.map((kind) => (
                <DiffTag key={kind} kind={kind} look="solid" />
              ))}
              {diffKinds.map((kind) => (
                <DiffTag key={kind} kind={kind} />
              ))}
              {diffKinds.map((kind) => (
                <DiffTag key={kind} kind={kind} look="line" />
              ))}
            </Line>
            <Line caption="Port, type, partition">
              {portTypes.map((type) => (
                <PortGlyph key={type} type={type} />
              ))}
              {portTypes.map((type) => (
                <PortGlyph key={type} type={type} optional />
              ))}
              {portTypes.map((type) => (
                <PortGlyph key={type} type={type} missing />
              ))}
              {columnTypes.map((type) => (
                <TypeGlyph key={type} type={type} />
              ))}
              {partitions.map((partition) => (
                <PartitionMark key={partition} partition={partition} />
              ))}
            </Line>
            <Line caption="Marks">
              <ShieldGlyph />
              <PublishedGlyph />
              <DriftGlyph />
              <GateGlyph kind="done" />
              <GateGlyph kind="failed" />
              <WarningGlyph />
            </Line>
            <Line caption="Progress">
              <span style={{ width: 160 }}>
                <Progress value={0.62} label="Training" />
              </span>
              <span style={{ width: 160 }}>
                <Progress value={null} label="Counting rows" />
              </span>
              <span style={{ width: 160 }}>
                <Progress value={1} label="Written" kind="done" />
              </span>
            </Line>
          </Part>

          <Part title="Figures and charts">
            <Panel>
              <KeyFigures label="Endpoint">
                <KeyFigure label="Requests" value="12.4" unit="/s" sub="1.07 M in 24 h" />
                <KeyFigure label="Latency p95" value="7.1" unit="ms" sub="+0.3 since v14" />
                <KeyFigure label="Largest drift" value="0.24" unit="PSI" sub="tickets_90d, limit 0.20" tone="bad" />
                <KeyFigure label="Runs today" value="212" sub="3 failed, 1 running" inline />
                <KeyFigure label="Answer" value="0.68" sub="likely to leave" large inline />
              </KeyFigures>
            </Panel>
            <Line caption="Small charts">
              <span style={{ width: 92 }}>
                <Histogram bins={[14, 6, 5, 4, 4, 4, 3, 4, 5, 9]} label="tenure, 0 to 72" />
              </span>
              <span style={{ width: 92 }}>
                <Histogram bins={[30, 14, 8, 4, 2]} missing={4} highlight={[0]} label="tickets, 131 missing" />
              </span>
              <Sparkline values={[7, 7.2, 7, 7.1, 7.3, 7.1, 7.0, 7.4]} label="p95, 7.1 ms" />
              <Sparkline values={[12, 12.4, 12.2, 13, 14, 14.2]} limit={15} tone="warn" label="p95 near its limit" />
              <RunBars runs={runs} label="last 14 runs, 1 failed" />
            </Line>
            <div className={styles.columns}>
              <Panel title="Latency" note="ms, last 10 h">
                <Plot
                  traces={plotTraces}
                  layout={plotLayout}
                  height={220}
                  label="p95 stays near 7 ms with one peak of 11 ms"
                />
              </Panel>
              <Panel title="Drift" note="tickets_90d, % of rows">
                <Plot traces={barTraces} height={220} label="Tickets have moved to the right in 7 days" />
              </Panel>
            </div>
          </Part>

          <Part title="Words and code">
            <div className={styles.columns}>
              <Panel title="Markdown">
                <Markdown>{docs}</Markdown>
              </Panel>
              <Panel title="Request">
                <CodeBlock code={request} language="json" label="request" />
              </Panel>
              <Panel title="SQL">
                <CodeBlock code={sql} language="sql" label="SQL" wrap />
              </Panel>
            </div>
          </Part>

          <Part title="Table">
            <Table
              label="Pipelines"
              rows={pipelines}
              rowKey={(row) => row.id}
              rowHref={(row) => `/kit#${row.id}`}
              density="tall"
              columns={[
                { key: 'name', header: 'Pipeline', render: (row) => <TwoLines title={row.id} sub={row.about} /> },
                { key: 'state', header: 'Health', width: 160, render: (row) => <State kind={row.state} /> },
                {
                  key: 'runs',
                  header: 'Last 14 runs',
                  width: 170,
                  optional: true,
                  render: () => <RunBars runs={runs} label="last 14 runs, 1 failed" />,
                },
                { key: 'version', header: 'In production', width: 120, render: (row) => row.version },
                {
                  key: 'p95',
                  header: 'p95, 24 h',
                  width: 140,
                  align: 'end',
                  render: (row) => <Sparkline values={row.p95} label={`p95 of ${row.id}`} />,
                },
              ]}
            />
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

          <Part title="Icons" note={`${iconNames.length} names for node definitions; anything else is a box`}>
            <div className={styles.icons}>
              {[...iconNames, 'not-an-icon'].map((name) => (
                <span key={name}>
                  <Icon icon={name} />
                  {name}
                </span>
              ))}
            </div>
          </Part>
        </div>
      </PageBody>
    </AppShell>
  );
}
