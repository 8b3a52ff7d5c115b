import { clockWords } from '@/app/_ui/moment';

/** A line with who said it. */
export interface StageLine {
  readonly id: number;
  readonly attempt: number;
  readonly level: string;
  readonly message: string;
  readonly createdAt: string;
  readonly title: string;
  readonly nodes: readonly string[];
}

export type LogLevel = 'all' | 'warn' | 'error';

export interface LogFilter {
  /** Undefined: every node. */
  readonly node: string | undefined;
  readonly level: LogLevel;
  readonly text: string;
}

/** Warnings are said as information by stages, with the word in front. */
export const levelOf = ({ level, message }: Pick<StageLine, 'level' | 'message'>): 'info' | 'warn' | 'error' =>
  level === 'error' ? 'error' : level === 'warn' || message.startsWith('Warning: ') ? 'warn' : 'info';

export function filterLines(lines: readonly StageLine[], { node, level, text }: LogFilter): readonly StageLine[] {
  const words = text.toLowerCase().trim();
  if (node === undefined && level === 'all' && words === '') return lines;
  return lines.filter((line) => {
    if (node !== undefined && !line.nodes.includes(node)) return false;
    const own = levelOf(line);
    if (level === 'error' ? own !== 'error' : level === 'warn' && own === 'info') return false;
    return words === '' || `${line.title} ${line.message}`.toLowerCase().includes(words);
  });
}

export const messageOf = ({ attempt, message }: Pick<StageLine, 'attempt' | 'message'>): string =>
  attempt > 1 ? `attempt ${attempt}: ${message}` : message;

/** The lines as they are copied: time, who, what. */
export const textOf = (lines: readonly StageLine[]): string =>
  lines.map((line) => `${clockWords(line.createdAt)}\t${line.title}\t${messageOf(line)}`).join('\n');
