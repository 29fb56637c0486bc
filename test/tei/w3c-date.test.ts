import { describe, expect, test } from 'vitest';
import { datableAttributes } from '../../src/tei/w3c-date.js';

describe('the attributes of a date', () => {
  test.each([
    ['1961-12-15', undefined, { when: '1961-12-15' }],
    ['1938-01-05T09:00:00', undefined, { when: '1938-01-05T09:00:00' }],
    ['1961-12', undefined, { when: '1961-12' }],
    ['1938-11-20T24:00:00', undefined, { when: '1938-11-20', 'when-iso': '1938-11-20T24:00:00' }],
    ['1938-11-20T24:00:00Z', undefined, { when: '1938-11-20', 'when-iso': '1938-11-20T24:00:00Z' }],
    ['1955-05-03', '1955-05-05', { from: '1955-05-03', to: '1955-05-05' }],
    ['1955-05-03', '1955-05-32', { when: '1955-05-03' }],
    ['1955-02-29', undefined, {}],
    [undefined, '1955-05-05', {}],
  ])('%s to %s', (when, to, attributes) => {
    expect(datableAttributes(when, to)).toEqual(attributes);
  });
});
