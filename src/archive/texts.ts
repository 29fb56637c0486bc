/** Where texts come from: files, or what archives and tables hold, read one after the other, so that a million need no more memory than a hundred. */
import { createHash } from 'node:crypto';
import type { Diagnostic } from '../diagnostics.js';
import type { InputFile } from '../files/inputs.js';
import { LARGEST_TEXT } from '../files/read.js';

/** A text as it comes; without bytes it is a file that is yet to be read. */
export interface Text {
  readonly file: InputFile;
  /** Its name without the folder that it was put into; that of `file` where it was put into none. */
  readonly name?: string | undefined;
  readonly bytes?: Uint8Array | undefined;
  /** Why there is no text. */
  readonly fault?: Diagnostic | undefined;
  /** Whether it is a source of texts that has failed, and no text. */
  readonly isSource?: true | undefined;
}

export interface Texts {
  /** Their names, in the order in which they come. */
  names(): AsyncIterable<string>;
  read(): AsyncIterable<Text>;
}

/** What is to be known of texts before the first is converted. */
export interface TextList {
  readonly count: number;
  /** A digest of their names. */
  readonly list: string;
}

/** @param onName told each name. */
export async function listTexts(texts: Texts, onName: (name: string) => void = () => {}): Promise<TextList> {
  const hash = createHash('sha256');
  let count = 0;
  for await (const name of texts.names()) {
    hash.update(`${name}\n`);
    onName(name);
    count++;
  }
  return { count, list: hash.digest('hex') };
}

/** The same, a failure of the whole source told as the last of its texts. @param why what cannot be read, and why. */
export function untilFailure(source: InputFile, texts: Texts, why: (error: unknown) => Diagnostic): Texts {
  return {
    async *names() {
      try {
        yield* texts.names();
      } catch {
        // Told where the texts are read.
      }
    },
    async *read() {
      try {
        yield* texts.read();
      } catch (error) {
        yield { file: source, fault: why(error), isSource: true };
      }
    },
  };
}

export function textsOfFiles(files: readonly InputFile[]): Texts {
  return {
    async *names() {
      for (const { layout } of files) yield layout;
    },
    async *read() {
      for (const file of files) yield { file };
    },
  };
}

/** The same in numbered folders, in each at most so many. */
export function inFolders(texts: Texts, most: number): Texts {
  const folderOf = (n: number) => String(Math.floor(n / most)).padStart(5, '0');
  return {
    async *names() {
      let n = 0;
      for await (const name of texts.names()) yield `${folderOf(n++)}/${name}`;
    },
    async *read() {
      let n = 0;
      for await (const text of texts.read()) {
        const { layout } = text.file;
        yield text.isSource
          ? text
          : { ...text, name: layout, file: { ...text.file, layout: `${folderOf(n++)}/${layout}` } };
      }
    },
  };
}

/** Of several sources, one after the other. */
export function textsOfAll(all: readonly Texts[]): Texts {
  return {
    async *names() {
      for (const texts of all) yield* texts.names();
    },
    async *read() {
      for (const texts of all) yield* texts.read();
    },
  };
}

/** A text within a file. @param name its place in the output with `.txt`, with `/`. */
export function textWithin(source: string, name: string): InputFile {
  return { path: undefined, display: `${source}/${name}`, layout: name };
}

export function textTooLarge(file: InputFile): Diagnostic {
  const message = `The text is larger than ${LARGEST_TEXT / 1e6} MB, and a telegram has a few thousand letters. Split it into its documents first.`;
  return { severity: 'error', code: 'file-too-large', message, file: file.display, source: 'input' };
}
