/** The `code` of a system error, or an empty text. Not by `instanceof`: errors of Node's own modules may come from another realm. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}
