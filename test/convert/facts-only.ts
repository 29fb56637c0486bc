/** What the writer says of every document alike, by the element that says it. */
const BOILERPLATE = [
  /<\?xml-model [^>]*\?>\n/,
  /<respStmt [\s\S]*?<\/respStmt>\n/,
  /<publicationStmt>[\s\S]*?<\/publicationStmt>\n/,
  /<bibl type="file">[\s\S]*?<\/bibl>\n/,
  /<encodingDesc>[\s\S]*?<\/encodingDesc>\n/,
];

/** A TEI document with its text and those parts of its header that carry facts of this document. */
export function factsOnly(xml: string): string {
  return BOILERPLATE.reduce((rest, pattern) => rest.replace(pattern, ''), xml);
}
