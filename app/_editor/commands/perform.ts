import type { Editor } from '../editor';
import { allCommands } from './all-commands';

/** Does what a command says, if it can be done now. */
export function perform(editor: Editor, name: string): boolean {
  const command = allCommands.find((candidate) => candidate.name === name);
  if (!command || command.when?.(editor) === false) return false;
  command.perform(editor);
  return true;
}
