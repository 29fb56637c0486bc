/** What a call says of its conversions: the configuration, and the flags that go before it. */
import type { ConvertOptions } from '../convert.js';
import type { Diagnostic } from '../diagnostics.js';
import { normalizeEncodingLabel } from '../encoding.js';
import { readConfig } from './config.js';
import type { ConvertFlags } from './flags.js';

/** @returns what is wrong with the call, where something is. */
export async function readConvertOptions(
  flags: Pick<ConvertFlags, 'config' | 'volume' | 'encoding' | 'lineBreaks'>,
): Promise<{ readonly options: ConvertOptions; readonly diagnostics: readonly Diagnostic[] }> {
  const { config, diagnostics } = await readConfig(flags.config);
  const options = {
    ...config,
    ...(flags.volume === undefined ? {} : { volume: flags.volume }),
    ...(flags.encoding === undefined ? {} : { encoding: flags.encoding }),
    ...(flags.lineBreaks ? { lineBreaks: true } : {}),
  };
  const isKnown = flags.encoding === undefined || normalizeEncodingLabel(flags.encoding) !== undefined;
  return { options, diagnostics: isKnown ? diagnostics : [...diagnostics, encodingUnknown(flags.encoding)] };
}

function encodingUnknown(encoding: string): Diagnostic {
  const message = `--encoding: "${encoding}" is not known. Use a usual label such as utf-8, utf-16le, windows-1252 or iso-8859-2.`;
  return { severity: 'error', code: 'encoding-unknown', message, source: 'run' };
}
