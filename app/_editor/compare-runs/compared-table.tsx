'use client';

import Link from 'next/link';
import { useState } from 'react';
import { Dialog } from '@/app/_ui/dialog';
import { formatDuration, formatFigure, formatInteger } from '@/app/_ui/figures';
import { DiffTag } from '@/app/_ui/glyphs';
import { Switch } from '@/app/_ui/toggles';
import styles from './compare-bar.module.css';
import type { ComparedNode, ComparedRuns, Pair } from './compared-runs';

/** Both runs node by node: what the canvas shows, as a table. */
export function ComparedTable({ compared, onClose }: { compared: ComparedRuns; onClose: () => void }) {
  const { a, b, nodes } = compared;
  const [onlyDifferent, setOnlyDifferent] = useState(true);
  const rows = Object.values(nodes).filter(({ kind }) => !onlyDifferent || kind !== 'same');
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Run ${a.number} and run ${b.number}`}
      description="Durations are of work that was done: what was reused has none."
      width={880}
      actions={
        <>
          <Switch checked={onlyDifferent} onChange={setOnlyDifferent} label="Only what differs" />
          <Link className={styles.more} href={`/runs/compare?ids=${a.id},${b.id}`}>
            Everything about both
          </Link>
        </>
      }
    >
      <div className={styles.frame}>
        <table className={styles.table} aria-label="Both runs, node by node">
          <thead>
            <tr>
              <th scope="col">Node</th>
              <th scope="col">State, A → B</th>
              <th scope="col">Took</th>
              <th scope="col">Rows</th>
              <th scope="col">Figures and settings</th>
            </tr>
          </thead>
          <tbody>
            {rows.length === 0 ? (
              <tr>
                <td colSpan={5}>Nothing differs but the time it took.</td>
              </tr>
            ) : null}
            {rows.map((node) => (
              <Row key={node.id} node={node} />
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}

function Row({ node }: { node: ComparedNode }) {
  const figures = node.figures.filter(({ differs, isNoise, name }) => (differs || isNoise) && name !== 'rows');
  return (
    <tr>
      <th scope="row">
        {node.kind === 'same' ? null : <DiffTag kind={node.kind} />} {node.title}
      </th>
      <Both pair={node.state} words={(state) => state} />
      <Both pair={node.tookMs} words={formatDuration} isNoise />
      <Both pair={node.rows} words={formatInteger} />
      <td>
        {figures.map(({ name, values: [before, after], isNoise }) => (
          <div key={name} data-differs={isNoise ? undefined : true} className={isNoise ? styles.noise : undefined}>
            {name} {before === null ? '—' : formatFigure(before)} → {after === null ? '—' : formatFigure(after)}
            {isNoise ? ', within noise' : ''}
          </div>
        ))}
        {node.settings.map(({ label, values: [before, after] }) => (
          <small key={label}>
            {label}: {before ?? '—'} → {after ?? '—'}
          </small>
        ))}
      </td>
    </tr>
  );
}

interface BothProps<T> {
  pair: Pair<T>;
  words: (value: T) => string;
  /** Differences say nothing: no two runs take the same time. */
  isNoise?: boolean;
}

function Both<T>({ pair: [a, b], words, isNoise = false }: BothProps<T>) {
  const text = [a, b].map((value) => (value === null ? '—' : words(value)));
  if (text[0] === text[1]) return <td className={styles.noise}>{text[0]}</td>;
  return (
    <td className={isNoise ? styles.noise : undefined} data-differs={isNoise ? undefined : true}>
      {text[0]} → {text[1]}
    </td>
  );
}
