import { toast } from '@/app/_ui/toast';
import { pasteText } from '../canvas/paste-clipping';
import type { Editor } from '../editor';
import { type Command, hasSelection } from './command';
import { printedKeys } from './keys';

/** The browser's own clipboard events answer these keys; chosen from a list they ask the browser for the same event. */
export const copy: Command = {
  name: 'copy',
  title: 'Copy',
  group: 'Edit',
  icon: 'copy',
  keys: ['mod+c'],
  isNative: true,
  when: hasSelection,
  needs: 'Select a node first.',
  perform: () => void document.execCommand('copy'),
};

export const cutOut: Command = {
  name: 'cut',
  title: 'Cut',
  group: 'Edit',
  icon: 'scissors',
  keys: ['mod+x'],
  isNative: true,
  when: hasSelection,
  needs: 'Select a node first.',
  perform: () => void document.execCommand('cut'),
};

export const pasteIn: Command = {
  name: 'paste',
  title: 'Paste, also a whole pipeline file',
  group: 'Edit',
  icon: 'clipboard-paste',
  keys: ['mod+v'],
  isNative: true,
  perform: (editor) => void paste(editor),
};

async function paste(editor: Editor): Promise<void> {
  const middle = editor.canvas?.pointer() ?? editor.canvas?.middle() ?? { x: 0, y: 0 };
  // Only pages that came over a secure connection may read it, and only if the person agrees.
  const text = await navigator.clipboard?.readText().catch(() => undefined);
  if (text === undefined)
    toast({
      title: 'The browser keeps the clipboard to itself',
      description: `Press ${printedKeys('mod+v')} instead.`,
    });
  else if (!pasteText(editor, text, middle))
    toast({ title: 'There are no nodes on the clipboard', description: 'Copy nodes or a pipeline file first.' });
}
