import { categories, diffKinds, portTypes, stateKinds } from '../_ui/vocabulary';
import styles from './kit.module.css';
import { Line } from './section';

const groups: readonly { caption: string; names: readonly string[] }[] = [
  { caption: 'Grounds', names: ['surface', 'raised', 'sunken', 'canvas', 'accent-soft'] },
  { caption: 'Lines', names: ['line', 'line-strong', 'line-control', 'canvas-dot'] },
  { caption: 'Words', names: ['text', 'text-2', 'muted', 'faint', 'accent'] },
  { caption: 'Filled', names: ['accent-fill', 'accent-hover', 'av-1', 'av-2', 'av-3', 'av-4', 'av-5'] },
  { caption: 'States', names: stateKinds.map((kind) => `st-${kind}`) },
  { caption: 'Categories', names: categories.map((category) => `cat-${category}`) },
  { caption: 'Partitions', names: ['pt-train', 'pt-valid', 'pt-test', 'wire-bed'] },
  { caption: 'Ports, wires', names: [...portTypes.map((type) => `ty-${type}`), 'wire', 'wire-strong'] },
  { caption: 'Changes', names: diffKinds.map((kind) => `df-${kind}`) },
];

/** Every colour by the name that style sheets use. `contrast.test.ts` proves what may stand on what. */
export function ColorParts() {
  return groups.map(({ caption, names }) => (
    <Line key={caption} caption={caption}>
      {names.map((name) => (
        <span key={name} className={styles.swatch}>
          <i style={{ background: `var(--${name})` }} />
          {name}
        </span>
      ))}
    </Line>
  ));
}
