import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createConnection } from './connection';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const server = { answers: true, asked: 0 };
  const connection = createConnection({
    now: () => 1_000 + server.asked,
    probe: async () => {
      server.asked += 1;
      if (!server.answers) throw new TypeError('Failed to fetch');
      return true;
    },
  });
  const lostSince = () => connection.store.getState().lostSince;
  return { server, connection, lostSince };
}

it('does not call a server lost that answers when it is asked', async () => {
  const { connection, lostSince, server } = setUp();
  connection.suspect();
  await vi.advanceTimersByTimeAsync(0);
  expect(server.asked).toBe(1);
  expect(lostSince()).toBeUndefined();
});

it('says since when the server is lost, asks on, and notices that it is back by itself', async () => {
  const { connection, lostSince, server } = setUp();
  server.answers = false;
  connection.suspect();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(lostSince()).toBe(1_001);
  expect(server.asked).toBeGreaterThan(2);
  server.answers = true;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(lostSince()).toBeUndefined();
});

it('asks less and less often, and not at all while the server answers', async () => {
  const { connection, server } = setUp();
  server.answers = false;
  connection.lost();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.asked).toBeLessThan(12);
  server.answers = true;
  await vi.advanceTimersByTimeAsync(10_000);
  const { asked } = server;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.asked).toBe(asked);
});
