import { describe, expect, it } from 'vitest';
import { nearest } from '../src/nearest.js';

describe('the nearest candidate', () => {
  it.each([
    ['a letter changed', 'licenze', ['language', 'licence'], 'licence'],
    ['a letter too many', 'volumme', ['volume', 'editors'], 'volume'],
    ['a letter too few', 'edtors', ['volume', 'editors'], 'editors'],
    ['two neighbours swapped', 'zeonod', ['dataverse', 'zenodo'], 'zenodo'],
    ['two neighbours swapped in a short word, which is one slip and not two', 'bga', ['bag', 'cmif'], 'bag'],
    ['the first two letters swapped in a short word', 'bp', ['pb', 'bpx'], 'pb'],
    ['capitals alone, also of a single letter', 'P', ['p'], 'p'],
    ['capitals alone', 'persname', ['orgName', 'persName'], 'persName'],
    ['the first of two that are as near', 'lane', ['line', 'land'], 'line'],
  ])('has %s', (_, word, candidates, found) => {
    expect(nearest(word, candidates)).toBe(found);
  });

  it.each([
    ['all are far', 'volume', ['publisher', 'editors']],
    ['all letters would change', 'p', ['q']],
    ['a short word begins otherwise', 'href', ['cRef']],
    ['a word has a single letter', 'a', ['am', 'ab']],
    ['there is none', 'volume', []],
    ['it is the word itself', 'volume', ['volume']],
    ['the word is too long for a slip of the pen', 'a'.repeat(200), ['a'.repeat(199)]],
  ])('is none where %s', (_, word, candidates) => {
    expect(nearest(word, candidates)).toBeUndefined();
  });
});
