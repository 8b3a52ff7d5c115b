/** A model or a request that cannot be explained. `message` is written for the person who asked. */
export class NotExplainable extends Error {
  override readonly name = 'NotExplainable';
}
