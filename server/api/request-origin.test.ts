import { describe, expect, it } from 'vitest';
import { refuseForeignOrigin } from './request-origin';

const ask = (headers: Record<string, string>, host = '127.0.0.1') =>
  refuseForeignOrigin(new Request('http://localhost:3000/api/trpc/x', { method: 'POST', headers }), { host });

describe('refuseForeignOrigin', () => {
  it.each<[string, Record<string, string>]>([
    ['a program', { host: 'localhost:3000' }],
    ['our own page', { host: 'localhost:3000', origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }],
    ['an address typed by hand', { host: '127.0.0.1:3000', 'sec-fetch-site': 'none' }],
  ])('lets %s pass', (_, headers) => {
    expect(() => ask(headers)).not.toThrow();
  });

  it.each<[string, Record<string, string>]>([
    ['another site’s form', { host: 'localhost:3000', origin: 'https://evil.example' }],
    ['a sandboxed page', { host: 'localhost:3000', origin: 'null' }],
    ['a cross-site fetch', { host: 'localhost:3000', 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { host: 'localhost:3000', 'sec-fetch-site': 'same-site' }],
    ['a name that was pointed at this machine', { host: 'evil.example:3000', origin: 'http://evil.example:3000' }],
  ])('refuses %s', (_, headers) => {
    expect(() => ask(headers)).toThrow(/another web site/);
  });

  it('takes any own name when it listens to the network', () => {
    expect(() => ask({ host: 'sluice.lan:3000', origin: 'http://sluice.lan:3000' }, '0.0.0.0')).not.toThrow();
  });
});
