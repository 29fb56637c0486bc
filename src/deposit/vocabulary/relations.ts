/** DataCite 4.6, property 12.b: how the deposit is related to another work. */
export const RELATIONS = [
  ...['IsCitedBy', 'Cites', 'IsSupplementTo', 'IsSupplementedBy', 'IsContinuedBy', 'Continues'],
  ...['IsDescribedBy', 'Describes', 'HasMetadata', 'IsMetadataFor', 'HasVersion', 'IsVersionOf'],
  ...['IsNewVersionOf', 'IsPreviousVersionOf', 'IsPartOf', 'HasPart', 'IsPublishedIn', 'IsReferencedBy'],
  ...['References', 'IsDocumentedBy', 'Documents', 'IsCompiledBy', 'Compiles', 'IsVariantFormOf'],
  ...['IsOriginalFormOf', 'IsIdenticalTo', 'IsReviewedBy', 'Reviews', 'IsDerivedFrom', 'IsSourceOf'],
  ...['IsRequiredBy', 'Requires', 'IsObsoletedBy', 'Obsoletes', 'IsCollectedBy', 'Collects'],
  ...['HasTranslation', 'IsTranslationOf'],
] as const;

/** A relation by its name in any case, as DataCite writes it. */
export function relationOf(written: string): string | undefined {
  return RELATIONS.find((relation) => relation.toLowerCase() === written.trim().toLowerCase());
}
