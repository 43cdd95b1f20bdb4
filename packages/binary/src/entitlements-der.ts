import { type DerValue, derTags, readDer, readDerList } from './der.ts'
import type { Entitlement } from './entitlements.ts'
import { Malformed } from './fields.ts'

/** Apple's own tags: application 16 around the whole, context 16 around a dictionary; older files use a set for a dictionary. */
const whole = 0x70
const dictionary = 0xb0
const deepest = 32

/**
 * Reads the DER form of entitlements, in which systems since macOS 12 look (Apple's "TN3125: Inside Code Signing: Provisioning Profiles"
 * names it; the layout is that of libCoreEntitlements): a version, then a dictionary of pairs. Throws Malformed.
 */
export function readDerEntitlements(bytes: Uint8Array): Entitlement {
  const outer = readDer(bytes)
  if (outer.tag !== whole) return readNode(outer, 0)
  const [version, body] = readDerList(outer.content)
  if (version?.tag !== derTags.integer || body === undefined) throw new Malformed('its DER entitlements have no version')
  return readNode(body, 0)
}

function readNode({ tag, content }: DerValue, depth: number): Entitlement {
  if (depth > deepest) throw new Malformed('its DER entitlements nest too deep')
  switch (tag) {
    case derTags.boolean:
      return content[0] !== 0
    case derTags.integer:
      if (content.length > 6) throw new Malformed('its DER entitlements hold a number of more than 48 bits')
      return content.reduce((value, byte, index) => (index === 0 && byte > 127 ? byte - 256 : value * 256 + byte), 0)
    case derTags.utf8:
      return new TextDecoder().decode(content)
    case derTags.sequence:
      return readDerList(content).map((one) => readNode(one, depth + 1))
    case derTags.set:
    case dictionary:
      return Object.fromEntries(readDerList(content).map((pair) => readPair(pair, depth)))
    default:
      throw new Malformed(`its DER entitlements hold the unknown tag 0x${tag.toString(16)}`)
  }
}

function readPair(pair: DerValue, depth: number): readonly [string, Entitlement] {
  const [key, value] = pair.tag === derTags.sequence ? readDerList(pair.content) : []
  if (key?.tag !== derTags.utf8 || value === undefined) throw new Malformed('its DER entitlements hold a key that is no text')
  return [new TextDecoder().decode(key.content), readNode(value, depth + 1)]
}
