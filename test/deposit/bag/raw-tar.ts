/** Tars byte by byte, since no library writes what a hostile one holds. */

export interface RawMember {
  readonly name: string;
  readonly content?: string | Uint8Array;
  readonly type?: string;
  /** Size to claim in place of the true one; a text stands in the field as it is. */
  readonly claimed?: number | string | Uint8Array;
  readonly prefix?: string;
  readonly magic?: string;
  readonly linkname?: string;
  /** What is added to the checksum. */
  readonly wrong?: number;
}

export const END = Buffer.alloc(1024);

export function rawTar(members: readonly (RawMember | Uint8Array)[], end: Uint8Array = END): Buffer {
  return Buffer.concat([...members.map((member) => (member instanceof Uint8Array ? member : bytesOf(member))), end]);
}

/** A header for the member behind it, with records in the form of pax. */
export function pax(records: Readonly<Record<string, string | Uint8Array>>, type = 'x'): RawMember {
  const content = Buffer.concat(Object.entries(records).map(([key, value]) => record(key, value)));
  return { name: 'PaxHeader', type, content };
}

export function record(key: string, value: string | Uint8Array): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), Buffer.from(value), Buffer.from('\n')]);
  let length = rest.length + 1;
  while (`${length}`.length + rest.length !== length) length++;
  return Buffer.concat([Buffer.from(`${length}`), rest]);
}

function bytesOf(member: RawMember): Buffer {
  const content = Buffer.from(member.content ?? '');
  const { name, type = '0', claimed = content.length, magic = 'ustar\x0000', prefix = '', wrong = 0 } = member;
  const header = Buffer.alloc(512);
  header.write(name, 0, 100);
  header.write('0000644\x000000000\x000000000\0', 100);
  if (claimed instanceof Uint8Array) Buffer.from(claimed).copy(header, 124);
  else header.write(typeof claimed === 'string' ? claimed : `${claimed.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0        ', 136);
  header.write(type, 156, 'latin1');
  header.write(member.linkname ?? '', 157, 100);
  header.write(magic, 257, 'latin1');
  header.write(prefix, 345, 155);
  const sum = header.reduce((total, byte) => total + byte, 0) + wrong;
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}
