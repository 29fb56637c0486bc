import { describe, expect, it } from 'vitest';
import { withoutCredentials } from '../src/addresses.js';
import { processorTime } from './setup/processor.js';

describe('addresses without credentials', () => {
  it.each([
    ['https://anna:secret@example.org/s.rng', 'https://example.org/s.rng'],
    ['https://secret@example.org', 'https://example.org'],
    ['HTTPS:\\\\anna:secret@example.org\\s', 'HTTPS:\\\\example.org\\s'],
    ['https://anna:se@cret@example.org/a@b', 'https://example.org/a@b'],
    ['https://anna:se/cret@example.org/', 'https://example.org/'],
    ['(basex://admin:secret@localhost:1984/db) and http://x:y@h/', '(basex://localhost:1984/db) and http://h/'],
    ['/home/https:/anna:secret@example.org/s.rng', '/home/https:/example.org/s.rng'],
  ])('%s', (address, shown) => {
    expect(withoutCredentials(address)).toBe(shown);
  });

  it.each([
    'https://example.org/@anna/s.rng',
    'https://example.org:8080/s@1.2/tei.rng',
    'http://[::1]:8080/s@1/tei.rng',
    'https://example.org/?q=a@b',
    'file:///home/anna@home/s.rng',
    'mailto:anna@example.org',
    'anna@example.org: see https://example.org',
  ])('are others, which stay as they are: %s', (address) => {
    expect(withoutCredentials(address)).toBe(address);
  });

  it('are found in a time that grows no faster than the text', () => {
    const time = (n: number) => {
      const text = `${'a:/'.repeat(n)}@ ${'http://a:'.repeat(n)}`;
      const start = processorTime();
      withoutCredentials(text);
      return processorTime() - start;
    };
    time(2_000);
    // Four times the text: sixteen times the time if each place looked at all that follows.
    expect(time(40_000) / time(10_000)).toBeLessThan(9);
  });
});
