import styles from './kit.module.css';
import { Line } from './section';

const sizes = [10, 11, 12, 13, 15, 20, 28];
const weights = ['regular', 'medium', 'strong'];
const spaces = [1, 2, 3, 4, 5, 6, 8, 10, 12];
const durations = [
  ['fast', 'hover and press'],
  ['base', 'panels, states'],
  ['slow', 'moves of cards'],
] as const;

/** The steps that sizes, distances, corners, shadows and movements are taken from. */
export function ScaleParts() {
  return (
    <>
      <Line caption="Type">
        {sizes.map((size) => (
          <span key={size} style={{ fontSize: `var(--t-${size})` }}>
            {size} Sluice 7,037 × 24
          </span>
        ))}
      </Line>
      <Line caption="Weight">
        {weights.map((weight) => (
          <span key={weight} style={{ fontWeight: `var(--w-${weight})` }}>
            {weight}
          </span>
        ))}
        <span className={styles.mono}>Geist Mono 0.8461 a3f9c2e</span>
      </Line>
      <Line caption="Figures in columns">
        <span className={styles.figures}>
          <span>1,111.11</span>
          <span>8,888.88</span>
          <span>−7,037.40</span>
        </span>
      </Line>
      <Line caption="Space">
        {spaces.map((space) => (
          <span key={space} className={styles.space}>
            <i style={{ width: `var(--s-${space})` }} />
            {space * 4}
          </span>
        ))}
      </Line>
      <Line caption="Corners">
        {['1', '2', '3', '4', 'full'].map((step) => (
          <span key={step} className={styles.corner} style={{ borderRadius: `var(--r-${step})` }}>
            {step}
          </span>
        ))}
      </Line>
      <Line caption="Depth">
        {[1, 2, 3].map((step) => (
          <span
            key={step}
            className={styles.corner}
            style={{ boxShadow: `var(--sh-${step})`, borderRadius: 'var(--r-3)' }}
          >
            {step}
          </span>
        ))}
      </Line>
      <Line caption="Motion">
        {durations.map(([name, use]) => (
          <span key={name} className={styles.moving} style={{ transitionDuration: `var(--d-${name})` }}>
            {name}: {use}
          </span>
        ))}
      </Line>
    </>
  );
}
