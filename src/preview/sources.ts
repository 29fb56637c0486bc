/** Finds the text that a TEI was made of: its header has the name of the file and the digest of its bytes. */
import { dirname, join, resolve } from 'node:path';
import { decodeInput } from '../decode-input.js';
import { foundIn, readFileNow } from '../files/door.js';
import type { InputFile } from '../files/inputs.js';
import { LARGEST_TEXT } from '../files/read.js';
import { parseTelegrams } from '../telegram/index.js';
import type { KnownSource } from './preview.js';

export class Sources {
  readonly #folders: readonly string[];

  /** @param folders in which texts are looked for, beside the folder of the TEI itself. */
  constructor(folders: readonly string[]) {
    this.#folders = folders.map((folder) => resolve(folder));
  }

  /** Undefined where no text is at hand whose bytes are those that the header speaks of. */
  async of(file: InputFile, xml: string): Promise<KnownSource | undefined> {
    const said = sourceDescription(xml);
    if (said === undefined) return undefined;
    for (const folder of this.#placesOf(file)) {
      const input = readText(join(folder, said.name), folder, said.encoding);
      if (input?.sha256 !== said.sha256) continue;
      const { telegrams } = parseTelegrams(input.text);
      const telegram = telegrams.find(({ start }) => start === said.start) ?? telegrams[0]!;
      return { file: said.name, text: input.text, telegram, isOnly: telegrams.length === 1 };
    }
    return undefined;
  }

  /** The folder of the same place below each of those named, and these themselves. */
  #placesOf({ path, layout }: InputFile): readonly string[] {
    const own = path === undefined ? [] : [dirname(path)];
    const below = dirname(layout);
    return [...own, ...this.#folders.flatMap((folder) => (below === '.' ? [folder] : [join(folder, below), folder]))];
  }
}

/** What the header says of the text, as this program writes it. */
function sourceDescription(xml: string) {
  const description = /<bibl type="file">[\s\S]*?<\/bibl>/.exec(xml)?.[0] ?? '';
  const read = (pattern: RegExp) => pattern.exec(description)?.[1];
  const name = read(/<idno type="filename">([^<]*)</);
  const sha256 = read(/<idno type="sha256">([0-9a-f]{64})</);
  // A name without folders: what a document says leads nowhere else.
  if (name === undefined || sha256 === undefined || /[\\/]|^\.|&/.test(name)) return undefined;
  const start = Number(read(/Characters (\d+) to /) ?? 0);
  return { name, sha256, start, encoding: read(/<note type="encoding">([^<]*)</) };
}

function readText(path: string, folder: string, encoding: string | undefined) {
  try {
    const bytes = readFileNow(path, foundIn(folder), LARGEST_TEXT);
    return decodeInput(bytes, encoding === undefined ? {} : { encoding });
  } catch {
    return undefined;
  }
}
