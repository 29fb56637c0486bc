/** DataCite's general types (4.6, property 10.a) in the vocabulary of InvenioRDM, which Zenodo's is, too. */
import type { Diagnostic } from '../../diagnostics.js';
import { unlistedTerms } from '../vocabulary/remarks.js';

const TYPES: Readonly<Record<string, string>> = {
  Audiovisual: 'video',
  Book: 'publication-book',
  BookChapter: 'publication-section',
  ComputationalNotebook: 'software-computationalnotebook',
  ConferencePaper: 'publication-conferencepaper',
  ConferenceProceeding: 'publication-conferenceproceeding',
  DataPaper: 'publication-datapaper',
  Dataset: 'dataset',
  Dissertation: 'publication-thesis',
  Event: 'event',
  Image: 'image',
  InteractiveResource: 'lesson',
  Journal: 'publication-journal',
  JournalArticle: 'publication-article',
  Model: 'model',
  Other: 'other',
  OutputManagementPlan: 'publication-datamanagementplan',
  PeerReview: 'publication-peerreview',
  PhysicalObject: 'physicalobject',
  Preprint: 'publication-preprint',
  Report: 'publication-report',
  Software: 'software',
  Sound: 'audio',
  Standard: 'publication-standard',
  Text: 'publication-other',
  Workflow: 'workflow',
};

/** The identifier of a type; undefined where InvenioRDM has none for it, as for `Collection`. */
export function invenioType(resourceType: string): string | undefined {
  const wanted = resourceType.trim().toLowerCase();
  return Object.entries(TYPES).find(([name]) => name.toLowerCase() === wanted)?.[1];
}

/** A warning where there is none. */
export function unlistedType(resourceType: string, repository: string): readonly Diagnostic[] {
  if (invenioType(resourceType) !== undefined) return [];
  const instead = 'So the deposit says "other"; choose the type in the form of the repository before you publish.';
  return [unlistedTerms('resource type', [resourceType], repository, instead)];
}
