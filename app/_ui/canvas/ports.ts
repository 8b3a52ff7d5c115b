import type { PortType } from '../vocabulary';

export interface CardPort {
  id: string;
  type: PortType;
  /** For tooltips and screen readers. */
  label?: string;
  /** May stay unconnected: drawn hollow. */
  optional?: boolean;
  /** Required and not connected: dashed amber. */
  missing?: boolean;
}

export const cardWidth = 200;
export const cardHeight = 72;

const offsets: readonly (readonly number[])[] = [
  [],
  [36],
  [36, 56],
  [36, 56, 16],
  [36, 52, 20, 66],
  [36, 50, 22, 64, 8],
];

/** Height of a port's centre on its card: the first is on the centre line, further ones below and above in turn. */
export function portOffset(index: number, count: number): number {
  const known = offsets[count]?.[index];
  if (known !== undefined) return known;
  return count <= 1 ? 36 : 6 + (index / (count - 1)) * 60;
}
