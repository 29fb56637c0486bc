/** What an outsider may import, door by door: a name more or less is a change of the package that its users see. */
export const DOORS = {
  teigram: [
    'BUNDLED_SCHEMA_PATH',
    'CODES',
    'VERSION',
    'checkLossless',
    'checkSchemas',
    'convert',
    'makeDeposit',
    'parseTelegram',
    'parseTelegrams',
    'readBagProfile',
    'readHeader',
    'toTei',
    'uploadDeposit',
    'validate',
    'validateFiles',
    'verifyBag',
  ],
  'teigram/relaxng': ['Budget', 'LIMITS', 'XmlParser', 'load', 'loadSync'],
  'teigram/schematron': ['Budget', 'LIMITS', 'XmlParser', 'load'],
  'teigram/report': [
    'colors',
    'exitCodeOf',
    'githubReporter',
    'htmlReporter',
    'inGroups',
    'jsonReporter',
    'junitReporter',
    'prettyReporter',
    'sarifReporter',
    'select',
    'svrlReporter',
    'together',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Files that are no code. */
export const FILES = ['teigram/schemas/telegram.rng', 'teigram/package.json'] as const;
