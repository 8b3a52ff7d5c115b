const isMac = () => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** The chord of a key press, written as commands write it. */
export function chordOf(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  const isSign = key.length === 1 && !/[a-z0-9]/.test(key);
  const mod = isMac() ? event.metaKey : event.ctrlKey;
  return [mod ? 'mod' : '', event.altKey ? 'alt' : '', event.shiftKey && !isSign ? 'shift' : '', key]
    .filter(Boolean)
    .join('+');
}

const macSigns: Readonly<Record<string, string>> = { mod: '⌘', alt: '⌥', shift: '⇧' };
const otherSigns: Readonly<Record<string, string>> = { mod: 'Ctrl', alt: 'Alt', shift: '⇧' };
const names: Readonly<Record<string, string>> = {
  delete: 'Del',
  backspace: '⌫',
  enter: '↵',
  escape: 'Esc',
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  tab: 'Tab',
};

/** A chord as it is printed on keys. */
export function printedKeys(chord: string): string {
  if (chord === '+') return chord;
  const signs = isMac() ? macSigns : otherSigns;
  if (chord === '+') return chord;
  const parts = chord
    .split('+')
    .map((part) => signs[part] ?? names[part] ?? (/^(.|f\d+)$/.test(part) ? part.toUpperCase() : part));
  return parts.join(isMac() ? '' : ' ');
}
