import { Malformed } from './fields.ts'

/** One value in DER (ITU-T X.690): its tag byte, its content, all of it, and where it ends in the bytes that were read. */
export type DerValue = { readonly tag: number; readonly content: Uint8Array; readonly whole: Uint8Array; readonly end: number }

export const derTags = { boolean: 1, integer: 2, octets: 4, identifier: 6, utf8: 12, sequence: 0x30, set: 0x31, context0: 0xa0, context1: 0xa1 } as const

/** Reads the value that begins at a place. Only what Authenticode and entitlements use: one tag byte, lengths of up to four bytes. Throws Malformed. */
export function readDer(bytes: Uint8Array, at = 0): DerValue {
  const [tag, first] = [bytes[at], bytes[at + 1]]
  if (tag === undefined || first === undefined) throw new Malformed('its DER ends too early', true)
  if ((tag & 0x1f) === 0x1f) throw new Malformed('its DER has a tag of several bytes')
  const more = first < 0x80 ? 0 : first & 0x7f
  if (first === 0x80 || more > 4) throw new Malformed('its DER has a length of no definite form')
  let length = first < 0x80 ? first : 0
  for (let index = 0; index < more; index++) length = length * 256 + (bytes[at + 2 + index] ?? 0)
  const start = at + 2 + more
  if (start + length > bytes.length) throw new Malformed('its DER claims more bytes than there are', true)
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(at, start + length), end: start + length }
}

/** A megabyte of two-byte values would fill a hundred with objects; no signature and no entitlements have nearly as many. */
const most = 65_536

/** The values that stand one after another, such as the content of a sequence. Throws Malformed. */
export function readDerList(bytes: Uint8Array): readonly DerValue[] {
  const values: DerValue[] = []
  for (let at = 0; at < bytes.length; ) {
    if (values.length === most) throw new Malformed(`its DER has a list of more than ${most} values`)
    const value = readDer(bytes, at)
    values.push(value)
    at = value.end
  }
  return values
}

/** An object identifier in dots (X.690, 8.19). */
export function objectIdentifier(content: Uint8Array): string {
  const parts: number[] = []
  let value = 0
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f)
    if ((byte & 0x80) !== 0) continue
    if (parts.length > 0) parts.push(value)
    else parts.push(Math.min(2, Math.floor(value / 40)), value - 40 * Math.min(2, Math.floor(value / 40)))
    value = 0
  }
  return parts.join('.')
}
