'use client';

import { useState } from 'react';
import { RunBars, Sparkline } from '../_ui/charts';
import { EmptyState } from '../_ui/feedback';
import { State } from '../_ui/glyphs';
import { Table, type TableColumn, type TableSort, TwoLines } from '../_ui/table';
import { lastRuns } from './sample';
import { Line } from './section';

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

type Pipeline = (typeof pipelines)[number];

const columns: readonly TableColumn<Pipeline>[] = [
  { key: 'name', header: 'Pipeline', sortable: true, render: (row) => <TwoLines title={row.id} sub={row.about} /> },
  { key: 'state', header: 'Health', width: 160, render: (row) => <State kind={row.state} /> },
  {
    key: 'runs',
    header: 'Last 14 runs',
    width: 170,
    optional: true,
    render: () => <RunBars runs={lastRuns} label="last 14 runs, 1 failed" />,
  },
  { key: 'version', header: 'In production', width: 120, render: (row) => row.version },
  {
    key: 'p95',
    header: 'p95, 24 h',
    width: 140,
    align: 'end',
    sortable: true,
    render: (row) => <Sparkline values={row.p95} label={`p95 of ${row.id}`} />,
  },
];

const dense: readonly TableColumn<Pipeline>[] = [
  { key: 'name', header: 'Pipeline', render: (row) => row.id },
  { key: 'p95', header: 'p95, ms', align: 'end', width: 120, render: (row) => row.p95.at(-1)?.toFixed(1) },
];

/** A list with links, sorted, pointed at; a dense one; one without rows. */
export function TableParts() {
  const [sort, setSort] = useState<TableSort>({ by: 'name', direction: 'up' });
  return (
    <>
      <Table
        label="Pipelines"
        rows={pipelines}
        rowKey={(row) => row.id}
        rowHref={(row) => `/kit#${row.id}`}
        density="tall"
        sort={sort}
        onSort={setSort}
        columns={columns}
      />
      <Line caption="Pointed at, dense">
        <div data-forced="hover" style={{ flex: 1 }}>
          <Table
            label="A row that is pointed at"
            rows={pipelines.slice(0, 1)}
            rowKey={(row) => row.id}
            rowHref={(row) => `/kit#${row.id}`}
            columns={dense}
          />
        </div>
        <div style={{ flex: 1 }}>
          <Table label="Dense" rows={pipelines} rowKey={(row) => row.id} density="dense" columns={dense} />
        </div>
      </Line>
      <Table
        label="No pipelines"
        rows={[]}
        rowKey={(row: Pipeline) => row.id}
        columns={columns}
        empty={<EmptyState icon="table-2" title="No pipeline has this name" />}
      />
    </>
  );
}
