import { errorWords } from '@/app/_lib/trpc';
import { toast } from '@/app/_ui/toast';

/** For `onError`: what did not work, why, and what to do. */
export function sayProblem(what: string): (error: unknown) => void {
  return (error) => {
    const { message, hint } = errorWords(error);
    toast({ tone: 'bad', title: what, description: hint ? `${message} ${hint}` : message });
  };
}
