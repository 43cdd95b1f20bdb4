import { err, ok, type Problem, type Result } from '@slipway/kernel'

/** A value of a property list, as entitlements use them: no dates, no data. */
export type Entitlement = boolean | number | string | readonly Entitlement[] | { readonly [key: string]: Entitlement }

type Token = { readonly tag: string; readonly text: string }
type Cursor = { readonly tokens: readonly Token[]; at: number }

const deepest = 32
const cure = 'Write a property list in XML with one dictionary of keys and their values, as Xcode does'

class NoPlist extends Error {
  /** What a file holds may be quoted in a message, so control characters are left out of it. */
  constructor(message: string) {
    super(message.replace(/\p{C}+/gu, ' ').slice(0, 200))
  }
}

/**
 * Reads entitlements out of a property list in XML (Apple's PropertyList-1.0.dtd): what a project keeps beside its sources, and what
 * stands in a signature. Dates, data and real numbers, which no entitlement has, are refused as is everything that is no property list.
 */
export function parseEntitlements(xml: string): Result<{ readonly [key: string]: Entitlement }, Problem> {
  try {
    const cursor: Cursor = { tokens: tokenize(xml), at: 0 }
    take(cursor, 'plist')
    const value = readValue(cursor, 0)
    take(cursor, '/plist')
    if (typeof value !== 'object' || Array.isArray(value)) throw new NoPlist('it holds no dictionary')
    return ok(value as { readonly [key: string]: Entitlement })
  } catch (error) {
    if (!(error instanceof NoPlist)) throw error
    return err({ code: 'E_BINARY_ENTITLEMENTS', message: `is no list of entitlements: ${error.message}`, cure })
  }
}

/**
 * Tags without their attributes, each with the text behind it. Comments, the declaration and the document type are passed over. Each
 * letter is looked at once, whatever stands there: entitlements come out of files that nobody trusts.
 */
function tokenize(xml: string): readonly Token[] {
  const tokens: { readonly tag: string; text: string }[] = []
  for (let at = xml.indexOf('<'); at >= 0; ) {
    const isComment = xml.startsWith('<!--', at)
    const end = isComment ? xml.indexOf('-->', at + 4) + 2 : xml.indexOf('>', at)
    if (end < at) throw new NoPlist(isComment ? 'a comment in it has no end' : 'a tag in it has no end')
    const next = xml.indexOf('<', end)
    const text = xml.slice(end + 1, next < 0 ? undefined : next)
    const last = tokens.at(-1)
    if (!/[!?]/.test(xml.charAt(at + 1))) tokens.push(...tokensOf(xml.slice(at + 1, end), text))
    else if (last !== undefined) last.text += text
    at = next
  }
  return tokens
}

function tokensOf(source: string, text: string): { readonly tag: string; text: string }[] {
  const [, tag = ''] = source.match(/^(\/?[a-z]+)(?:\s|\/?$)/) ?? []
  if (!/^\/?(plist|dict|key|string|true|false|integer|array)$/.test(tag)) throw new NoPlist(`<${source.slice(0, 80)}> is not known in it`)
  return source.endsWith('/')
    ? [
        { tag, text: '' },
        { tag: `/${tag}`, text },
      ]
    : [{ tag, text }]
}

function take(cursor: Cursor, tag: string): string {
  const token = cursor.tokens[cursor.at]
  if (token?.tag !== tag) throw new NoPlist(`<${tag}> is due where ${token === undefined ? 'it ends' : `<${token.tag}> stands`}`)
  cursor.at += 1
  return token.text
}

function readValue(cursor: Cursor, depth: number): Entitlement {
  if (depth > deepest) throw new NoPlist('it nests too deep')
  const tag = cursor.tokens[cursor.at]?.tag
  switch (tag) {
    case 'dict':
      return readDictionary(cursor, depth)
    case 'array':
      return readArray(cursor, depth)
    case 'true':
    case 'false':
      readText(cursor, tag)
      return tag === 'true'
    case 'string':
      return readText(cursor, tag)
    case 'integer': {
      const text = readText(cursor, tag).trim()
      if (!/^[+-]?\d{1,15}$/.test(text)) throw new NoPlist(`"${text}" is no integer`)
      return Number(text)
    }
    default:
      throw new NoPlist(`a value is due where ${tag === undefined ? 'it ends' : `<${tag}> stands`}`)
  }
}

function readText(cursor: Cursor, tag: string): string {
  const text = take(cursor, tag)
  take(cursor, `/${tag}`)
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
  return text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => named[name] ?? '')
}

function readDictionary(cursor: Cursor, depth: number): Entitlement {
  const pairs: [string, Entitlement][] = []
  take(cursor, 'dict')
  while (cursor.tokens[cursor.at]?.tag === 'key') pairs.push([readText(cursor, 'key'), readValue(cursor, depth + 1)])
  take(cursor, '/dict')
  const seen = new Set<string>()
  for (const [key] of pairs) {
    if (seen.has(key)) throw new NoPlist(`the key ${key} stands in it twice`)
    seen.add(key)
  }
  return Object.fromEntries(pairs)
}

function readArray(cursor: Cursor, depth: number): Entitlement {
  const values: Entitlement[] = []
  take(cursor, 'array')
  while (cursor.tokens[cursor.at]?.tag !== '/array') values.push(readValue(cursor, depth + 1))
  take(cursor, '/array')
  return values
}

/** How a signature's entitlements differ from those that are wanted: sentences, in order of the keys. None: they are the same. */
export function compareEntitlements(found: Readonly<Record<string, Entitlement>>, wanted: Readonly<Record<string, Entitlement>>): readonly string[] {
  return [...new Set([...Object.keys(found), ...Object.keys(wanted)])].sort().flatMap((key) => {
    // A key may be called as something that every object has.
    const [is, due] = [found, wanted].map((one) => (Object.hasOwn(one, key) ? one[key] : undefined))
    if (is === undefined) return [`${key} is missing`]
    if (due === undefined) return [`${key} is not wanted`]
    return render(is) === render(due) ? [] : [`${key} is ${render(is)} instead of ${render(due)}`]
  })
}

/** JSON with the keys in order, so that equal values have equal texts. */
function render(value: Entitlement): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  )
}
