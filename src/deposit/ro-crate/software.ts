/** What a crate says of the program that checked its documents. */
import { VERSION } from '../../version.js';
import { type Entity, ref } from './terms.js';

export const SOFTWARE: readonly Entity[] = [
  {
    '@id': '#validation',
    '@type': 'CreateAction',
    name: 'Validation of the documents',
    instrument: ref('#teigram'),
    result: ref('validation-report.json'),
  },
  { '@id': '#teigram', '@type': 'SoftwareApplication', name: 'teigram', softwareVersion: VERSION },
];
