/** What an edition or a collection holds (OAI-ORE): addresses relative to its own file, as TextGrid's import reads them. */
import { element, startTag, XML_DECLARATION, xmlText } from '../xml-text.js';

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const ORE = 'http://www.openarchives.org/ore/terms/';

/** The whole file in pieces. */
export async function* aggregation(
  name: string,
  members: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<string> {
  yield `${XML_DECLARATION}${startTag('rdf:RDF', { 'xmlns:rdf': RDF, 'xmlns:ore': ORE })}\n`;
  yield `  ${startTag('rdf:Description', { 'rdf:about': name })}\n`;
  for await (const member of members) yield xmlText(element('ore:aggregates', { 'rdf:resource': member }), '    ');
  yield '  </rdf:Description>\n</rdf:RDF>\n';
}
