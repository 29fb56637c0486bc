/** What the commands are called and take. What they do loads only when called. */
import { Command, Option } from 'commander';
import { shortened } from '../shown.js';
import { VERSION } from '../version.js';
import type { ExitCode } from './exit-codes.js';
import type {
  CommonOptions,
  ConvertFlags,
  DepositFlags,
  InspectFlags,
  MergeFlags,
  PreviewFlags,
  ValidateFlags,
} from './flags.js';
import { collect, collectTargets, port, shard, wholeNumber } from './option-values.js';
import { FORMATS } from './report-formats.js';
import type { Terminal, terminal } from './terminal.js';

/** In UTF-16 code units: of what is said of a call, which may be as long as command lines can be. */
export const LONGEST_WORD = 1_000;

/**
 * @param open gives the streams to write to, with colours or without.
 * @param finish hears the exit code of the command that was called.
 */
export function buildProgram(open: typeof terminal, finish: (code: ExitCode) => void): Command {
  const plain = open({ color: false });
  const program = new Command('teigram')
    .description('Diplomatic telegrams from plain text to valid, lossless TEI; RELAX NG validation without Java.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .showHelpAfterError('("teigram --help" and "teigram COMMAND --help" show how it is called)')
    .configureOutput({
      writeOut: plain.out,
      writeErr: plain.err,
      outputError: (text, write) => write(text.length <= LONGEST_WORD ? text : `${shortened(text, LONGEST_WORD)}\n`),
    })
    .exitOverride();
  const command = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .option('--no-color', 'no colours (also: NO_COLOR in the environment)');
  const terminalFor = ({ color }: CommonOptions): Terminal => open({ color });

  command('convert', 'convert plain text to TEI')
    .argument(
      '[inputs...]',
      'text files, folders (their .txt files), archives of them (.zip, .tar, .tar.gz), glob patterns, or - for standard input',
    )
    .option(
      '-o, --out <dir>',
      'folder for the TEI files, or an archive of them (.zip, .tar.gz); folders given keep their layout in it (default: output)',
    )
    .addOption(
      new Option('--stdout', 'print the TEI instead of writing files (default for - without --out)').conflicts('out'),
    )
    .option('--volume <id>', 'the volume that the documents belong to, such as frus1961-63v13')
    .option('--config <file>', 'what the TEI header shall say (default: teigram.config.json, if there is one)')
    .option('--encoding <name>', 'encoding of the texts, such as windows-1252 (default: found out)')
    .option('--line-breaks', 'keep the line ends of the text, as <lb/> (default: lines are joined into paragraphs)')
    .option(
      '--stats',
      'say at the end what the documents are: how many of which kind and decade, how many not recognised',
    )
    .addOption(
      new Option('--fail-on <what>', 'what makes the call end with 1 though all is valid and lossless').choices([
        'unrecognised',
      ]),
    )
    .option('--records <file>', 'a table with a text a record: JSON Lines (.jsonl) or CSV (.csv, .tsv), also .gz')
    .option('--text <field>', 'the field of --records that has the text')
    .option('--name <field>', 'the field of --records that names it (default: texts are named by their number)')
    .option('--per-folder <n>', 'put the TEI into numbered folders, of at most so many texts each', wholeNumber)
    .option(
      '--report',
      'write report.html into the output: what the texts are, and which to look at first (default: from 20 texts on)',
    )
    .option('--no-report', 'write none')
    .option('--force', 'convert again what was converted before and is as it was')
    .option(
      '--shard <i/n>',
      'convert only the i-th of n stable shares of the texts, such as 3/8, on one of many machines; "teigram merge" unites them',
      shard,
    )
    .option(
      '-j, --jobs <n>',
      'threads to convert many texts with (default: as many as there are cores, at most 8)',
      wholeNumber,
    )
    .addOption(formatOption())
    .option('-q, --quiet', 'print only what is wrong')
    .action(async (inputs: string[], options: ConvertFlags) => {
      const { runConvert } = await import('./convert.js');
      finish(await runConvert(inputs, options, terminalFor(options)));
    });

  command(
    'validate',
    'check XML files: against the schemas that they name, their Schematron included, and where their pointers lead; or against exactly those of --schema',
  )
    .argument('[inputs...]', 'XML files, folders (their .xml files), glob patterns, or - for standard input')
    .option(
      '-s, --schema <file>',
      'schema to check against, a file or an address: RELAX NG (.rng, .rnc), Schematron (.sch, .isosch), XML Schema (.xsd) or a DTD (.dtd); may be given several times (default: the schemas that the file names, else the bundled one for what teigram made)',
      collect,
    )
    .option(
      '--catalog <file>',
      'XML catalog with local files for addresses; may be given several times (default: catalog.xml, if there is one)',
      collect,
    )
    .option(
      '--config <file>',
      'its "schemas" have local files for addresses (default: teigram.config.json, if there is one)',
    )
    .option('--offline', 'never ask the network for a schema: copies that were kept must do')
    .addOption(
      new Option(
        '--format <name[=file]>',
        `form of the report: ${Object.keys(FORMATS).join(', ')}; may be given several times, with a file to write to for all but one`,
      ).argParser(collectTargets),
    )
    .option('-o, --output <file>', 'write the report to a file instead of standard output')
    .addOption(
      new Option('--severity <level>', 'the least that is reported')
        .choices(['info', 'warning', 'error'])
        .default('info'),
    )
    .addOption(
      new Option('--fail-on <level>', 'findings that make the call end with 1')
        .choices(['error', 'warning', 'info', 'never'])
        .default('error'),
    )
    .option('--allow-unchecked', 'end with 0, not 3, though something could not be checked; it is said all the same')
    .option('--files-from <file>', 'more files to check, one name a line or separated by NUL; - for standard input')
    .addOption(
      new Option(
        '--only-from <file>',
        'of the files named, check only those in this list, one name a line or separated by NUL',
      ).conflicts('corpus'),
    )
    .option('--phase <name>', 'the phase of Schematron to take (default: what the file or the schema says)')
    .addOption(new Option('--schematron', 'evaluate Schematron (default)').hideHelp())
    .option('--no-schematron', 'evaluate no Schematron, neither files of rules nor the rules within grammars')
    .option('--corpus', 'the files are one edition: pointers may lead from one to another')
    .addOption(
      new Option('--skip-unassociated', 'pass over files that name no schema; they are counted').conflicts('schema'),
    )
    .option('--no-xinclude', 'do not put included parts (XInclude) in their place')
    .addOption(entitiesOption())
    .option('--pointers', 'check where pointers lead (default, unless --schema says what to check)')
    .option('--no-pointers', 'do not check where pointers lead')
    .option('-w, --watch', 'check again what changes, until Ctrl-C')
    .option(
      '-j, --jobs <n>',
      'threads to check many files with (default: as many as there are cores, at most 8)',
      wholeNumber,
    )
    .option(
      '--limit <name=number>',
      'another limit of what a document may cost, such as steps=1000000000; may be given several times (a wrong name lists them all)',
      collect,
    )
    .option('--no-cache', 'do not keep compiled and fetched schemas on disk')
    .option('--max-errors <n>', 'report so many findings of a file, 0 for all (default: 50 in print)', wholeNumber)
    .option('--max-total <n>', 'report so many findings in all, 0 for all (default: 100000)', wholeNumber)
    .option('-q, --quiet', 'print only what is wrong')
    .action(async (inputs: string[], options: ValidateFlags) => {
      const { runValidate } = await import('./validate.js');
      finish(await runValidate(inputs, options, terminalFor(options)));
    });

  command('inspect', 'print what the reader makes of a text, or what the header of a TEI file says, as JSON')
    .argument('<file>', 'a text file, an XML file, or - for text from standard input')
    .option('--volume <id>', 'the volume that the documents belong to')
    .option('--encoding <name>', 'encoding of the text (default: found out)')
    .action(async (file: string, options: InspectFlags) => {
      const { runInspect } = await import('./inspect.js');
      finish(await runInspect(file, options, terminalFor(options)));
    });

  command('preview', 'make pages that show each conversion beside its text, and an index of them')
    .argument('[inputs...]', 'text files, TEI files, folders of them (.txt, .xml), or glob patterns')
    .option('-o, --out <dir>', 'folder for the pages; folders given keep their layout in it (default: preview)')
    .option('--serve', 'show them on a local port, and make them anew whenever a file changes, until Ctrl-C')
    .option('--port <n>', 'the port of --serve (default: one that is free)', port)
    .option('--try', 'write a page, try.html, that converts and checks in the browser what is dropped on it')
    .option(
      '--source <dir>',
      'where the texts lie that TEI files were made of; may be given several times (default: beside them)',
      collect,
    )
    .option('--volume <id>', 'the volume that the documents belong to, as for convert')
    .option('--config <file>', 'what the TEI header shall say (default: teigram.config.json, if there is one)')
    .option('--encoding <name>', 'encoding of the texts (default: found out)')
    .option(
      '-s, --schema <file>',
      'schema to check TEI files against, as for validate; may be given several times',
      collect,
    )
    .option('--catalog <file>', 'XML catalog with local files for addresses, as for validate', collect)
    .option('--offline', 'never ask the network for a schema of TEI files: copies that were kept must do')
    .option('-q, --quiet', 'print only what is wrong')
    .action(async (inputs: string[], options: PreviewFlags) => {
      const { runPreview } = await import('./preview.js');
      finish(await runPreview(inputs, options, terminalFor(options)));
    });

  const deposit = command('deposit', 'make a package that repositories take from a folder of TEI')
    .argument('<dir>', 'folder of TEI files; its layout is kept')
    .option('-t, --to <target>', 'what to make; without it, all targets are listed')
    .option(
      '-o, --out <file>',
      'where it goes: a name that ends in .zip (a bag: also .tar, .tar.gz) gives one file, one without an ending a folder',
    )
    .option('-u, --upload <url>', 'send the package to a server as a draft; its token is read from the environment')
    .option('--config <file>', 'title, creators, licence … (default: teigram.config.json, if there is one)')
    .option('-s, --schema <file>', 'schema to check against; may be given several times', collect)
    .option('--catalog <file>', 'XML catalog with local files for addresses, as for validate', collect)
    .option('--offline', 'never ask the network for a schema: copies that were kept must do')
    .addOption(entitiesOption().default('local'))
    .option(
      '--include <pattern>',
      'files that go along though no document points to them, as .gitignore has patterns; may be given several times',
      collect,
    )
    .option('--exclude <pattern>', 'files and folders that do not go along; may be given several times', collect)
    .option('--force', 'replace the file that --out names')
    .option('--allow-invalid', 'make the package although documents are not valid; it will say so')
    .option('--limit <name=number>', 'another limit of what a document may cost, as for validate', collect)
    .addOption(formatOption())
    .option('-q, --quiet', 'print only what is wrong')
    .action(async (dir: string, options: DepositFlags) => {
      const { runDeposit } = await import('./deposit.js');
      finish(await runDeposit(dir, options, terminalFor(options)));
    });
  deposit
    .command('verify')
    .description('check a bag (BagIt) from anywhere: nothing missing, nothing changed, nothing that could harm')
    .argument('<bag>', 'folder, zip, tar or tar.gz')
    .option('--profile <file>', 'BagIt profile (JSON) of the archive that takes the bag; check by that, too')
    .action(async (bag: string, own: Pick<DepositFlags, 'profile'>) => {
      const { runVerify } = await import('./deposit-verify.js');
      const options = { ...deposit.opts<DepositFlags>(), ...own };
      finish(await runVerify(bag, options, terminalFor(options)));
    });

  command('merge', 'unite what shares of a conversion (convert --shard) have written, and name what is missing')
    .argument('<folders...>', 'output folders of the shares; mostly it is one for all')
    .option('-o, --out <dir>', 'folder for all together, where they are in several')
    .option('-q, --quiet', 'print only what is wrong')
    .action(async (folders: string[], options: MergeFlags) => {
      const { runMerge } = await import('./merge.js');
      finish(await runMerge(folders, options, terminalFor(options)));
    });

  command('explain', 'explain a diagnostic')
    .argument('[code]', 'its code, such as marker-without-note; without it, all codes are listed')
    .action(async (code: string | undefined, options: CommonOptions) => {
      const { runExplain } = await import('./explain.js');
      finish(runExplain(code, terminalFor(options)));
    });

  return program;
}

function entitiesOption(): Option {
  return new Option(
    '--entities <which>',
    'files that a DOCTYPE takes in: "local" reads those in the folder of the document or the one that the call runs in',
  )
    .choices(['none', 'local'])
    .default('none');
}

function formatOption(): Option {
  return new Option('--format <name>', 'form of the report').choices(['pretty', 'json']).default('pretty');
}
