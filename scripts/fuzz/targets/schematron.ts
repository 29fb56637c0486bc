/** Schematron: a schema or an error, and the same findings from a schema that has judged before. */
import { Budget } from '../../../src/budget.js';
import { load } from '../../../src/schematron/index.js';
import type { Target } from '../target.js';

const START = '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">';
const DOCUMENTS = ['<a x="1"><b>t</b><b y="2"/></a>', '<n:a xmlns:n="urn:n"><!--c--><b><b><b/></b></b></n:a>'];
const STEPS = 100_000;

export const schematron: Target = {
  name: 'schematron',
  share: 0.6,
  promise:
    'a schema, or an error that says why there is none; its findings do not depend on what it judged before, and what is not evaluated is said',
  seeds: [
    `${START}<pattern><rule context="b"><assert test="@y">No <name/> of <value-of select="../@x"/></assert></rule></pattern></schema>`,
    `${START}<ns prefix="n" uri="urn:n"/><let name="v" value="//b"/><pattern id="p"><rule context="n:a|a"><report test="count($v) > 1" role="warning" id="r" diagnostics="d">x</report></rule></pattern><diagnostics><diagnostic id="d">d <emph>e</emph></diagnostic></diagnostics></schema>`,
    `${START}<phase id="f"><active pattern="p"/></phase><pattern abstract="true" id="q"><rule context="$c"><assert test="$t"/></rule></pattern><pattern is-a="q" id="p"><param name="c" value="b"/><param name="t" value="text()"/></pattern></schema>`,
    `${START}<pattern><rule abstract="true" id="s"><let name="l" value="name()"/><assert test="$l" flag="f"/></rule><rule context="*"><extends rule="s"/><report test="." see="u" subject="@*" properties="z"/></rule></pattern></schema>`,
    `${START.replace('queryBinding="xslt2"', 'queryBinding="xslt"')}<include href="x.sch"/><pattern documents="'u'"><title>t</title><p>p</p><rule context="/"><assert test="key('k', .)"/></rule></pattern><xsl:key xmlns:xsl="http://www.w3.org/1999/XSL/Transform" name="k" match="b" use="@y"/></schema>`,
  ],
  dictionary: [
    ...[
      'pattern',
      'rule',
      'assert',
      'report',
      'let',
      'ns',
      'phase',
      'active',
      'extends',
      'include',
      'diagnostics',
      'diagnostic',
      'properties',
      'property',
      'param',
      'title',
      'p',
      'name',
      'value-of',
      'emph',
      'dir',
      'span',
      'group',
      'library',
      'rules',
    ].flatMap((name) => [`<${name}>`, `</${name}>`, `<${name}/>`]),
    ...[
      ' context="',
      ' test="',
      ' select="',
      ' id="p"',
      ' abstract="true"',
      ' is-a="q"',
      ' rule="s"',
      ' name="v"',
      ' value="',
      ' role="',
      ' flag="',
      ' path="',
      ' href="',
      ' defaultPhase="f"',
      ' prefix="n"',
      ' uri="',
    ],
    ...[
      'queryBinding="xpath31"',
      'queryBinding="xslt"',
      'queryBinding="exslt"',
      ' documents="',
      '"',
      '//',
      '*',
      '@*',
      '$v',
      '.',
      'b',
      '[1]',
      'count(',
      ')',
      'current()',
      ' and ',
      ' = ',
      'text()',
      "'x'",
      '&lt;',
      ' to ',
    ],
  ],
  async check(input) {
    const source = { text: input, uri: 'file:///fuzz/schema.sch' };
    const options = { resolve: refuse };
    const { schema, diagnostics } = await load(source, options);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    if (schema === undefined) return errors.length === 0 ? 'no schema, and no error' : undefined;
    const again = (await load(source, options)).schema!;
    const verdicts = DOCUMENTS.map((xml) =>
      schema.validate(xml, { budget: new Budget({ steps: STEPS }), fired: true }),
    );
    const reversed = [...DOCUMENTS]
      .reverse()
      .map((xml) => again.validate(xml, { budget: new Budget({ steps: STEPS }), fired: true }));
    for (const [i, verdict] of verdicts.entries()) {
      if (verdict.valid !== verdict.diagnostics.every(({ severity }) => severity !== 'error'))
        return 'valid with errors, or not without';
      if (JSON.stringify(verdict) !== JSON.stringify(reversed.at(-1 - i)))
        return `other findings in ${DOCUMENTS[i]} after other documents`;
    }
    return undefined;
  },
};

function refuse(uri: string): never {
  throw new Error(`${uri} is not read`);
}
