'use client';

import { ArrowLeftRight, Table2, X } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { DiffTag } from '@/app/_ui/glyphs';
import { IconButton } from '@/app/_ui/icon-button';
import { Segmented } from '@/app/_ui/toggles';
import { perform } from '../commands/perform';
import { useEditor } from '../editor';
import styles from './compare-bar.module.css';
import { type ComparedRuns, compareRuns } from './compared-runs';
import { showLatest, showSide } from './show-comparison';

const ComparedTable = dynamic(() => import('./compared-table').then((module) => module.ComparedTable), { ssr: false });

/** Below the run chip while two runs are compared: which one the cards show, and how much differs. */
export function CompareBar({ compared }: { compared: ComparedRuns }) {
  const editor = useEditor();
  const [isTable, setTable] = useState(false);
  const { a, b, side, nodes } = compared;
  const count = (kind: string) => Object.values(nodes).filter((node) => node.kind === kind).length;
  const swap = () => {
    const reports = new Map(
      [...(compared.reports ?? [])].map(([node, [first, second]]) => [node, [second, first] as const]),
    );
    editor.watch.setState({ compared: { ...compareRuns(b, a, reports), side: 'both', reports } });
    void showSide(editor, 'both');
  };
  return (
    <section className={styles.bar} aria-label={`Run ${a.number} compared with run ${b.number}`}>
      <Segmented
        label="Which run the cards show"
        value={side}
        onChange={(next) => void showSide(editor, next)}
        options={[
          { value: 'a', label: `A · run ${a.number}`, hint: '1' },
          { value: 'both', label: 'Both', hint: '2' },
          { value: 'b', label: `B · run ${b.number}`, hint: '3' },
        ]}
      />
      <span
        className={styles.counts}
        role="status"
        aria-label={`${count('changed')} changed, ${count('added')} added, ${count('removed')} removed`}
      >
        {(['changed', 'added', 'removed'] as const).map((kind) => (
          <span key={kind} data-none={count(kind) === 0 || undefined}>
            <DiffTag kind={kind} /> {count(kind)}
          </span>
        ))}
      </span>
      <IconButton size="s" icon={Table2} label="Compare as a table" onClick={() => setTable(true)} />
      <IconButton size="s" icon={ArrowLeftRight} label="Swap A and B" onClick={swap} />
      <IconButton
        size="s"
        icon={X}
        label="Stop comparing"
        keys="Esc"
        onClick={() => perform(editor, 'stop-comparing') || void showLatest(editor)}
      />
      {isTable ? <ComparedTable compared={compared} onClose={() => setTable(false)} /> : null}
    </section>
  );
}
