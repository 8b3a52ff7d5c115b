'use client';

import dynamic from 'next/dynamic';
import { type ComponentType, useRef } from 'react';
import { CommandList } from '../commands/command-list';
import { useEditor, useView } from '../editor';
import type { OpenDialog } from '../view/view-store';

interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Each comes over the wire when it is first asked for. The list of commands is typed into at once: it is there. */
const parts: Partial<Record<OpenDialog, ComponentType<DialogProps>>> = {
  keys: dynamic(() => import('../commands/keys-sheet').then((module) => module.KeysSheet), { ssr: false }),
  save: dynamic(() => import('./save-dialog').then((module) => module.SaveDialog), { ssr: false }),
  publish: dynamic(() => import('./publish-dialog').then((module) => module.PublishDialog), { ssr: false }),
  parameters: dynamic(() => import('./parameters-dialog').then((module) => module.ParametersDialog), { ssr: false }),
};
/** The editor's dialogs. One that was open stays, closed, so that it can fade out. */
export function Dialogs() {
  const editor = useEditor();
  const dialog = useView((state) => state.dialog);
  const asked = useRef(new Set<OpenDialog>());
  if (dialog) asked.current.add(dialog);
  const close = () => editor.view.setState({ dialog: undefined });
  return (
    <>
      <CommandList isOpen={dialog === 'commands'} onClose={close} />
      {[...asked.current].map((name) => {
        const Part = parts[name];
        return Part ? <Part key={name} isOpen={dialog === name} onClose={close} /> : null;
      })}
    </>
  );
}
