import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { wireErrorOf } from '@/app/_lib/trpc';
import { Skeleton } from '@/app/_ui/feedback';
import { Section } from '@/app/_ui/panel';
import { ProblemNote } from '../timeline/problem-note';
import styles from './reports.module.css';

export interface ReportFrameProps<T> {
  query: UseQueryResult<T>;
  /** What is missing, and when it comes. */
  absent: string;
  children: (value: T) => ReactNode;
}

/** A report while it comes, when it is not there, and when it is. */
export function ReportFrame<T>({ query, absent, children }: ReportFrameProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isFetching) {
    return (
      <Section title="Result">
        <Skeleton height={72} />
      </Section>
    );
  }
  if (query.error && wireErrorOf(query.error)?.code !== 'not_found') {
    return <ProblemNote error={query.error} what="This report" onRetry={() => query.refetch()} />;
  }
  return (
    <Section title="Result">
      <p className={styles.muted}>{absent}</p>
    </Section>
  );
}
