'use client';

import { useQuery } from '@tanstack/react-query';
import { Ellipsis, FileCode, FileJson, GitCompare, GitFork, RotateCcw } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { runKind, runStateWords } from '@/app/_editor/timeline/stage-words';
import { NameDialog } from '@/app/_home/name-dialog';
import { useTRPC } from '@/app/_lib/trpc';
import { Button } from '@/app/_ui/button';
import { AlertDialog } from '@/app/_ui/dialog';
import { State } from '@/app/_ui/glyphs';
import { IconButton } from '@/app/_ui/icon-button';
import { Menu } from '@/app/_ui/menu';
import { Ago } from '@/app/_ui/moment';
import { Table, type TableColumn, TwoLines } from '@/app/_ui/table';
import type { RunListEntry } from '@/server/db/run-views';
import type { VersionSummary } from '@/server/db/versions';
import type { useVersionActions } from './use-version-actions';
import styles from './versions.module.css';

export interface VersionTableProps {
  pipelineId: string;
  pipelineName: string;
  /** Newest first. */
  versions: readonly VersionSummary[];
  actions: ReturnType<typeof useVersionActions>;
}

type Asks = { what: 'restore' | 'fork'; version: VersionSummary };

export function VersionTable({ pipelineId, pipelineName, versions, actions }: VersionTableProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const runs = useQuery(trpc.runs.list.queryOptions({ pipelineId, limit: 200 }));
  const [asks, setAsks] = useState<Asks | null>(null);
  const close = (open: boolean) => {
    if (!open) setAsks(null);
  };
  const compare = (a: string, b: string) => `/pipelines/${pipelineId}/versions/compare?a=${a}&b=${b}`;
  const before = (version: VersionSummary) => versions.find((other) => other.number === version.number - 1);

  const columns: TableColumn<VersionSummary>[] = [
    {
      key: 'version',
      header: 'Version',
      render: (version) => (
        <TwoLines
          lead={<span className={styles.number}>v{version.number}</span>}
          title={version.message || 'No message'}
          sub={<Ago at={version.createdAt} suffix />}
        />
      ),
    },
    {
      key: 'hash',
      header: 'Hash',
      width: 90,
      optional: true,
      render: (version) => <span className={styles.mono}>{version.hash.slice(0, 7)}</span>,
    },
    {
      key: 'runs',
      header: 'Runs',
      width: 190,
      optional: true,
      render: (version) => <RunsOf runs={(runs.data ?? []).filter((run) => run.versionId === version.id)} />,
    },
    {
      key: 'acts',
      header: '',
      width: 250,
      align: 'end',
      render: (version) => {
        const previous = before(version);
        return (
          <span className={styles.acts}>
            {previous ? (
              <Button
                size="s"
                variant="ghost"
                icon={GitCompare}
                onClick={() => router.push(compare(previous.id, version.id))}
              >
                From v{previous.number}
              </Button>
            ) : null}
            <Button size="s" icon={RotateCcw} onClick={() => setAsks({ what: 'restore', version })}>
              Restore
            </Button>
            <Menu
              align="end"
              trigger={<IconButton label={`More for version ${version.number}`} icon={Ellipsis} size="s" />}
              entries={[
                {
                  label: 'Compare with the draft',
                  icon: GitCompare,
                  onSelect: () => router.push(compare(version.id, 'draft')),
                },
                { label: 'Fork', icon: GitFork, onSelect: () => setAsks({ what: 'fork', version }) },
                { kind: 'separator' },
                {
                  label: 'Download the spec',
                  icon: FileJson,
                  onSelect: () => actions.download.mutate({ version, to: 'spec' }),
                },
                {
                  label: 'Download a CI workflow',
                  icon: FileCode,
                  hint: 'GitHub Actions',
                  onSelect: () => actions.download.mutate({ version, to: 'github-actions' }),
                },
              ]}
            />
          </span>
        );
      },
    },
  ];
  return (
    <>
      <Table label="Versions" density="tall" columns={columns} rows={versions} rowKey={(version) => version.id} />
      <AlertDialog
        open={asks?.what === 'restore'}
        onOpenChange={close}
        title={`Restore version ${asks?.version.number}?`}
        description="The draft becomes what this version says. It is an edit: nothing is lost, and undo takes it back."
        action="Restore"
        onAction={() => asks && actions.restore.mutate(asks.version)}
      />
      <NameDialog
        open={asks?.what === 'fork'}
        onOpenChange={close}
        title={`Fork version ${asks?.version.number}`}
        description="A pipeline of its own that begins here. Results are shared: nothing runs twice."
        initial={`${pipelineName} fork`}
        action="Fork"
        busy={actions.fork.isPending}
        onSubmit={(name) => asks && actions.fork.mutate({ version: asks.version, name })}
      />
    </>
  );
}

function RunsOf({ runs }: { runs: readonly RunListEntry[] }) {
  const last = runs[0];
  if (!last) return <span className={styles.muted}>never run</span>;
  return (
    <Link href={`/runs/${last.id}`} className={styles.runs}>
      <State kind={runKind(last.state)} words={`${runStateWords(last.state)} · ${last.number}`} />
      {runs.length > 1 ? <span className={styles.muted}>of {runs.length} runs</span> : null}
      {last.publish ? <span className={styles.muted}>published</span> : null}
    </Link>
  );
}
