/** The rules of large grammars are kept between runs: the same as when they are read. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { load, type SchemaStore } from '../../src/schematron/index.js';

const rules = (
  test: string,
) => `<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:s="http://purl.oclc.org/dsdl/schematron" xmlns:f="urn:f">
<s:ns prefix="t" uri="urn:t"/><s:let name="list"><item n="1">opal</item> <item n="2">ruby</item></s:let>
<s:pattern id="p"><s:rule context="t:p"><s:assert test="${test}">No <s:name/> is <s:value-of select="@n"/>.</s:assert></s:rule></s:pattern>
${'<!-- Nothing but length. -->\n'.repeat(9_000)}<start><element name="p"><s:report test="x">x</s:report><empty/></element></start></grammar>`;
const XML = '<t:p xmlns:t="urn:t" n="3"><t:p n="2"/></t:p>';

function newStore(): SchemaStore & { readonly entries: Map<string, Uint8Array> } {
  const entries = new Map<string, Uint8Array>();
  return {
    entries,
    hash: (content) => createHash('sha256').update(content).digest('base64url'),
    read: (name) => entries.get(name),
    write: (name, content) => void entries.set(name, content),
  };
}

async function findings(text: string, cache: SchemaStore | false): Promise<unknown> {
  const { schema, diagnostics } = await load({ text, uri: 'file:///s/large.rng' }, { cache });
  return { diagnostics, found: schema!.validate(XML) };
}

describe('rules that are kept', () => {
  const text = rules('@n = $list/*:item/@n');

  it('find what those find that are read', async () => {
    const store = newStore();
    const read = await findings(text, false);
    expect(read).toMatchObject({ found: { diagnostics: [{ message: 'No t:p is 3.' }] } });
    expect(await findings(text, store)).toEqual(read);
    expect(store.entries.size).toBe(1);
    expect(await findings(text, store)).toEqual(read);
  });

  it('are taken from what was kept, and only for the content that they are of', async () => {
    const store = newStore();
    await findings(text, store);
    // Whatever is kept under the name of the content counts, if it is whole.
    const other = newStore();
    await findings(rules('false()'), other);
    const [name] = store.entries.keys();
    const [kept] = other.entries.values();
    store.entries.set(name!, kept!);
    expect(await findings(text, store)).toMatchObject({ found: { diagnostics: [{}, {}] } });
    expect(await findings(`${text}\n`, store)).toMatchObject({ found: { diagnostics: [{}] } });
  });

  it('are read anew where what was kept is damaged', async () => {
    const store = newStore();
    const read = await findings(text, store);
    const [[name, kept]] = store.entries as unknown as [[string, Uint8Array]];
    for (const damaged of [kept.subarray(0, kept.length - 5), new Uint8Array(), kept.map((byte) => byte ^ 1)]) {
      store.entries.set(name, damaged);
      expect(await findings(text, store)).toEqual(read);
    }
  });
});
