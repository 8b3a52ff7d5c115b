'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { FileSpreadsheet } from 'lucide-react';
import { useTRPC, useTRPCClient } from '@/app/_lib/trpc';
import { Skeleton } from '@/app/_ui/feedback';
import { formatInteger } from '@/app/_ui/figures';
import { Icon } from '@/app/_ui/icon';
import type { SampleTable } from '@/server/api/example-catalogue';
import type { StoredFile } from '@/server/db/files';
import styles from './sample-tables.module.css';
import { sayProblem } from './say-problem';

export interface SampleTablesProps {
  /** Gets the table, and where its bytes are in the store. */
  onChoose: (file: StoredFile, table: SampleTable) => void;
  /** `tiles` where there is room, `list` in a column. */
  look?: 'tiles' | 'list';
}

/** The shipped tables: what they are about, how large they are; one click brings one in. */
export function SampleTables({ onChoose, look = 'list' }: SampleTablesProps) {
  const trpc = useTRPC();
  const direct = useTRPCClient();
  const { data, isError } = useQuery({ ...trpc.examples.tables.queryOptions(), staleTime: Number.POSITIVE_INFINITY });
  const bring = useMutation({
    mutationFn: (table: SampleTable) => direct.examples.importTable.mutate({ id: table.id }),
    onSuccess: onChoose,
    onError: sayProblem('The table was not added'),
  });
  if (isError) return null;
  return (
    <ul className={styles.tables} data-look={look} aria-label="Sample data" aria-busy={data === undefined || undefined}>
      {data === undefined
        ? ['a', 'b', 'c', 'd'].map((key) => (
            <li key={key}>
              <Skeleton height={look === 'tiles' ? 74 : 48} />
            </li>
          ))
        : data.map((table) => (
            <li key={table.id}>
              <button
                type="button"
                className={styles.table}
                disabled={bring.isPending}
                title={`${table.about} ${table.licence} licence, from the ${table.source}.`}
                onClick={() => bring.mutate(table)}
              >
                <Icon icon={FileSpreadsheet} size="s" />
                <b>{table.title}</b>
                <span>{table.question}</span>
                <small>
                  {bring.isPending && bring.variables.id === table.id
                    ? 'adding …'
                    : `${formatInteger(table.rows)} × ${table.columns} · ${table.licence}`}
                </small>
              </button>
            </li>
          ))}
    </ul>
  );
}
