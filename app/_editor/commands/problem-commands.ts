import { orderedProblems } from '../problems/all-problems';
import { stepToProblem } from '../problems/go-to-problem';
import type { Command } from './command';

const step = (name: string, title: string, keys: readonly string[], by: 1 | -1): Command => ({
  name,
  title,
  group: 'View',
  icon: 'list-checks',
  keys,
  inFields: true,
  when: (editor) => orderedProblems(editor).length > 0,
  needs: 'Nothing is wrong.',
  perform: (editor) => stepToProblem(editor, by),
});

export const nextProblem = step('next-problem', 'Go to the next problem', ['f8'], 1);
export const previousProblem = step('previous-problem', 'Go to the problem before', ['shift+f8'], -1);
