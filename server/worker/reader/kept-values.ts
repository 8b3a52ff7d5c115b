/** The latest values by key, up to a weight in all; what falls out is handed to `drop`. Nothing in use falls out. */
export class KeptValues<T> {
  private readonly values = new Map<string, { readonly value: T; readonly weight: number; users: number }>();
  private weight = 0;

  constructor(
    private readonly mostWeight: number,
    private readonly drop: (value: T) => void,
  ) {}

  has(key: string): boolean {
    return this.values.has(key);
  }

  /** Under a key that is not there yet. */
  add(key: string, value: T, weight: number): void {
    this.values.set(key, { value, weight, users: 0 });
    this.weight += weight;
    this.makeRoom();
  }

  /** Uses a value: it stays until `use` ends. */
  async use<R>(key: string, use: (value: T) => Promise<R>): Promise<R | undefined> {
    const kept = this.values.get(key);
    if (kept === undefined) return undefined;
    this.values.delete(key);
    this.values.set(key, kept);
    kept.users += 1;
    try {
      return await use(kept.value);
    } finally {
      kept.users -= 1;
      this.makeRoom();
    }
  }

  /** The newest stays, however large: dropped at once it would have to be made for every page. */
  private makeRoom(): void {
    const newest = [...this.values.keys()].at(-1);
    for (const [key, kept] of this.values) {
      if (this.weight <= this.mostWeight) return;
      if (kept.users > 0 || key === newest) continue;
      this.values.delete(key);
      this.weight -= kept.weight;
      drop(this.drop, kept.value);
    }
  }
}

/** Room is made best effort: a file that cannot be removed now goes with the folder. */
function drop<T>(act: (value: T) => void, value: T): void {
  try {
    act(value);
  } catch {}
}
