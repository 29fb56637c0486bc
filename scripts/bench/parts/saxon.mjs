/** Rules of Schematron as the stylesheet that Saxon runs: a mode a pattern, a template a rule, as the usual compilers make it. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Document, parseXmlDocument, serializeToWellFormedString } from 'slimdom';

/** Debian's package libsaxonhe-java. */
const SAXON = '/usr/share/java/Saxon-HE.jar';
const SCH = 'http://purl.oclc.org/dsdl/schematron';
const XSL = 'http://www.w3.org/1999/XSL/Transform';

export const hasSaxon = existsSync(SAXON) && spawnSync('java', ['-version'], { stdio: 'ignore' }).status === 0;

/** What `java` is called with to run a stylesheet over a document. */
export function saxonArgs(stylesheet, document, output) {
  return ['-cp', SAXON, 'net.sf.saxon.Transform', `-xsl:${stylesheet}`, `-s:${document}`, `-o:${output}`];
}

/** The stylesheet for the rules of a schema, as text. */
export function stylesheetOf(schematron) {
  const { documentElement: schema } = parseXmlDocument(schematron);
  const document = new Document();
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElementNS(XSL, `xsl:${name}`);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const let_ = (of) => make('variable', { name: of.getAttribute('name'), select: of.getAttribute('value') });
  const check = (of) => {
    const test = of.getAttribute('test');
    const found = document.createElementNS(null, of.localName);
    found.append(of.textContent);
    return make('if', { test: of.localName === 'assert' ? `not(${test})` : test }, found);
  };
  const patterns = childrenOf(schema, 'pattern');
  const stylesheet = make('stylesheet', { version: '2.0' });
  for (const ns of childrenOf(schema, 'ns'))
    stylesheet.setAttributeNS(
      'http://www.w3.org/2000/xmlns/',
      `xmlns:${ns.getAttribute('prefix')}`,
      ns.getAttribute('uri'),
    );
  for (const own of schema.children) if (own.namespaceURI === XSL) stylesheet.append(document.importNode(own, true));
  stylesheet.append(...childrenOf(schema, 'let').map(let_));
  const calls = patterns.map((_, n) => make('apply-templates', { select: '/', mode: `m${n}` }));
  const found = document.createElementNS(null, 'found');
  found.append(...calls);
  stylesheet.append(make('template', { match: '/' }, found));
  for (const [n, pattern] of patterns.entries()) {
    const rules = childrenOf(pattern, 'rule');
    const on = () => make('apply-templates', { select: '@*, node()', mode: `m${n}` });
    for (const [i, rule] of rules.entries()) {
      const match = { match: rule.getAttribute('context'), mode: `m${n}`, priority: String(rules.length - i) };
      const checks = rule.children.filter(({ localName }) => localName === 'assert' || localName === 'report');
      stylesheet.append(make('template', match, ...childrenOf(rule, 'let').map(let_), ...checks.map(check), on()));
    }
    stylesheet.append(make('template', { match: 'node() | @*', mode: `m${n}`, priority: '-1' }, on()));
  }
  document.append(stylesheet);
  return serializeToWellFormedString(document);
}

function childrenOf(element, name) {
  return element.children.filter((child) => child.namespaceURI === SCH && child.localName === name);
}
