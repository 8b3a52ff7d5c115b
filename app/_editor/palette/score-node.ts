import { categoryWords } from '@/app/_ui/vocabulary';
import type { CatalogueNode } from '@/nodes/kernel/catalogue';

/**
 * How well a node answers what was typed, from 0 (not at all) to 1: its name before its keywords, the beginning of a word
 * before its middle, and what it says of itself last. Among equals a node that needs no input comes first.
 */
export function scoreNode(definition: CatalogueNode, typed: string): number {
  const needle = typed.trim().toLowerCase();
  if (needle === '') return 1;
  const title = definition.title.toLowerCase();
  const keywords = definition.ui.keywords.map((word) => word.toLowerCase());
  const begins = (words: string) => words.split(/[\s-]+/).some((word) => word.startsWith(needle));
  const steps: readonly boolean[] = [
    title === needle || definition.type === needle,
    title.startsWith(needle),
    keywords.includes(needle),
    begins(title),
    keywords.some(begins),
    [title, ...keywords].some((words) => words.includes(needle)),
    begins(categoryWords[definition.category].toLowerCase()),
    definition.summary.toLowerCase().includes(needle),
  ];
  const step = steps.indexOf(true);
  if (step < 0) return 0;
  const needsNothing = Object.keys(definition.ports.in).length === 0;
  return 1 - (step + (needsNothing ? 0 : 0.5)) / (steps.length + 1);
}
