const isMac = () => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** With Alt a Mac types signs of its own: the letter that is printed on the key is meant. */
const withAlt = ({ altKey, code }: KeyboardEvent): string | undefined =>
  altKey ? /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() : undefined;

/** The chord of a key press, written as commands write it. */
export function chordOf(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'space' : (withAlt(event) ?? event.key.toLowerCase());
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
  space: 'Space',
  contextmenu: 'Menu',
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
