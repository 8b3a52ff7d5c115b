'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronRight, Download, FileSpreadsheet, Folder } from 'lucide-react';
import { useState } from 'react';
import { ProblemNote } from '@/app/_editor/timeline/problem-note';
import { sayProblem } from '@/app/_frame/say-problem';
import { useTRPC, useTRPCClient } from '@/app/_lib/trpc';
import { Button } from '@/app/_ui/button';
import { EmptyState, Skeleton } from '@/app/_ui/feedback';
import { formatBytes } from '@/app/_ui/figures';
import { Icon } from '@/app/_ui/icon';
import { Panel } from '@/app/_ui/panel';
import { toast } from '@/app/_ui/toast';
import type { DataFolder, DataFolderEntry } from '@/server/api/data-folder';
import styles from './data.module.css';

/** The data folder of the machine: what lies there can be taken without an upload. */
export function FolderPanel() {
  const trpc = useTRPC();
  const direct = useTRPCClient();
  const client = useQueryClient();
  const [path, setPath] = useState('');
  const folder = useQuery({ ...trpc.files.browse.queryOptions({ path }), placeholderData: (before) => before });
  const take = useMutation({
    mutationFn: (entry: DataFolderEntry) => direct.files.importPath.mutate({ path: entry.path }),
    onSuccess: (stored) => {
      toast({ tone: 'good', title: `${stored.name} is here`, description: 'Choose it in a File node.' });
      return client.invalidateQueries({ queryKey: trpc.files.pathKey() });
    },
    onError: sayProblem('The file was not taken'),
  });
  const found = folder.data as DataFolder | undefined;
  return (
    <Panel title="Data folder" note="on the machine Sluice runs on" flush>
      <Path path={path} onPath={setPath} />
      {folder.error ? (
        <ProblemNote error={folder.error} what="This folder" onRetry={() => folder.refetch()} />
      ) : !found ? (
        <div style={{ padding: 14 }}>
          <Skeleton height={90} />
        </div>
      ) : found.entries.length === 0 ? (
        <EmptyState icon={Folder} title="Nothing to read here">
          Put CSV or Parquet files below the folder that SLUICE_DATA_DIR names.
        </EmptyState>
      ) : (
        <ul className={styles.entries}>
          {found.entries.map((entry) => (
            <li key={entry.path}>
              {entry.kind === 'folder' ? (
                <button type="button" className={styles.entry} onClick={() => setPath(entry.path)}>
                  <Icon icon={Folder} size="s" />
                  <span>{entry.name}</span>
                  <Icon icon={ChevronRight} size="s" />
                </button>
              ) : (
                <div className={styles.entry}>
                  <Icon icon={FileSpreadsheet} size="s" />
                  <span>{entry.name}</span>
                  <span className={styles.muted}>{entry.sizeBytes === null ? '' : formatBytes(entry.sizeBytes)}</span>
                  <Button
                    size="s"
                    icon={Download}
                    busy={take.isPending && take.variables.path === entry.path}
                    onClick={() => take.mutate(entry)}
                  >
                    Take
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Path({ path, onPath }: { path: string; onPath: (path: string) => void }) {
  const parts = path === '' ? [] : path.split('/');
  return (
    <nav className={styles.path} aria-label="Folder">
      <button type="button" disabled={parts.length === 0} onClick={() => onPath('')}>
        data folder
      </button>
      {parts.map((part, index) => {
        const target = parts.slice(0, index + 1).join('/');
        return (
          <span key={target}>
            <span className={styles.muted}>/ </span>
            <button type="button" disabled={index === parts.length - 1} onClick={() => onPath(target)}>
              {part}
            </button>
          </span>
        );
      })}
    </nav>
  );
}
