/** The functions that fontoxpath has and this engine has not. */
export const FOREIGN_FUNCTIONS: ReadonlySet<string> = new Set(
  `avg codepoint-equal codepoints-to-string compare current-date current-dateTime current-time dateTime day-from-date
  day-from-dateTime days-from-duration deep-equal encode-for-uri error filter fold-left fold-right for-each
  format-integer function-arity function-lookup function-name has-children hours-from-dateTime hours-from-duration
  hours-from-time implicit-timezone innermost iri-to-uri local-name-from-QName minutes-from-dateTime
  minutes-from-duration minutes-from-time month-from-date month-from-dateTime months-from-duration
  namespace-uri-from-QName node-name outermost parse-json path prefix-from-QName QName random-number-generator remove
  insert-before round-half-to-even seconds-from-dateTime seconds-from-duration seconds-from-time serialize
  string-to-codepoints timezone-from-date timezone-from-dateTime timezone-from-time trace unordered year-from-date
  year-from-dateTime years-from-duration`.split(/\s+/),
);
