/** All functions that XPath 3.1 and XSLT 3.0 have, by namespace and name. */
import { XPATH_FUNCTIONS } from '../../../../xml/known-namespaces.js';
import { dateFunctions } from './dates.js';
import { documentFunctions, REFUSED } from './documents.js';
import { jsonFunctions } from './json.js';
import { arrayFunctions, mapFunctions } from './maps.js';
import { nameFunctions } from './names.js';
import { nodeFunctions } from './nodes.js';
import { mathFunctions, numberFunctions } from './numbers.js';
import { randomFunctions } from './random.js';
import { regexpFunctions } from './regexp.js';
import { sequenceFunctions } from './sequences.js';
import type { FunctionSpec, Library } from './spec.js';
import { stringFunctions } from './strings.js';
import { xsltFunctions } from './xslt.js';

const LIBRARIES: Readonly<Record<string, Library>> = {
  [XPATH_FUNCTIONS]: {
    ...sequenceFunctions,
    ...stringFunctions,
    ...numberFunctions,
    ...nodeFunctions,
    ...nameFunctions,
    ...dateFunctions,
    ...randomFunctions,
    ...regexpFunctions,
    ...jsonFunctions,
    ...documentFunctions,
    ...xsltFunctions,
  },
  [`${XPATH_FUNCTIONS}/math`]: mathFunctions,
  [`${XPATH_FUNCTIONS}/map`]: mapFunctions,
  [`${XPATH_FUNCTIONS}/array`]: arrayFunctions,
};

export function functionNamed(uri: string, local: string): FunctionSpec | undefined {
  const library = LIBRARIES[uri];
  return library !== undefined && Object.hasOwn(library, local) ? library[local] : undefined;
}

/** Why a function that is known is not to be had. */
export function refusalOf(uri: string, local: string): string | undefined {
  return uri === XPATH_FUNCTIONS && Object.hasOwn(REFUSED, local) ? REFUSED[local] : undefined;
}
