'use client';

import { Splitter } from '../_ui/splitter';
import { BottomPanel } from './bottom/bottom-panel';
import { Canvas } from './canvas/canvas';
import { TopBar } from './chrome/top-bar';
import { CommandList } from './commands/command-list';
import { KeysSheet } from './commands/keys-sheet';
import { useCommandKeys } from './commands/use-command-keys';
import { ParametersDialog } from './dialogs/parameters-dialog';
import { PublishDialog } from './dialogs/publish-dialog';
import { SaveDialog } from './dialogs/save-dialog';
import { useEditor, useView } from './editor';
import { Inspector } from './inspector/inspector';
import { Palette } from './palette/palette';
import { ProofDialog } from './proof/proof-dialog';
import { ChangeColumnDialog } from './trace/change-column-dialog';
import { TraceProvider } from './trace/trace-provider';
import { useRunning } from './use-running';
import styles from './workbench.module.css';

/** The editor's parts, and what works beside them while it is on screen. */
export function Workbench() {
  const editor = useEditor();
  const isBottomOpen = useView((state) => state.isBottomOpen);
  const dialog = useView((state) => state.dialog);
  const isSelected = useView((state) => state.selection.size > 0);
  useRunning(editor);
  useCommandKeys(editor);
  const close = () => editor.view.setState({ dialog: undefined });

  return (
    <TraceProvider>
      <div className={styles.workbench} data-selected={isSelected || undefined}>
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
          <Inspector />
        </Splitter>
        <CommandList isOpen={dialog === 'commands'} onClose={close} />
        <KeysSheet isOpen={dialog === 'keys'} onClose={close} />
        <SaveDialog isOpen={dialog === 'save'} onClose={close} />
        <PublishDialog isOpen={dialog === 'publish'} onClose={close} />
        <ParametersDialog isOpen={dialog === 'parameters'} onClose={close} />
        <ProofDialog />
        <ChangeColumnDialog />
      </div>
    </TraceProvider>
  );
}

function Upper() {
  return (
    <div className={styles.upper}>
      <div className={styles.palette}>
        <Palette />
      </div>
      <Canvas />
    </div>
  );
}
