/** Values by key, for what costs to compute and never changes; the oldest goes when there are too many. */
export class Remembered<Value> {
  private readonly values = new Map<string, Value>();

  constructor(private readonly limit: number) {}

  of(key: string, compute: () => Value): Value {
    const known = this.values.get(key);
    if (known !== undefined) return known;
    const value = compute();
    this.values.set(key, value);
    const [oldest] = this.values.keys();
    if (this.values.size > this.limit && oldest !== undefined) this.values.delete(oldest);
    return value;
  }

  forget(key: string): void {
    this.values.delete(key);
  }
}
