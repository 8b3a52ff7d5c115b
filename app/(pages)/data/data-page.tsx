'use client';

import { useQuery } from '@tanstack/react-query';
import { Database } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { ProblemNote } from '@/app/_editor/timeline/problem-note';
import { FindInput } from '@/app/_frame/find-input';
import { Frame } from '@/app/_frame/frame';
import { SampleTables } from '@/app/_frame/sample-tables';
import { useStartFromFile } from '@/app/_frame/start-from-file';
import { useTRPC } from '@/app/_lib/trpc';
import { PageBody, PageHeader } from '@/app/_ui/app-shell';
import { Button } from '@/app/_ui/button';
import { EmptyState, Skeleton } from '@/app/_ui/feedback';
import { formatBytes, formatInteger } from '@/app/_ui/figures';
import { Ago } from '@/app/_ui/moment';
import { Panel } from '@/app/_ui/panel';
import { Table, type TableColumn } from '@/app/_ui/table';
import type { StoredFile } from '@/server/db/files';
import styles from './data.module.css';
import { type DatasetVersion, useDatasetVersions } from './dataset-versions';
import { FolderPanel } from './folder-panel';
import { UploadArea } from './upload-area';
import { useUploads } from './use-uploads';

const fileColumns = (
  onUse: (file: StoredFile) => void,
  busy: string | undefined,
): readonly TableColumn<StoredFile>[] => [
  { key: 'name', header: 'File', render: (file) => file.name },
  { key: 'size', header: 'Size', width: 90, align: 'end', render: (file) => formatBytes(file.sizeBytes) },
  {
    key: 'hash',
    header: 'SHA-256',
    width: 120,
    optional: true,
    render: (file) => (
      <span className={styles.mono} title={file.hash}>
        {file.hash.slice(0, 12)}
      </span>
    ),
  },
  {
    key: 'at',
    header: 'Here since',
    width: 90,
    align: 'end',
    render: (file) => (
      <span className={styles.muted}>
        <Ago at={file.createdAt} suffix />
      </span>
    ),
  },
  {
    key: 'use',
    header: <span className={styles.hidden}>What to do with it</span>,
    width: 76,
    align: 'end',
    render: (file) => (
      <Button
        size="s"
        aria-label={`Start a pipeline with ${file.name}`}
        busy={busy === file.hash}
        onClick={() => onUse(file)}
      >
        Use
      </Button>
    ),
  },
];

const withoutEnding = (name: string) => name.replace(/\.[^.]+$/, '');

const versionColumns: readonly TableColumn<DatasetVersion>[] = [
  { key: 'name', header: 'Dataset', render: (version) => version.fileName },
  {
    key: 'shape',
    header: 'Rows × columns',
    width: 130,
    align: 'end',
    render: (version) => (version.rows === null ? '–' : `${formatInteger(version.rows)} × ${version.columns ?? '?'}`),
  },
  {
    key: 'unparsed',
    header: 'Unparsed',
    width: 90,
    align: 'end',
    optional: true,
    render: (version) =>
      version.unparsed ? (
        <span style={{ color: 'var(--st-unset)' }}>{formatInteger(version.unparsed)}</span>
      ) : (
        <span className={styles.muted}>none</span>
      ),
  },
  {
    key: 'key',
    header: 'Version',
    width: 120,
    optional: true,
    render: (version) => <span className={styles.mono}>{version.key.slice(0, 12)}</span>,
  },
  {
    key: 'run',
    header: 'Last read by',
    width: 90,
    align: 'end',
    render: (version) => <Link href={`/runs/${version.runId}`}>run {version.runNumber}</Link>,
  },
];

/** Files that are here, snapshots that runs made of them, and the data folder. */
export function DataPage() {
  const trpc = useTRPC();
  const [find, setFind] = useState('');
  const files = useQuery(trpc.files.list.queryOptions());
  const datasets = useDatasetVersions();
  const uploads = useUploads();
  const start = useStartFromFile();
  const wanted = find.trim().toLowerCase();
  const has = (name: string) => name.toLowerCase().includes(wanted);
  return (
    <Frame place="data">
      <PageHeader title="Data" actions={<FindInput value={find} onChange={setFind} placeholder="Find a file" />} />
      <PageBody className={styles.page}>
        <UploadArea {...uploads} />
        <div className={styles.grid}>
          <div className={styles.page}>
            <Panel title="Files" note="immutable, told apart by their content" flush>
              {files.error ? (
                <ProblemNote error={files.error} what="The list" onRetry={() => files.refetch()} />
              ) : !files.data ? (
                <div style={{ padding: 14 }}>
                  <Skeleton height={90} />
                </div>
              ) : (
                <div className={styles.table}>
                  <Table
                    label="Files"
                    columns={fileColumns(
                      (file) => start.mutate({ name: withoutEnding(file.name), file }),
                      start.isPending ? start.variables.file.hash : undefined,
                    )}
                    rows={files.data.filter((file) => has(file.name))}
                    rowKey={(file) => file.hash}
                    empty={
                      <EmptyState
                        icon={Database}
                        title={wanted ? `No file is called “${find.trim()}”` : 'No files yet'}
                      >
                        {wanted
                          ? 'Look for a part of the name.'
                          : 'Drop one above, or click a sample table at the right. A File node reads it into a dataset version that never changes.'}
                      </EmptyState>
                    }
                  />
                </div>
              )}
            </Panel>
            <Panel title="Dataset versions" note="a file under one set of parse rules, as recent runs read it" flush>
              {datasets.isPending && datasets.versions.length === 0 ? (
                <div style={{ padding: 14 }}>
                  <Skeleton height={60} />
                </div>
              ) : (
                <div className={styles.table}>
                  <Table
                    label="Dataset versions"
                    columns={versionColumns}
                    rows={datasets.versions.filter((version) => has(version.fileName))}
                    rowKey={(version) => version.key}
                    empty={
                      <EmptyState title="No dataset versions yet">
                        Run a pipeline with a File node: what it read stays as it was, with its own version.
                      </EmptyState>
                    }
                  />
                </div>
              )}
            </Panel>
          </div>
          <div className={styles.page}>
            <Panel title="Sample data" note="a click starts a pipeline with it">
              <SampleTables onChoose={(file, { title }) => start.mutate({ name: title, file })} />
            </Panel>
            <FolderPanel />
          </div>
        </div>
      </PageBody>
    </Frame>
  );
}
