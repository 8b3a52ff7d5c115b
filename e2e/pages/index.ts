/** What is on screen, by the names people (and screen readers) know it by. */

export { type DataFile, dataFile } from './data-file';
export { Editor, type Point } from './editor';
export { Endpoint } from './endpoint';
export { Home } from './home';
export { Versions } from './versions';
