'use client';

import { ChevronDown, Play } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { useLostSince } from '@/app/_frame/connection/connection-banner';
import { SplitButton, splitButtonMore } from '@/app/_ui/button';
import { Icon } from '@/app/_ui/icon';
import { Menu } from '@/app/_ui/menu';
import { Tooltip } from '@/app/_ui/tooltip';
import { printedKeys } from '../commands/keys';
import { perform } from '../commands/perform';
import { useAnalysis, useDocument, useEditor, useRuns, useView, useWatch } from '../editor';
import { commandEntries } from '../menus/open-menu';
import { lights } from '../run/light';
import { forecastOf, forecastWords, shortForecast } from '../run/plan-words';
import { RunningControl } from './running-control';
import styles from './top-bar.module.css';

const PlanDialog = dynamic(() => import('./plan-dialog').then((module) => module.PlanDialog), { ssr: false });
const LeaveOutDialog = dynamic(() => import('./leave-out-dialog').then((module) => module.LeaveOutDialog), {
  ssr: false,
});

/** What Run would cost; while a run goes on, how far it is. */
export function RunButton() {
  const isRunning = useRuns((state) => state.shown?.state === 'running');
  const isPlanOpen = useWatch((state) => state.isPlanOpen);
  const isAsking = useWatch((state) => state.asking !== undefined);
  return (
    <>
      {isRunning ? <RunningControl /> : <Ready />}
      {isPlanOpen ? <PlanDialog /> : null}
      {isAsking ? <LeaveOutDialog /> : null}
    </>
  );
}

const waysToRun = [
  'run',
  'run-to-here',
  'rerun-from-here',
  'retry-run',
  '-',
  'show-plan',
  'choose-run',
  'compare-runs',
  '-',
  'parameters',
  'show-timeline',
];

function Ready() {
  const editor = useEditor();
  const isStarting = useRuns((state) => state.isStarting);
  const isEmpty = useDocument((state) => Object.keys(state.doc.nodes).length === 0);
  const cost = useCost();
  const isAway = useLostSince() !== undefined;
  // What can be done in its menu depends on what is selected.
  useView((state) => state.selection);
  return (
    <Tooltip
      side="bottom"
      keys={printedKeys('mod+enter')}
      content={isAway ? 'Sluice does not answer: runs wait until it is back' : <PlanWords />}
    >
      <span {...lights(editor)}>
        <SplitButton
          icon={Play}
          label={isStarting ? 'Starting…' : 'Run'}
          detail={isAway ? 'server away' : cost}
          disabled={isEmpty || isStarting || isAway}
          onClick={() => perform(editor, 'run')}
          more={
            <Menu
              align="end"
              trigger={
                <button type="button" className={splitButtonMore} aria-label="More ways to run">
                  <Icon icon={ChevronDown} size="s" />
                </button>
              }
              entries={commandEntries(editor, waysToRun)}
            />
          }
        />
      </span>
    </Tooltip>
  );
}

/** `4 new · 5 reused · ~6 s`; problems come first. */
function useCost(): string | undefined {
  const errors = useAnalysis((state) => state.diagnostics.filter((entry) => entry.severity === 'error').length);
  const plan = useRuns((state) => state.plan);
  const time = useMemo(() => plan && shortForecast(plan), [plan]);
  const problems = errors === 0 ? undefined : `${errors} ${errors === 1 ? 'problem' : 'problems'}`;
  if (!plan || plan.newCount + plan.reusedCount === 0) return problems;
  const { newCount, reusedCount } = plan;
  return [problems, `${newCount} new`, `${reusedCount} reused`, time].filter(Boolean).join(' · ');
}

/** How long a run may take, and what keeps it short; the canvas shows the rest while this is open. */
function PlanWords() {
  const plan = useRuns((state) => state.plan);
  if (!plan) return 'Run';
  const { leftOut, waitsForImports } = plan;
  return (
    <span className={styles.plan}>
      <span>{forecastWords(forecastOf(plan))}</span>
      {leftOut.length > 0 ? (
        <span>
          Left out until finished: {leftOut.length === 1 ? 'one node' : `${leftOut.length} nodes`}, marked on the
          canvas.
        </span>
      ) : null}
      {waitsForImports > 0 ? <span>It waits for an import first.</span> : null}
    </span>
  );
}
