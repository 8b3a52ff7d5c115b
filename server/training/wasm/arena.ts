import { FIRST_FREE_BYTE } from './crew';

/** Hands out ranges of the shared memory, one after the other. Only addresses: the memory itself is grown later. */
export class Arena {
  end = FIRST_FREE_BYTE;

  /** Address of `bytes` further bytes, on a cache line of its own. */
  take(bytes: number): number {
    const at = this.end;
    this.end = Math.ceil((at + bytes) / 64) * 64;
    return at;
  }
}
