/**
 * SARIF 2.1.0 as far as this project writes it, read off the standard's §3: what is named there as
 * required is required, what is not named there is not allowed.
 */
const object = (required: Readonly<Record<string, object>>, optional: Readonly<Record<string, object>> = {}) => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});
const array = (items: object, rest: object = {}) => ({ type: 'array', items, ...rest });
const string = { type: 'string', minLength: 1 };
const positive = { type: 'integer', minimum: 1 };
const index = { type: 'integer', minimum: 0 };
const level = { enum: ['none', 'note', 'warning', 'error'] };
const message = object({ text: string });
/** §3.8: whatever a tool wants to say beside the standard. */
const properties = { type: 'object' };

/** §3.28, §3.29, §3.30, §3.33. */
const location = object(
  {},
  {
    physicalLocation: object(
      { artifactLocation: object({ uri: { type: 'string', format: 'uri-reference', minLength: 1 } }) },
      { region: object({ startLine: positive }, { startColumn: positive, endLine: positive, endColumn: positive }) },
    ),
    logicalLocations: array(object({ fullyQualifiedName: string }, { kind: { enum: ['element', 'attribute'] } })),
  },
);

/** §3.27. */
const result = object(
  { message },
  {
    ...{ ruleId: string, ruleIndex: index, level, locations: array(location, { maxItems: 1 }) },
    ...{ occurrenceCount: positive, relatedLocations: array(location, { uniqueItems: true }) },
  },
);

/** §3.49. */
const rule = object({ id: string }, { shortDescription: message, fullDescription: message, help: message });

/** §3.20, §3.58. */
const notification = object(
  { message },
  { descriptor: object({ id: string, index }), level, locations: array(location), properties },
);
const invocation = object(
  { executionSuccessful: { type: 'boolean' } },
  { exitCode: { type: 'integer' }, toolExecutionNotifications: array(notification), properties },
);

/** §3.19. */
const driver = object(
  { name: string },
  { semanticVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+' }, rules: array(rule, { uniqueItems: true }) },
);

/** §3.13, §3.14. */
export const SARIF = object(
  {
    version: { const: '2.1.0' },
    runs: array(
      object(
        { tool: object({ driver }) },
        {
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          results: array(result),
          invocations: array(invocation),
        },
      ),
      { minItems: 1 },
    ),
  },
  { $schema: { type: 'string', format: 'uri' } },
);
