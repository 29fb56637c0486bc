/** Fields of a metadata block as Dataverse's JSON has them. */

export interface Field {
  readonly typeName: string;
  readonly multiple: boolean;
  readonly typeClass: 'primitive' | 'compound' | 'controlledVocabulary';
  readonly value: string | readonly string[] | readonly Readonly<Record<string, Field>>[];
}

export type Parts = Readonly<Record<string, string | undefined>>;

/** Parts of compounds that take words of a list only. */
const CONTROLLED: ReadonlySet<string> = new Set(['authorIdentifierScheme', 'contributorType']);

export function primitive(typeName: string, value: string): Field {
  return { typeName, multiple: false, typeClass: 'primitive', value };
}

export function list(typeName: string, value: readonly string[]): Field {
  return { typeName, multiple: true, typeClass: 'primitive', value };
}

export function vocabulary(typeName: string, value: readonly string[]): Field {
  return { typeName, multiple: true, typeClass: 'controlledVocabulary', value };
}

/** What is undefined among the parts is left out. */
export function compound(typeName: string, items: readonly Parts[]): Field {
  const value = items.map((parts) =>
    Object.fromEntries(
      Object.entries(parts).flatMap(([name, text]) => (text === undefined ? [] : [[name, partOf(name, text)]])),
    ),
  );
  return { typeName, multiple: true, typeClass: 'compound', value };
}

function partOf(name: string, value: string): Field {
  const typeClass = CONTROLLED.has(name) ? 'controlledVocabulary' : 'primitive';
  return { typeName: name, multiple: false, typeClass, value };
}
