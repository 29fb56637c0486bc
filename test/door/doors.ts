/** What an outsider may import, door by door: a name more or less is a change of the package that its users see. */
export const DOORS = {
  teigram: [
    'BUNDLED_SCHEMA_PATH',
    'CODES',
    'SchemaError',
    'VERSION',
    'checkLossless',
    'convert',
    'loadSchema',
    'parseTelegram',
    'parseTelegrams',
    'readHeader',
    'toTei',
    'verifyBag',
  ],
  'teigram/relaxng': ['SchemaError', 'loadSchema', 'loadSchemaSync'],
  'teigram/schematron': ['Schematron', 'loadSchematron'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Files that are no code. */
export const FILES = ['teigram/schemas/telegram.rng', 'teigram/package.json'] as const;
