import { formatInteger } from '@/app/_ui/figures';
import { StateGlyph } from '@/app/_ui/glyphs';
import { Section } from '@/app/_ui/panel';
import type { ModelParity } from '@/nodes/kernel/trained-model';
import styles from './training.module.css';

/** How the model alone, as the ONNX file that an endpoint would serve, answers beside the trainer. */
export function ParitySection({ parity }: { parity: ModelParity | undefined }) {
  if (!parity) return null;
  const { rows, part, maxDifference, flips, limit, problem } = parity;
  const rowWords = `${formatInteger(rows)} ${part === 'train' ? 'training' : part} rows`;
  return (
    <Section title="As an ONNX file" note={problem ? undefined : 'answers the same'}>
      <p className={styles.line}>
        <StateGlyph kind={problem ? 'failed' : 'done'} />
        <span>
          {problem
            ? `It answers otherwise than the trainer by more than rounding: ${problem}`
            : `The file and the trainer agree on ${rowWords}: largest difference ${written(maxDifference)}, rounding is up to ${written(limit)}.`}{' '}
          {flips > 0 ? `${formatInteger(flips)} classes differ.` : 'No class differs.'}
        </span>
      </p>
    </Section>
  );
}

const written = (value: number): string => (value === 0 ? '0' : value.toExponential(1).replace('e', ' × 10^'));
