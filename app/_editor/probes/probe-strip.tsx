'use client';

import { ArrowRight } from 'lucide-react';
import { Skeleton } from '@/app/_ui/feedback';
import { PartitionMark } from '@/app/_ui/glyphs';
import { Icon } from '@/app/_ui/icon';
import { partitions, partitionWords } from '@/app/_ui/vocabulary';
import { useDocument, useEditor } from '../editor';
import { nodeTitle } from '../timeline/stage-words';
import { selectNodes } from '../view/view-store';
import type { CellChange, Probe, ProbeStep } from './probe';
import { useProbes } from './probe-store';
import styles from './probes.module.css';
import { stepWords, valueWords } from './step-words';

const MOST_CHANGES = 4;

/** The nodes a row passes, with what changed at each. */
export function ProbeStrip({ probe }: { probe: Probe }) {
  const steps = useProbes((state) => state.steps[probe.id]);
  if (!steps) return <Skeleton width={320} height={48} />;
  return (
    <ol className={styles.steps} aria-label={`What becomes of ${probe.label}`}>
      {steps.map((step, index) => (
        <li key={step.node}>
          {index > 0 ? <Icon icon={ArrowRight} size="xs" /> : null}
          <Step step={step} />
        </li>
      ))}
    </ol>
  );
}

function Step({ step }: { step: ProbeStep }) {
  const editor = useEditor();
  const title = useDocument((state) => nodeTitle(state.doc, step.node));
  const { words, title: about } = stepWords(step);
  const { changes, prediction } = step;
  const part = partitions.find((each) => each === step.ports[0]?.part);
  const aside = step.ports.find((each) => each.isAside && each.count > 0);
  const shown = step.kind === 'start' ? [] : changes.slice(0, MOST_CHANGES);
  const isPreview = step.ports.some((each) => each.isPreview);
  return (
    <button
      type="button"
      className={styles.step}
      data-kind={step.kind}
      title={`${about}${isPreview ? ' Of a preview: not run yet.' : ''}`}
      onClick={() => {
        selectNodes(editor.view, [step.node]);
        editor.canvas?.reveal(step.node);
      }}
    >
      <span className={styles.head}>
        <b>{title}</b>
        <i data-kind={step.kind}>{words}</i>
      </span>
      {part || step.ports.length > 1 || aside ? (
        <span className={styles.where}>
          {part ? (
            <>
              <PartitionMark partition={part} /> {partitionWords[part]}
            </>
          ) : null}
          {step.ports.length > 1 ? step.ports.map((each) => each.title).join(', ') : aside && `to ${aside.title}`}
        </span>
      ) : null}
      {shown.map((change) => (
        <Change key={change.column} change={change} />
      ))}
      {changes.length > shown.length && step.kind !== 'start' ? (
        <span className={styles.where}>and {changes.length - shown.length} more</span>
      ) : null}
      {prediction === undefined ? null : <span className={styles.prediction}>says {prediction}</span>}
    </button>
  );
}

function Change({ change: { column, before, after } }: { change: CellChange }) {
  return (
    <span className={styles.change}>
      <span>{column}</span>
      {before === undefined ? <em>new</em> : <s>{valueWords(before)}</s>}
      <b>{valueWords(after)}</b>
    </span>
  );
}
