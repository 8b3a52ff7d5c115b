import { useEffect } from 'react';
import { cut } from '../canvas/clipboard';
import { pasteText } from '../canvas/paste-clipping';
import { removeSelected, wordsFor } from '../canvas/remove-selected';
import type { Editor } from '../editor';
import { selectNodes } from '../view/view-store';
import { allCommands } from './all-commands';
import { chordOf } from './keys';

const texts = 'input, textarea, select, [contenteditable="true"]';
/** Lists and closed selects take letters and arrows, but no chords. */
const lists = '[role="combobox"], [role="menu"], [role="listbox"]';
const fields = `${texts}, ${lists}`;
/** Controls that use these keys themselves. */
const ownKeys: Readonly<Record<string, string>> = {
  enter: 'button, a, [role="tab"], [role="switch"], summary',
  tab: ':not(body):not(.react-flow__node):not(.react-flow__pane)',
  arrowleft: '[role="tab"], [role="separator"], [role="radio"], [role="grid"] *',
  arrowright: '[role="tab"], [role="separator"], [role="radio"], [role="grid"] *',
  arrowup: '[role="separator"], [role="radio"], [role="grid"] *',
  arrowdown: '[role="separator"], [role="radio"], [role="grid"] *',
};
const unmodified = (chord: string): string => chord.replace(/^(mod\+|alt\+|shift\+)+(?=arrow)/, '');

/** Binds keys and the clipboard while the editor is on screen. */
export function useCommandKeys(editor: Editor): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.target instanceof Element)) return;
      const isDialogOpen = document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
      if (isDialogOpen) return;
      const chord = chordOf(event);
      const isField = event.target.closest(chord.startsWith('mod+') ? texts : fields) !== null;
      if (isField && chord === 'escape' && event.target instanceof HTMLElement) event.target.blur();
      const own = ownKeys[unmodified(chord)];
      if (own && event.target.matches(own)) return;
      const command = allCommands.find(
        (candidate) =>
          candidate.keys.includes(chord) &&
          !candidate.isNative &&
          (candidate.inFields || !isField) &&
          candidate.when?.(editor) !== false,
      );
      // On a card the Tab key goes to the next card; only the empty page has it open the list.
      if (!command || (chord === 'tab' && event.target !== document.body)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      // What is typed but not taken yet belongs to what is saved or run.
      if (isField && event.target instanceof HTMLElement) event.target.blur();
      command.perform(editor);
    };
    // After those who stand nearer to the key: an open list takes its own arrows.
    window.addEventListener('keydown', onKey);
    // The frame of the page listens to `?` as well, with a shorter list: this one comes first.
    const onQuestion = (event: KeyboardEvent) => event.key === '?' && onKey(event);
    window.addEventListener('keydown', onQuestion, true);
    const stopClipboard = bindClipboard(editor);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('keydown', onQuestion, true);
      stopClipboard();
    };
  }, [editor]);
}

function bindClipboard(editor: Editor): () => void {
  const isElsewhere = (event: ClipboardEvent) =>
    (event.target instanceof Element && event.target.closest(`${fields}, [role="dialog"], [role="grid"]`) !== null) ||
    (event.type !== 'paste' && !document.getSelection()?.isCollapsed);

  const onCopy = (event: ClipboardEvent) => {
    const { selection } = editor.view.getState();
    if (isElsewhere(event) || selection.size === 0) return;
    const { doc, dispatch } = editor.document.getState();
    event.clipboardData?.setData('text/plain', JSON.stringify(cut(doc, selection), null, 2));
    event.preventDefault();
    if (event.type !== 'cut') return;
    dispatch(removeSelected(doc, selection), `Cut ${wordsFor(selection)}`);
    selectNodes(editor.view, []);
  };
  const onPaste = (event: ClipboardEvent) => {
    if (isElsewhere(event)) return;
    const middle = editor.canvas?.pointer() ?? editor.canvas?.middle() ?? { x: 0, y: 0 };
    if (pasteText(editor, event.clipboardData?.getData('text/plain') ?? '', middle)) event.preventDefault();
  };
  document.addEventListener('copy', onCopy);
  document.addEventListener('cut', onCopy);
  document.addEventListener('paste', onPaste);
  return () => {
    document.removeEventListener('copy', onCopy);
    document.removeEventListener('cut', onCopy);
    document.removeEventListener('paste', onPaste);
  };
}
