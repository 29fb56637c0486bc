/** A client of BaseX servers (https://docs.basex.org/main/Server_Protocol): commands, and documents streamed into a database. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Readable } from 'node:stream';

/** The server refuses the user or the password. */
export class LoginRefused extends Error {}

/** The server could not do what it was asked; the message is its own. */
export class CommandFailed extends Error {}

export interface Login {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

const END = 0x00;
const ESCAPE = 0xff;
/** Puts a document at a path, in the place of one that is there. */
const REPLACE = 0x0c;
/** In milliseconds without a byte. */
const IDLE = 300_000;

/** One session. Calls follow each other; each rejects with {@link CommandFailed}, or with the connection's error. */
export class BasexClient {
  readonly #socket: Socket;
  readonly #input: ByteQueue;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#input = new ByteQueue(socket);
  }

  /** Connects and logs in. Rejects with {@link LoginRefused}, or with the connection's error. */
  static async open({ host, port, user, password }: Login): Promise<BasexClient> {
    const socket = connect({ host, port });
    await once(socket, 'connect');
    socket.setNoDelay(true).setTimeout(IDLE, () => socket.destroy(new Error('ETIMEDOUT')));
    const client = new BasexClient(socket);
    try {
      await client.#login(user, password);
      return client;
    } catch (error) {
      socket.destroy();
      throw error;
    }
  }

  /** Runs a command; what it prints. */
  async command(text: string): Promise<string> {
    await this.#write(terminated(text));
    const result = await this.#input.text();
    const info = await this.#input.text();
    if ((await this.#input.byte()) !== 0) throw new CommandFailed(info);
    return result;
  }

  /** Puts a document into the database that is open. */
  async put(path: string, content: Readable): Promise<void> {
    await this.#write(Buffer.concat([Buffer.from([REPLACE]), terminated(path)]));
    for await (const chunk of content as AsyncIterable<Buffer>) await this.#write(escaped(chunk));
    await this.#write(Buffer.from([END]));
    const info = await this.#input.text();
    if ((await this.#input.byte()) !== 0) throw new CommandFailed(info);
  }

  async close(): Promise<void> {
    if (!this.#socket.destroyed) await new Promise<void>((done) => this.#socket.end(terminated('EXIT'), done));
    // Nobody reads what comes now, so its end would never be seen.
    this.#socket.destroy();
  }

  /** Digest; or CRAM-MD5, which servers before 8.0 ask for by a challenge without a realm. */
  async #login(user: string, password: string): Promise<void> {
    const challenge = await this.#input.text();
    const colon = challenge.indexOf(':');
    const secret = colon < 0 ? md5(password) : md5(`${user}:${challenge.slice(0, colon)}:${password}`);
    const answer = md5(secret + challenge.slice(colon + 1));
    await this.#write(Buffer.concat([terminated(user), terminated(answer)]));
    if ((await this.#input.byte()) !== 0) throw new LoginRefused();
  }

  async #write(bytes: Buffer): Promise<void> {
    if (this.#socket.destroyed) throw this.#input.failure();
    if (!this.#socket.write(bytes)) await Promise.race([once(this.#socket, 'drain'), once(this.#socket, 'close')]);
  }
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

function terminated(text: string): Buffer {
  return Buffer.concat([escaped(Buffer.from(text)), Buffer.from([END])]);
}

/** The end mark, and the mark of escapes, are told from content by a mark before them. */
function escaped(bytes: Buffer): Buffer {
  if (!bytes.includes(END) && !bytes.includes(ESCAPE)) return bytes;
  const out: number[] = [];
  for (const byte of bytes) {
    if (byte === END || byte === ESCAPE) out.push(ESCAPE);
    out.push(byte);
  }
  return Buffer.from(out);
}

/** What the server sends, byte by byte. */
class ByteQueue {
  readonly #socket: Socket;
  readonly #chunks: AsyncIterator<Buffer>;
  #chunk: Buffer = Buffer.alloc(0);
  #at = 0;
  #error: Error | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', (error) => {
      this.#error = error;
    });
    this.#chunks = (socket as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  }

  failure(): Error {
    return this.#error ?? this.#socket.errored ?? new Error('ECONNRESET');
  }

  async byte(): Promise<number> {
    while (this.#at >= this.#chunk.length) await this.#more();
    return this.#chunk[this.#at++]!;
  }

  /** Up to the next end mark. */
  async text(): Promise<string> {
    const parts: Buffer[] = [];
    let start = this.#at;
    for (;;) {
      while (this.#at < this.#chunk.length) {
        const byte = this.#chunk[this.#at]!;
        if (byte !== END && byte !== ESCAPE) this.#at++;
        else {
          parts.push(this.#chunk.subarray(start, this.#at++));
          if (byte === END) return Buffer.concat(parts).toString('utf8');
          parts.push(Buffer.from([await this.byte()]));
          start = this.#at;
        }
      }
      parts.push(this.#chunk.subarray(start));
      await this.#more();
      start = 0;
    }
  }

  async #more(): Promise<void> {
    const next = await this.#chunks.next().catch((error: Error) => {
      throw this.#error ?? error;
    });
    if (next.done === true) throw this.failure();
    this.#chunk = next.value;
    this.#at = 0;
  }
}
