'use client';

import { useLayoutEffect, useSyncExternalStore } from 'react';
import { markDrawings, stateDrawings } from '../glyph-drawings';
import { Icon } from '../icon';
import { iconNames } from '../icons';
import { stateKinds } from '../vocabulary';
import styles from './node-card.module.css';

/*
 * A thousand cards show the same few drawings. Each stands in the page once, as a symbol, and a card refers to it:
 * two elements instead of six, and nothing to build when a card comes into view.
 */

const unknownIcon = 'box';
let wanted: readonly string[] = [];
const listeners = new Set<() => void>();

function want(icon: string): void {
  if (wanted.includes(icon)) return;
  wanted = [...wanted, icon];
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
const nothingYet: readonly string[] = [];

/** The symbols that cards on this page refer to; it stands once in the layout of the whole app. */
export function CardSymbols() {
  const icons = useSyncExternalStore(
    subscribe,
    () => wanted,
    () => nothingYet,
  );
  return (
    <svg className={styles.symbols} aria-hidden>
      {stateKinds.map((kind) => (
        <symbol key={kind} id={`state-${kind}`} viewBox="0 0 12 12">
          {stateDrawings[kind]}
        </symbol>
      ))}
      {Object.entries(markDrawings).map(([name, drawing]) => (
        <symbol key={name} id={`mark-${name}`} viewBox="0 0 14 14">
          {drawing}
        </symbol>
      ))}
      {icons.map((icon) => (
        <symbol key={icon} id={`icon-${icon}`} viewBox="0 0 24 24">
          <Icon icon={icon} />
        </symbol>
      ))}
    </svg>
  );
}

/** The icon of a node, by its kebab-case name. */
export function CardIcon({ icon, className }: { icon: string; className: string | undefined }) {
  const name = iconNames.includes(icon) ? icon : unknownIcon;
  useLayoutEffect(() => want(name), [name]);
  return (
    <svg className={className} aria-hidden>
      <use href={`#icon-${name}`} />
    </svg>
  );
}
