'use client';

import { History as HistoryIcon } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { IconButton } from '@/app/_ui/icon-button';
import { announce } from '@/app/_ui/live-region';
import { Popover } from '@/app/_ui/popover';
import { printedKeys } from '../commands/keys';
import { useDocument, useEditor, useView } from '../editor';
import { sinceWords } from '../run/since-words';
import { selectNodes } from '../view/view-store';
import styles from './history-panel.module.css';
import { type HistoryRow, historyRows, nodesOf } from './history-rows';

/** The button beside undo and redo, and the list of one's own steps that it opens. */
export function HistoryButton() {
  const editor = useEditor();
  const isOpen = useView((state) => state.dialog === 'history');
  return (
    <Popover
      label="Your steps"
      align="end"
      width={320}
      flush
      open={isOpen}
      onOpenChange={(open) => editor.view.setState({ dialog: open ? 'history' : undefined })}
      trigger={<IconButton label="Your steps" keys={printedKeys('shift+z')} icon={HistoryIcon} />}
    >
      <Steps />
    </Popover>
  );
}

function Steps() {
  const editor = useEditor();
  const history = useDocument((state) => state.history);
  const doc = useDocument((state) => state.doc);
  const rows = useMemo(() => historyRows(history, doc), [history, doc]);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.querySelector<HTMLElement>('[aria-current="step"]')?.focus(), []);

  const go = ({ steps, label }: HistoryRow) => {
    const { travel } = editor.document.getState();
    const { done, undone } = editor.document.getState().history;
    const step = steps > 0 ? undone[undone.length - steps] : done[done.length - 1 + steps];
    travel(steps);
    if (step) selectNodes(editor.view, nodesOf(step, editor.document.getState().doc));
    announce(`At: ${label}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const here = all.indexOf(document.activeElement as HTMLElement);
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? all.length - 1 : way && here + way;
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    all[Math.max(0, Math.min(all.length - 1, next))]?.focus();
  };
  return (
    <div className={styles.panel}>
      <h3>Your steps</h3>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows between the buttons inside */}
      <div ref={list} className={styles.list} onKeyDown={onKeyDown}>
        {rows.map((row, index) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: going to a step changes none of them, and the focus stays
            key={rows.length - index}
            type="button"
            className={styles.row}
            data-undone={row.steps > 0 || undefined}
            aria-current={row.steps === 0 ? 'step' : undefined}
            onClick={() => go(row)}
          >
            <b dir="auto">{row.label}</b>
            <time>{row.at === undefined ? '' : sinceWords(new Date(row.at).toISOString())}</time>
            {row.place ? <span dir="auto">{row.place}</span> : null}
          </button>
        ))}
      </div>
      <p className={styles.foot}>Steps of this tab since it was opened. What others did stays.</p>
    </div>
  );
}
