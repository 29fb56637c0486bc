export function formatInteger(v: bigint, _p: string, _l?: string): string {
  return String(v);
}
