'use client';

import { Fragment, useMemo, useState } from 'react';
import { DiffTag, TypeGlyph } from '@/app/_ui/glyphs';
import { Input } from '@/app/_ui/input';
import { Section } from '@/app/_ui/panel';
import type { DiffKind } from '@/app/_ui/vocabulary';
import type { AnyNode } from '@/nodes/kernel/define-node';
import type { Column, TableSchema } from '@/nodes/kernel/schema';
import { type Part, PartFilter } from '../data/part-filter';
import { usePortProfile } from '../data/use-port-profile';
import { type RunFacts, useRunFacts } from '../data/use-run-facts';
import { useAnalysis, useView } from '../editor';
import { TraceList } from '../trace/trace-list';
import { ColumnMenu, ColumnName } from './columns-tab-column';
import { ProfileButton, ProfileCard } from './columns-tab-profile';
import shapes from './columns-tab-profile.module.css';
import styles from './inspector.module.css';

/** What each table output holds, and what the node did to it. */
export function ColumnsTab({ id, definition }: { id: string; definition: AnyNode }) {
  const analysis = useAnalysis((state) => state.nodes[id]);
  const [query, setQuery] = useState('');
  if (!analysis) return <p className={styles.quiet}>Not known yet.</p>;
  const input = Object.values(analysis.inputs).find((schema) => schema !== undefined);
  const tables = Object.entries(analysis.outputs).filter(([, port]) => port.schema);
  return (
    <>
      <div className={styles.find}>
        <Input
          size="s"
          icon="columns-3"
          placeholder="Find a column"
          aria-label="Find a column"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
      </div>
      {tables.length === 0 && input ? <Table title="Arrives" schema={input} query={query} /> : null}
      {tables.map(([port, { schema }]) =>
        schema ? (
          <Table
            key={port}
            title={definition.ports.out[port]?.title ?? port}
            schema={schema}
            before={input}
            query={query}
            place={{ node: id, port }}
            contentKey={analysis.outputs[port]?.key}
          />
        ) : null,
      )}
      {tables.length === 0 && !input ? <p className={styles.quiet}>No table arrives here yet. Connect one.</p> : null}
    </>
  );
}

interface TableProps {
  title: string;
  schema: TableSchema;
  before?: TableSchema;
  query: string;
  /** The output port these are columns of: they can be traced, renamed and retyped. */
  place?: { node: string; port: string };
  /** Names what the port holds; absent while nobody knows. */
  contentKey?: string | undefined;
}

function Table({ title, schema, before, query, place, contentKey }: TableProps) {
  const [part, setPart] = useState<Part>('all');
  const [opened, setOpened] = useState<string>();
  const { profile, drift } = useProfileOf(place, contentKey, part);
  const profiles = new Map(profile?.columns.map((column) => [column.name, column]));
  const drifts = new Map(drift?.map((column) => [column.name, column]));
  const rowCount = profile?.rowCount ?? 0;
  const needle = query.trim().toLowerCase();
  const changes = new Map(before ? schema.columns.map((column) => [column.name, changeOf(column, before)]) : []);
  const gone = before
    ? before.columns.filter((column) => !schema.columns.some((other) => other.name === column.name))
    : [];
  const isShown = ({ name }: Column) => name.toLowerCase().includes(needle);
  const changed = [...changes.values()].filter(Boolean).length;
  const note = [
    schema.open ? `${schema.columns.length} known, maybe more` : `${schema.columns.length} columns`,
    changed > 0 ? `${changed} new or changed` : '',
    gone.length > 0 ? `${gone.length} gone` : '',
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <>
      <Section title={title} note={note}>
        {place && schema.partitioned ? (
          <div className={shapes.parts}>
            <PartFilter value={part} onChange={setPart} counts={undefined} />
          </div>
        ) : null}
        <ul className={styles.columns}>
          {schema.columns.filter(isShown).map((column) => {
            const change = changes.get(column.name);
            const known = profiles.get(column.name);
            const isOpen = opened === column.name && known !== undefined;
            return (
              <Fragment key={column.name}>
                <li data-diff={change}>
                  <TypeGlyph type={column.type} isKey={schema.key === column.name} />
                  {place ? (
                    <ColumnName place={{ ...place, column: column.name }} title={originOf(column)} />
                  ) : (
                    <span title={originOf(column)}>{column.name}</span>
                  )}
                  {change ? (
                    <DiffTag kind={change} look="line" words={change === 'added' ? 'new' : column.type} />
                  ) : (
                    <small>{column.nullable ? 'may be missing' : ''}</small>
                  )}
                  {known ? (
                    <ProfileButton
                      profile={known}
                      rowCount={rowCount}
                      drift={drifts.get(column.name)}
                      isOpen={isOpen}
                      onToggle={() => setOpened(isOpen ? undefined : column.name)}
                    />
                  ) : null}
                  {place ? <ColumnMenu place={{ ...place, column: column.name }} /> : null}
                </li>
                {isOpen ? (
                  <li data-card>
                    <ProfileCard profile={known} rowCount={rowCount} drift={drifts.get(column.name)} />
                  </li>
                ) : null}
              </Fragment>
            );
          })}
          {gone.filter(isShown).map((column) => (
            <li key={`gone ${column.name}`} data-gone>
              <TypeGlyph type={column.type} />
              <span>{column.name}</span>
              <DiffTag kind="removed" look="line" words="gone" />
            </li>
          ))}
        </ul>
      </Section>
      {place ? <TraceList {...place} /> : null}
    </>
  );
}

/** The figures of a port's columns, once it is known what it holds. */
function useProfileOf(place: TableProps['place'], contentKey: string | undefined, part: Part) {
  const document = useAnalysis((state) => state.doc);
  const parameters = useView((state) => state.parameters);
  const port = place ? `${place.node}.${place.port}` : '';
  const { madeBy, before, shown }: RunFacts = useRunFacts({ id: port, contentKey });
  const asked = useMemo(
    () => ({ document, parameters, port, previousRun: shown }),
    [document, parameters, port, shown],
  );
  return usePortProfile({
    asked,
    contentKey: contentKey ?? 'unknown',
    madeBy,
    beforeRun: before,
    part: part === 'all' ? undefined : part,
    isWanted: place !== undefined && contentKey !== undefined,
  });
}

function changeOf(column: Column, before: TableSchema): DiffKind | undefined {
  const earlier = before.columns.find((other) => other.name === column.name);
  if (!earlier) return 'added';
  const isMadeAnew = column.lineage !== undefined && column.lineage.how !== 'same';
  return isMadeAnew || earlier.type !== column.type || earlier.nullable !== column.nullable ? 'changed' : undefined;
}

function originOf({ name, lineage }: Column): string {
  if (!lineage || lineage.from.length === 0) return name;
  return `${name}: ${lineage.how} from ${lineage.from.map((origin) => origin.column).join(', ')}`;
}
