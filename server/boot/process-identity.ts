import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** True while a process with this number runs, whoever it is. A killed process that nobody reaped does not count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return procStat(pid)?.state !== 'Z';
}

/** Tells a process from a later one with the same number; empty where the system does not say. */
export function startMark(pid: number): string {
  if (process.platform === 'linux') return procStat(pid)?.startTicks ?? '';
  return askPs(pid, 'lstart');
}

/** The command line of a process; empty where the system does not say. */
export function commandLine(pid: number): string {
  if (process.platform !== 'linux') return askPs(pid, 'command');
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

function procStat(pid: number): { state: string; startTicks: string } | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', startTicks: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

function askPs(pid: number, column: string): string {
  if (process.platform === 'win32') return '';
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', `${column}=`], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
