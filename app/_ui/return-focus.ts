import { useRef } from 'react';

/** What had the focus when a dialog was opened last: a dialog that opens out of another one gives it back there. */
let lastOpener: Element | null = null;

const isNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;

/**
 * Dialogs here are opened by keys and commands as well as by buttons: when one closes, the focus goes back to what had it,
 * unless something else has taken it by then. (Radix knows of the button only, and leaves the focus nowhere without one.)
 * Spread over the content of a dialog.
 */
export function useReturnFocus(onOpen?: (event: Event) => void) {
  const before = useRef<Element | null>(null);
  return {
    onOpenAutoFocus(event: Event) {
      if (!isNowhere()) lastOpener = document.activeElement;
      before.current = lastOpener;
      onOpen?.(event);
    },
    onCloseAutoFocus(event: Event) {
      event.preventDefault();
      const { current } = before;
      if (isNowhere() && current instanceof HTMLElement && current.isConnected) current.focus({ preventScroll: true });
    },
  };
}
