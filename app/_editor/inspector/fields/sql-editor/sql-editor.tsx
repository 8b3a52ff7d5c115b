'use client';

import dynamic from 'next/dynamic';
import { TextArea } from '@/app/_ui/input';
import type { TableNames } from './sql-view';

export interface SqlEditorProps {
  value: string;
  onChange: (value: string) => void;
  /** What the query may read: columns by table. */
  tables: TableNames;
  id: string;
  label: string;
  placeholder?: string;
  invalid?: boolean;
}

/** Loaded when a query is first shown; until then a plain field of the same size takes its place. */
const Loaded = dynamic(() => import('./sql-view').then((module) => module.SqlView), {
  ssr: false,
  loading: () => <TextArea aria-label="Query" mono rows={10} readOnly placeholder="Loading the editor…" />,
});

/** A field for a query: colours, brackets, and the tables and columns it may read as suggestions. */
export const SqlEditor = (props: SqlEditorProps) => <Loaded {...props} />;
