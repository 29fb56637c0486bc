/** All targets, in the order in which `all` takes them. */
import type { Target } from '../target.js';
import { bagit, zip } from './bags.js';
import { catalog } from './catalog.js';
import { jsonConfig } from './config.js';
import { cables, editions } from './conversions.js';
import { rnc, rng } from './relaxng.js';
import { xmlReport } from './reports.js';
import { schematron } from './schematron.js';
import { xml } from './xml.js';
import { xpath } from './xpath.js';
import { xpathRegexp } from './xpath-regexp.js';
import { xsdRegexp } from './xsd-regexp.js';

export const TARGETS: readonly Target[] = [
  ...[xml, rnc, rng, xsdRegexp, xpathRegexp, xpath, schematron, catalog],
  ...[bagit, zip, cables, editions, jsonConfig, xmlReport],
];

export function targetNamed(name: string): Target | undefined {
  return TARGETS.find((target) => target.name === name);
}
