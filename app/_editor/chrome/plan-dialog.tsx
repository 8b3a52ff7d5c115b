'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { formatDuration } from '@/app/_ui/figures';
import { State } from '@/app/_ui/glyphs';
import type { PlannedRun } from '../api';
import { perform } from '../commands/perform';
import { useDocument, useEditor, useRuns, useWatch } from '../editor';
import { forecastOf, forecastWords } from '../run/plan-words';
import { stageTitle } from '../timeline/stage-words';
import { selectNodes } from '../view/view-store';
import styles from './plan-dialog.module.css';

const rowHeight = 40;

/** Every stage of the next run: whether it runs, why, and how long it may take. The traffic light as a table. */
export function PlanDialog() {
  const editor = useEditor();
  const isOpen = useWatch((state) => state.isPlanOpen);
  const plan = useRuns((state) => state.plan);
  const close = () => editor.watch.setState({ isPlanOpen: false });
  if (!isOpen) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title="What Run will do"
      description={plan ? forecastWords(forecastOf(plan)) : 'Nothing is drawn yet.'}
      width={760}
      actions={
        <>
          <Button onClick={close}>Close</Button>
          <Button
            variant="primary"
            onClick={() => {
              close();
              perform(editor, 'run');
            }}
          >
            Run
          </Button>
        </>
      }
    >
      {plan ? <Stages plan={plan} onGo={close} /> : null}
    </Dialog>
  );
}

const kinds = { runs: 'ready', reused: 'reused', skipped: 'skipped' } as const;
const words = { runs: 'Runs', reused: 'Reused', skipped: 'Not needed' } as const;
const order = { runs: 0, reused: 1, skipped: 2 } as const;

function Stages({ plan, onGo }: { plan: PlannedRun; onGo: () => void }) {
  const editor = useEditor();
  const doc = useDocument((state) => state.doc);
  const place = useRef<HTMLDivElement>(null);
  const stages = useMemo(
    () => Object.entries(plan.stages).sort(([, a], [, b]) => order[a.what] - order[b.what]),
    [plan],
  );
  const rows = useVirtualizer({
    count: stages.length,
    getScrollElement: () => place.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const go = (node: string) => {
    onGo();
    selectNodes(editor.view, [node]);
    editor.canvas?.reveal(node);
  };
  return (
    <div ref={place} className={styles.list}>
      <ol aria-label="Stages of the next run" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const [id, stage] = stages[index]!;
          const node = stage.nodes.at(-1) ?? id;
          return (
            <li
              key={id}
              aria-setsize={stages.length}
              aria-posinset={index + 1}
              className={styles.row}
              style={{ transform: `translateY(${start}px)` }}
            >
              <span>
                <State kind={kinds[stage.what]} words={words[stage.what]} />
              </span>
              <span className={styles.name}>
                <button type="button" onClick={() => go(node)}>
                  {stageTitle(doc, { id, node, nodes: stage.nodes })}
                </button>
                <small title={stage.reason}>{stage.reason}</small>
              </span>
              <span className={styles.time}>
                {stage.what !== 'runs' ? (
                  ''
                ) : stage.estimate ? (
                  <Estimate {...stage.estimate} />
                ) : (
                  <small>no estimate yet</small>
                )}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function Estimate({ ms, lowMs, highMs, from, isSameSettings }: NonNullable<PlannedRun['stages'][string]['estimate']>) {
  const source = `From ${from} earlier ${from === 1 ? 'stage' : 'stages'} ${isSameSettings ? 'with the same settings' : 'of this kind'}, scaled to the rows at hand.`;
  return (
    <span title={source}>
      {formatDuration(ms)}
      <small>{from > 1 ? `${formatDuration(lowMs)} to ${formatDuration(highMs)}` : 'ran once before'}</small>
    </span>
  );
}
