/** Whether a text of unknown kind is XML, by how it begins. */
import { XmlParser } from './parser.js';

/** Thrown where the root begins: what follows is of no interest. */
const ROOT = new Error('The root element begins.');

/**
 * Reads as far as the root's start tag, or as far as the text goes; blank lines may stand in front.
 *
 * @returns `certain` where more than a bare tag says so: something in front of it, an attribute, a namespace,
 *   an end tag of its name; `possible` for `<Secret>`; `none` for what no XML begins with.
 */
export function xmlBeginning(text: string): 'certain' | 'possible' | 'none' {
  const start = text.trimStart();
  if (!start.startsWith('<')) return 'none';
  // These say what the file wants to be, however it goes on.
  let declared = /^<(?:\?xml|!DOCTYPE)\s/.test(start);
  let marked = false;
  let refuted = false;
  const mark = () => {
    marked = true;
  };
  const parser = new XmlParser({
    doctype() {
      declared = true;
    },
    comment: mark,
    processingInstruction: mark,
    startElement({ uri }, attributes) {
      marked ||= uri !== '' || attributes.length > 0;
      throw ROOT;
    },
    // A prefix bound nowhere offends the recommendation on namespaces alone.
    diagnostic({ severity, code }) {
      refuted ||= severity === 'error' && code !== 'xml-unbound-prefix';
    },
  });
  try {
    parser.write(start);
  } catch (error) {
    if (error !== ROOT) throw error;
  }
  if (declared) return 'certain';
  if (refuted) return 'none';
  return marked || hasEndTag(start) ? 'certain' : 'possible';
}

function hasEndTag(start: string): boolean {
  const name = /^<([^\s<>/]+)/.exec(start)?.[1];
  return name !== undefined && start.includes(`</${name}`);
}
