/** The ids of all files of a run, read before any of them is judged. */
import { detach } from '../../xml/chars.js';
import { XML_NAMESPACE } from '../../xml/known-namespaces.js';
import { XmlParser } from '../../xml/parser.js';

/** Which file has which id. Files are known by their absolute paths. */
export class Corpus {
  readonly #files: string[] = [];
  readonly #numbers = new Map<string, number>();
  /** One file mostly, so a list only where there are more. */
  readonly #owners = new Map<string, number | number[]>();

  /** Takes the ids of one file, given in chunks. One that is not well-formed gives those up to the fault. */
  async add(path: string, chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void> {
    const file = this.#files.length;
    this.#files.push(path);
    this.#numbers.set(path, file);
    const parser = new XmlParser({
      startElement: (_, attributes) => {
        for (const { name, value } of attributes) {
          if (name.local === 'id' && name.uri === XML_NAMESPACE) this.#own(value, file);
        }
      },
    });
    for await (const chunk of chunks) parser.write(chunk);
    parser.end();
  }

  /** Whether a file is one of the run. */
  holds(path: string): boolean {
    return this.#numbers.has(path);
  }

  /** Whether a file of the run has the id. */
  has(id: string, path: string): boolean {
    const owners = this.#owners.get(id);
    const file = this.#numbers.get(path);
    if (owners === undefined || file === undefined) return false;
    return typeof owners === 'number' ? owners === file : owners.includes(file);
  }

  /** The first file that has the id. */
  ownerOf(id: string): string | undefined {
    const owners = this.#owners.get(id);
    return owners === undefined ? undefined : this.#files[typeof owners === 'number' ? owners : owners[0]!];
  }

  #own(id: string, file: number): void {
    const owners = this.#owners.get(id);
    if (owners === undefined) this.#owners.set(detach(id), file);
    else if (typeof owners === 'number') {
      if (owners !== file) this.#owners.set(id, [owners, file]);
    } else if (owners.at(-1) !== file) owners.push(file);
  }
}
