import { type Diagnostic, diagnostic, type Fix } from '@/nodes/kernel/diagnostics';

/** Why a port cannot be published. */
export interface ServingProblem {
  readonly problem: Diagnostic;
}

export const refuse = (node: string, message: string, hint: string, fix?: Fix): ServingProblem => ({
  problem: diagnostic(
    'not-servable',
    { node },
    `This cannot be published: ${message[0]!.toLowerCase()}${message.slice(1)}`,
    { hint, fix },
  ),
});
