'use client';

import { useState } from 'react';
import { FindInput } from '@/app/_frame/find-input';
import { Frame } from '@/app/_frame/frame';
import { PageBody, PageHeader } from '@/app/_ui/app-shell';
import { Badge } from '@/app/_ui/badge';
import { Breadcrumb } from '@/app/_ui/breadcrumb';
import { EmptyState } from '@/app/_ui/feedback';
import styles from './expressions.module.css';
import { FUNCTION_ENTRIES, type FunctionEntry, foundByGroup } from './function-entries';
import { WritingExpressions } from './writing-expressions';

/** Every function of the expression language, out of its table. */
export function FunctionsPage() {
  const [query, setQuery] = useState('');
  const found = foundByGroup(query);
  return (
    <Frame>
      <PageHeader
        title={<Breadcrumb items={[{ label: 'Help' }, { label: 'Expressions' }]} />}
        actions={<FindInput value={query} onChange={setQuery} placeholder="Find a function" />}
      />
      <PageBody>
        <div className={styles.page}>
          <nav className={styles.contents} aria-label="On this page">
            {query === '' ? <a href="#writing">Writing expressions</a> : null}
            {found.map(({ group, entries }) => (
              <a key={group} href={`#${idOf(group)}`}>
                <b>{group}</b>
                <span>{entries.length}</span>
              </a>
            ))}
          </nav>
          <div className={styles.main}>
            {query === '' ? <WritingExpressions count={FUNCTION_ENTRIES.length} /> : null}
            {found.length === 0 ? (
              <EmptyState icon="search" title={`No function is about “${query}”`}>
                Look for a word of what it should do, such as “week”, “missing” or “round”.
              </EmptyState>
            ) : null}
            {found.map(({ group, entries }) => (
              <section key={group} className={styles.group} id={idOf(group)} aria-label={group}>
                <h2>{group}</h2>
                {entries.map((entry) => (
                  <Entry key={entry.name} entry={entry} />
                ))}
              </section>
            ))}
          </div>
        </div>
      </PageBody>
    </Frame>
  );
}

const idOf = (group: string): string => group.replaceAll(' ', '-');

function Entry({ entry }: { entry: FunctionEntry }) {
  const { name, calls, operators, summary, example, agreement } = entry;
  return (
    <article className={styles.entry} id={`fn-${name}`}>
      <header>
        <h3>
          <a href={`#fn-${name}`}>{name}</a>
        </h3>
        {operators.map((operator) => (
          <kbd key={operator}>{operator}</kbd>
        ))}
        <span className={styles.agreement}>
          <Agreement agreement={agreement} />
        </span>
      </header>
      {calls.map(({ written, result }) => (
        <code key={written} className={styles.call}>
          {written} <span className={styles.gives}>→ {result}</span>
        </code>
      ))}
      <p>{summary}</p>
      {typeof agreement === 'string' ? null : (
        <p className={styles.why}>Not in predictions: {agreement.notServable}.</p>
      )}
      {example ? <code className={styles.example}>{example}</code> : null}
    </article>
  );
}

/** How well a run and a prediction agree about it. */
function Agreement({ agreement }: Pick<FunctionEntry, 'agreement'>) {
  if (agreement === 'exact') return <Badge tone="good">exact</Badge>;
  if (agreement === 'close') return <Badge>close</Badge>;
  return <Badge tone="warn">runs only</Badge>;
}
