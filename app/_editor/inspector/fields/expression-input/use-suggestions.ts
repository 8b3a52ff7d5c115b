import { type FormEvent, type KeyboardEvent, type RefObject, useCallback, useState } from 'react';
import { type SignatureHelp, signatureHelp } from '@/nodes/kernel/expr/caret';
import { type Completion, type Completions, completeExpr } from '@/nodes/kernel/expr/complete';
import type { TableSchema } from '@/nodes/kernel/schema';
import { pairedEdit } from './pairs';
import { writeInto } from './write-into';

interface Open {
  readonly at: number;
  /** Absent while only the function's parameters are shown. */
  readonly list?: Completions;
  readonly signature?: SignatureHelp;
}

export interface SuggestionMenu extends Partial<Open> {
  readonly active: number;
  setActive(position: number): void;
  choose(item: Completion): void;
  close(): void;
  onInput(event: FormEvent<HTMLTextAreaElement>): void;
  onSelect(): void;
  /** True when the key was meant for the menu. */
  onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): boolean;
}

interface Options {
  readonly area: RefObject<HTMLTextAreaElement | null>;
  readonly schema: TableSchema;
}

/** What is offered at the caret, opened by typing or Ctrl+Space, moved through by arrows, taken by Enter or Tab. */
export function useSuggestions({ area, schema }: Options): SuggestionMenu {
  const [open, setOpen] = useState<Open>();
  const [active, setActive] = useState(0);

  const close = useCallback(() => setOpen(undefined), []);
  const show = (asked: boolean): void => {
    const field = area.current;
    if (!field || field.selectionStart !== field.selectionEnd) {
      close();
      return;
    }
    const at = field.selectionStart;
    const found = completeExpr(field.value, at, schema);
    const signature = signatureHelp(field.value, at);
    const typed = field.value.slice(found.from, at);
    const isDone = found.items.length === 1 && found.items[0]!.label.toLowerCase() === typed.toLowerCase();
    const list = found.items.length > 0 && (asked || (typed !== '' && !isDone)) ? found : undefined;
    setActive(0);
    setOpen(list || signature ? { at, ...(list ? { list } : {}), ...(signature ? { signature } : {}) } : undefined);
  };

  const choose = ({ insert, caret }: Completion): void => {
    const field = area.current;
    if (!field || !open?.list) return;
    const { from, to } = open.list;
    writeInto(field, { from, to }, insert);
    field.setSelectionRange(from + caret, from + caret);
    const signature = signatureHelp(field.value, from + caret);
    setOpen(signature ? { at: from + caret, signature } : undefined);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
    if (event.nativeEvent.isComposing) return false;
    const handled = keyed(event);
    if (handled) {
      event.preventDefault();
      event.stopPropagation();
    }
    return handled;
  };

  const keyed = (event: KeyboardEvent): boolean => {
    if (event.key === ' ' && event.ctrlKey) {
      show(true);
      return true;
    }
    if (pairs(event)) return true;
    if (!open) return false;
    if (event.key === 'Escape') {
      close();
      return true;
    }
    const items = open.list?.items;
    if (!items || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return false;
    const last = items.length - 1;
    switch (event.key) {
      case 'ArrowDown':
        setActive(active === last ? 0 : active + 1);
        return true;
      case 'ArrowUp':
        setActive(active === 0 ? last : active - 1);
        return true;
      case 'PageDown':
        setActive(Math.min(last, active + 7));
        return true;
      case 'PageUp':
        setActive(Math.max(0, active - 7));
        return true;
      case 'Enter':
      case 'Tab':
        choose(items[active]!);
        return true;
      default:
        return false;
    }
  };

  /** Keys that write more or less than themselves. */
  const pairs = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean => {
    const field = area.current;
    if (!field || ctrlKey || altKey || metaKey) return false;
    const { value, selectionStart, selectionEnd } = field;
    const edit = pairedEdit(key, value, { from: selectionStart, to: selectionEnd });
    if (!edit) return false;
    if (edit.from !== edit.to || edit.insert !== '') writeInto(field, edit, edit.insert);
    field.setSelectionRange(edit.caret, edit.caret);
    show(false);
    return true;
  };

  return {
    ...open,
    active,
    setActive,
    choose,
    close,
    onInput: () => show(false),
    onSelect: () => {
      const field = area.current;
      // Typing moves the caret too; only a caret that went elsewhere ends what was offered.
      if (!open || !field || field.selectionStart === open.at) return;
      const signature = signatureHelp(field.value, field.selectionStart);
      setOpen(signature ? { at: field.selectionStart, signature } : undefined);
    },
    onKeyDown,
  };
}
