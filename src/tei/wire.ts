/** What the header says of a cable and of no other document. */
import type { Fact, Party, WireFacts, WireReference } from '../telegram/model.js';
import { foldLayout } from './characters.js';
import { container, line } from './header-layout.js';
import type { XmlAttributes, XmlTree } from './xml-tree.js';

/** `term`s: the order under which it is released, the codes of its subjects, the section that the file holds. */
export function writeWireTerms(xml: XmlTree, { declassification, tags, section }: WireFacts): void {
  if (declassification !== undefined) writeDeclassification(xml, declassification);
  for (const { value } of tags) line(xml, 'term', { type: 'tag' }, value);
  if (section !== undefined) line(xml, 'term', { type: 'section' }, section.value);
}

/** The day of release is no date of the telegram: it stands in the words that name it. */
function writeDeclassification(xml: XmlTree, { value, start, release }: NonNullable<WireFacts['declassification']>) {
  if (release === undefined) {
    line(xml, 'term', { type: 'declassification' }, foldLayout(value));
    return;
  }
  xml.open('term', { type: 'declassification' });
  xml.text(value.slice(0, release.start - start).replace(/\s+/g, ' '));
  xml.element('date', { when: release.when }, value.slice(release.start - start, release.end - start));
  xml.text(value.slice(release.end - start).replace(/\s+/g, ' '));
  xml.close();
  xml.text('\n');
}

/** How sure the program is of what it `read` stands on each action. Who has a copy, what the message refers to, and who in the sender's house had it before it went out. */
export function writeWireCorrespondence(
  xml: XmlTree,
  wire: WireFacts,
  read: XmlAttributes,
  writeParties: (posts: Party[]) => void,
): void {
  for (const post of wire.copies) {
    container(xml, 'correspAction', { type: 'received', subtype: 'info', ...read }, () => writeParties([post]));
  }
  if (wire.references.length > 0) writeReferences(xml, wire.references);
  writeDistribution(xml, wire);
  const notes = { drafted: wire.drafted, cleared: wire.cleared, approved: wire.approved };
  for (const [type, facts] of [...Object.entries(notes), ['attention', wire.attention] as const]) {
    for (const { value } of facts) line(xml, 'note', { type }, foldLayout(value));
  }
  for (const { value } of wire.classifiedBy) line(xml, 'note', { type: 'classified-by' }, foldLayout(value));
}

/** The messages that this one refers to, with their letters where they have some. */
export function writeReferences(xml: XmlTree, references: readonly WireReference[]): void {
  container(xml, 'correspContext', undefined, () => {
    for (const { label, value } of references) line(xml, 'ref', { type: 'reference', n: label }, foldLayout(value));
  });
}

/** The bureaus at home that act on the message, and those that read it: nobody that it was sent to. */
function writeDistribution(xml: XmlTree, { action, information }: WireFacts): void {
  const list = (type: string, bureaus: readonly Fact[]) => {
    if (bureaus.length === 0) return;
    container(xml, 'list', { type }, () => {
      for (const { value } of bureaus) line(xml, 'item', undefined, value);
    });
  };
  if (action.length + information.length === 0) return;
  container(xml, 'note', { type: 'distribution' }, () => {
    list('action', action);
    list('info', information);
  });
}
