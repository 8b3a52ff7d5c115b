'use client';

import dynamic from 'next/dynamic';
import { PanelGuard } from '../_frame/guard/panel-guard';
import { Splitter } from '../_ui/splitter';
import { BottomPanel } from './bottom/bottom-panel';
import { Canvas } from './canvas/canvas';
import { TopBar } from './chrome/top-bar';
import { useCommandKeys } from './commands/use-command-keys';
import { Dialogs } from './dialogs/dialogs';
import { useEditor, useView } from './editor';
import { Inspector } from './inspector/inspector';
import { LeftPanel } from './outline/left-panel';
import { WhileFollowing } from './probes/while-following';
import { TraceProvider } from './trace/trace-provider';
import { useRunning } from './use-running';
import { useWarmUp } from './use-warm-up';
import { only } from './view/view-store';
import styles from './workbench.module.css';

const ProofDialog = dynamic(() => import('./proof/proof-dialog').then((module) => module.ProofDialog), { ssr: false });
const ChangeColumnDialog = dynamic(
  () => import('./trace/change-column-dialog').then((module) => module.ChangeColumnDialog),
  { ssr: false },
);

/** The editor's parts, and what works beside them while it is on screen. */
export function Workbench() {
  const editor = useEditor();
  const isBottomOpen = useView((state) => state.isBottomOpen);
  const isLeftOpen = useView((state) => state.isLeftOpen);
  const dialog = useView((state) => state.dialog);
  const isSelected = useView((state) => state.selection.size > 0);
  useRunning(editor);
  useWarmUp();
  useCommandKeys(editor);
  const close = () => editor.view.setState({ dialog: undefined });

  return (
    <TraceProvider>
      <div
        className={styles.workbench}
        data-selected={isSelected || undefined}
        data-left={isLeftOpen === undefined ? undefined : isLeftOpen ? 'open' : 'closed'}
      >
        <TopBar />
        <Splitter
          sized="end"
          initial={316}
          min={260}
          max={560}
          label="Width of the inspector"
          storageKey="sluice.inspector"
          className={styles.split}
        >
          <div className={styles.left}>
            {isBottomOpen ? (
              <Splitter
                direction="column"
                sized="end"
                initial={288}
                min={120}
                max={900}
                label="Height of the panel below"
                storageKey="sluice.bottom"
              >
                <Upper />
                <BottomPanel />
              </Splitter>
            ) : (
              <>
                <div className={styles.rest}>
                  <Upper />
                </div>
                <div className={styles.folded}>
                  <BottomPanel />
                </div>
              </>
            )}
          </div>
          <GuardedInspector />
        </Splitter>
        <PanelGuard name="The dialog" look="nothing" resetOn={dialog} onProblem={close}>
          <Dialogs />
        </PanelGuard>
        <GuardedProof />
        <WhileFollowing />
        <GuardedChange />
      </div>
    </TraceProvider>
  );
}

function Upper() {
  const editor = useEditor();
  const isLeftOpen = useView((state) => state.isLeftOpen);
  return (
    <Splitter
      sized="start"
      initial={208}
      min={160}
      max={480}
      label="Width of the panel at the left"
      storageKey="sluice.left"
      collapsed={isLeftOpen === false}
      className={styles.upper}
    >
      <LeftPanel />
      <div className={styles.canvas}>
        <PanelGuard name="The canvas">
          <Canvas />
        </PanelGuard>
        <button
          type="button"
          className={styles.scrim}
          aria-label="Close the panel at the left"
          onClick={() => editor.view.setState({ isLeftOpen: false })}
        />
      </div>
    </Splitter>
  );
}

function GuardedInspector() {
  const node = useView((state) => only(state.selection));
  return (
    <PanelGuard name="The inspector" resetOn={node}>
      <Inspector />
    </PanelGuard>
  );
}

function GuardedProof() {
  const editor = useEditor();
  const proofOf = useView((state) => state.proofOf);
  return (
    <PanelGuard
      name="The proof"
      look="nothing"
      resetOn={proofOf}
      onProblem={() => editor.view.setState({ proofOf: undefined })}
    >
      {proofOf === undefined ? null : <ProofDialog />}
    </PanelGuard>
  );
}

function GuardedChange() {
  const editor = useEditor();
  const changing = useView((state) => state.changing?.at.column);
  return (
    <PanelGuard
      name="The dialog"
      look="nothing"
      resetOn={changing}
      onProblem={() => editor.view.setState({ changing: undefined })}
    >
      {changing === undefined ? null : <ChangeColumnDialog />}
    </PanelGuard>
  );
}
