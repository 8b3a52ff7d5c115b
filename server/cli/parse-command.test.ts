import { describe, expect, it } from 'vitest';
import { parseCommand } from './parse-command';

const parse = (line: string) => parseCommand(line.split(' ').filter((word) => word !== ''));
const hash = 'ab'.repeat(32);

describe('parseCommand', () => {
  it('reads a run with parameters and data', () => {
    expect(parse('run p.json --set seed=3 --set note=a=b --data source=other.csv --publish --json')).toEqual({
      name: 'run',
      file: 'p.json',
      set: { seed: '3', note: 'a=b' },
      data: { source: { path: 'other.csv' } },
      publish: true,
      json: true,
    });
  });

  it('takes a content hash after the path of data', () => {
    expect(parse(`run p.json --data source=a#b.csv#${hash}`)).toMatchObject({
      data: { source: { path: 'a#b.csv', hash } },
    });
  });

  it('shows help for no word, for --help and for a topic', () => {
    expect(parse('')).toEqual({ name: 'help' });
    expect(parse('--help')).toEqual({ name: 'help' });
    expect(parse('run --help')).toEqual({ name: 'help', topic: 'run' });
    expect(parse('help diff')).toEqual({ name: 'help', topic: 'diff' });
  });

  it.each([
    ['rum p.json', /no command “rum”/],
    ['run', /takes 1 name; 0 were given/],
    ['run a.json b.json', /2 were given/],
    ['run p.json --set seed', /names no value/],
    ['run p.json --sett seed=1', /Unknown option/],
    ['diff a.json', /takes 2 names/],
    ['export p.json', /Say what to export to/],
    ['export p.json --to jenkins', /does not export to “jenkins”/],
  ])('refuses “%s”', (line, message) => {
    expect(() => parse(line)).toThrow(message);
  });

  it('guesses the command that was meant', () => {
    expect(() => parse('rum p.json')).toThrow(expect.objectContaining({ hint: 'Did you mean “run”?', blame: 'user' }));
  });
});
