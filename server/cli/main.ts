import { toAppError } from '../errors';
import { EXIT, exitCodeOf } from './exit-code';
import { errorConsole, failure, print, type Result } from './output';
import { type Command, parseCommand } from './parse-command';
import { Refused } from './pipeline-file';

/** Each command is loaded when it is called: `diff` and `help` need no database. */
async function perform(command: Command): Promise<Result> {
  switch (command.name) {
    case 'help': {
      const text = (await import('./help')).helpText(command.topic);
      return { exitCode: EXIT.done, json: { help: text }, text };
    }
    case 'run':
      return (await import('./run-command')).runCommand(command, errorConsole);
    case 'compile':
      return (await import('./compile-command')).compileCommand(command, errorConsole);
    case 'diff':
      return (await import('./diff-command')).diffCommand(command);
    case 'export':
      return (await import('./export-command')).exportCommand(command);
    case 'predict':
      return (await import('./predict-command')).predictCommand(command);
    case 'gc':
      return (await import('./gc-command')).gcCommand(command);
  }
}

async function resultOf(words: readonly string[]): Promise<Result> {
  try {
    return await perform(parseCommand(words));
  } catch (thrown) {
    if (thrown instanceof Refused) return thrown.result;
    const error = toAppError(thrown);
    if (error.blame === 'bug') console.error(thrown);
    return failure(error, exitCodeOf(error));
  }
}

const words = process.argv.slice(2);
const result = await resultOf(words);
print(result, words.includes('--json'));
// Not exit(): a pipe may not have taken all of the output yet.
process.exitCode = result.exitCode;
