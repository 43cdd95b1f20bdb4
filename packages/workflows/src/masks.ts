/** Outputs that hold a secret are dropped, as the runner drops them (actions/runner, JobExtension.cs, "Skip output … since it may contain secret"). */

/** The spellings of a secret that the runner masks (actions/runner, HostContext.cs): as it is, its lines, and encoded. */
export function planMasks(secrets: Iterable<string>): string[] {
  const masks = new Set<string>()
  for (const secret of secrets) {
    const lines = secret.split(/\r?\n/).map((line) => line.trim())
    for (const text of [secret, ...lines]) {
      if (text.trim() === '') continue
      for (const spelling of spellingsOf(text)) if (spelling !== '') masks.add(spelling)
    }
  }
  return [...masks]
}

function spellingsOf(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1)
  const xml = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&apos;')
  return [text, json, xml, encodeURIComponent(text), text.replaceAll("'", "''"), ...base64Of(text)]
}

/** The base64 digits that are the same wherever the secret begins within a group of three bytes. */
function base64Of(text: string): string[] {
  const bytes = new TextEncoder().encode(text)
  const encode = (slice: Uint8Array): string => btoa(Array.from(slice, (byte) => String.fromCharCode(byte)).join(''))
  return [0, 1, 2].map((shift) => encode(bytes.subarray(shift)).replace(/=+$/, '')).filter((digits) => digits.length > 4)
}

export function holdsSecret(value: string, masks: readonly string[]): boolean {
  return masks.some((mask) => value.includes(mask))
}
