'use client';

import { Play, RotateCcw } from 'lucide-react';
import { Button } from '@/app/_ui/button';
import { IconButton } from '@/app/_ui/icon-button';
import { printedKeys } from '../commands/keys';
import { perform } from '../commands/perform';
import { rerunFromHere } from '../commands/run-commands';
import { useAnalysis, useEditor, useRuns } from '../editor';
import { lights } from '../run/light';
import styles from './inspector.module.css';

/** Run what leads to this node, and what of it will be reused. */
export function InspectorFoot({ id }: { id: string }) {
  const editor = useEditor();
  const stages = useAnalysis((state) => state.nodes[id]?.stages);
  const plan = useRuns((state) => state.plan?.stages);
  const isRunning = useRuns((state) => state.shown?.state === 'running' || state.isStarting);
  const planned = (stages ?? []).map((stage) => plan?.[stage]).filter((what) => what !== undefined);
  const words =
    planned.length === 0 ? '' : planned.every(({ what }) => what !== 'runs') ? 'will be reused' : 'will run';
  return (
    <footer className={styles.foot}>
      <Button
        size="s"
        icon={Play}
        disabled={isRunning}
        onClick={() => perform(editor, 'run-to-here')}
        {...lights(editor, { upTo: id })}
      >
        Run to here
      </Button>
      <span {...lights(editor, { from: id })}>
        <IconButton
          size="s"
          icon={RotateCcw}
          label="Rerun from here"
          keys={printedKeys(rerunFromHere.keys[0]!)}
          disabled={isRunning}
          onClick={() => perform(editor, 'rerun-from-here')}
        />
      </span>
      <span>{words}</span>
    </footer>
  );
}
