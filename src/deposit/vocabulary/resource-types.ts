/** DataCite 4.6, property 10.a: what a resource is in general terms. */
export const RESOURCE_TYPES = [
  ...['Audiovisual', 'Award', 'Book', 'BookChapter', 'Collection', 'ComputationalNotebook', 'ConferencePaper'],
  ...['ConferenceProceeding', 'DataPaper', 'Dataset', 'Dissertation', 'Event', 'Image', 'Instrument'],
  ...['InteractiveResource', 'Journal', 'JournalArticle', 'Model', 'OutputManagementPlan', 'PeerReview'],
  ...['PhysicalObject', 'Preprint', 'Project', 'Report', 'Service', 'Software', 'Sound', 'Standard'],
  ...['StudyRegistration', 'Text', 'Workflow', 'Other'],
] as const;
