/** Suites of Great Expectations (JSON): the wire format of the 1.x releases, and what 0.x wrote. */
export { type ReadSuite, readSuite } from './read-suite';
export { writeSuite } from './write-suite';
