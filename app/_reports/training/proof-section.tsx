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

/** 6.5 × 10⁻¹⁵. */
function written(value: number): string {
  if (value === 0) return '0';
  const [digits, power] = value.toExponential(1).split('e');
  return `${digits} × 10${[...power!.replace('+', '')].map((sign) => RAISED[sign] ?? sign).join('')}`;
}

const RAISED: Readonly<Record<string, string>> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};
