/** Tokens and passwords stay out of what is printed and kept, also where a server repeats what it was sent. */

const HIDDEN = '***';
/** In characters: what is shorter would be found everywhere. */
const SHORTEST = 4;

/** A text without a secret in any of the forms in which servers repeat one: as it is, in JSON, in an address, in base64. */
export function withoutSecret(text: string, secret: string): string {
  if (secret.length < SHORTEST) return text;
  const forms = new Set([secret, JSON.stringify(secret).slice(1, -1), ...inBase64(secret)]);
  let clean = text;
  for (const form of forms) clean = clean.replaceAll(form, HIDDEN);
  const encoded = encodeURIComponent(secret);
  // Digits of escapes may be written in either case.
  return encoded === secret ? clean : clean.replace(new RegExp(escaped(encoded), 'gi'), HIDDEN);
}

/** Base64 of a text depends on how many characters stand before it; what its neighbours have a part in is left out. */
function inBase64(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((before) => {
    const packed = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const start = before === 0 ? 0 : before + 1;
    const end = Math.floor(((before + bytes.length) * 8) / 6);
    const core = packed.slice(start, end);
    return core.length < SHORTEST ? [] : [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
