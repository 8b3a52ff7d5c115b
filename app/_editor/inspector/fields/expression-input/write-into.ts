import type { Range } from '@/nodes/kernel/expr/syntax';

/** Writes into a text field as a person would, so that its own undo and its change event work. */
export function writeInto(area: HTMLTextAreaElement, range: Range, text: string): void {
  area.focus();
  area.setSelectionRange(range.from, range.to);
  // Deprecated, and the only way that keeps the field's undo; where it is refused the text is set.
  if (document.execCommand(text === '' ? 'delete' : 'insertText', false, text)) return;
  area.setRangeText(text, range.from, range.to, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}
