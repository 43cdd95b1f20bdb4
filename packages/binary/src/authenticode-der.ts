import { createHash } from 'node:crypto'
import { type DerValue, derTags, objectIdentifier, readDer, readDerList } from './der.ts'
import { Malformed } from './fields.ts'

/** What one signature says was signed. */
export type Authenticode = {
  /** Node's name of the hash; undefined for one that is not known. */
  readonly algorithm: string | undefined
  /** In hexadecimal. */
  readonly digest: string
  /** Whether the signed attributes hold the hash of what the digest stands in. */
  readonly sealed: boolean
  /** Whether somebody else's clock says when it was signed: without that it ends with its certificate. */
  readonly timestamped: boolean
}

const oids = {
  signedData: '1.2.840.113549.1.7.2',
  indirectData: '1.3.6.1.4.1.311.2.1.4',
  messageDigest: '1.2.840.113549.1.9.4',
  nested: '1.3.6.1.4.1.311.2.4.1',
  timestamps: ['1.2.840.113549.1.9.6', '1.3.6.1.4.1.311.3.3.1'],
} as const

const algorithms: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

const deepest = 8

/**
 * Reads the signatures out of a PKCS #7 SignedData (RFC 2315, section 9; RFC 5652, section 5) whose content is SpcIndirectDataContent;
 * further ones stand in its unsigned attributes. Throws Malformed.
 */
export function readSignedData(bytes: Uint8Array, depth = 0): readonly Authenticode[] {
  if (depth > deepest) throw new Malformed('its signatures nest too deep')
  const [kind, wrapped] = sequence(readDer(bytes))
  if (oidOf(kind) !== oids.signedData || wrapped === undefined) throw new Malformed('it is no PKCS #7 signed data')
  const parts = sequence(readDer(wrapped.content))
  const [, , content] = parts
  const [contentKind, contentWrap] = content === undefined ? [] : sequence(content)
  if (oidOf(contentKind) !== oids.indirectData || contentWrap === undefined) throw new Malformed('what it signs is no file')
  const indirect = readDer(contentWrap.content)
  const signer = parts.filter(({ tag }) => tag === derTags.set).at(-1)
  const signers = signer === undefined || parts.indexOf(signer) < 3 ? [] : readDerList(signer.content)
  const attributes = (tag: number): readonly DerValue[] =>
    signers.flatMap((one) =>
      sequence(one)
        .filter((part) => part.tag === tag)
        .flatMap((part) => readDerList(part.content)),
    )
  const [signed, unsigned] = [attributes(derTags.context0), attributes(derTags.context1)]
  const nested = valuesOf(unsigned, [oids.nested]).flatMap((value) => readSignedData(value.whole, depth + 1))
  const own = {
    ...readDigest(indirect),
    sealed: isSealed(indirect, valuesOf(signed, [oids.messageDigest])),
    timestamped: valuesOf(unsigned, oids.timestamps).length > 0,
  }
  return [own, ...nested]
}

function sequence(value: DerValue): readonly DerValue[] {
  if (value.tag !== derTags.sequence) throw new Malformed(`its DER has the tag 0x${value.tag.toString(16)} where a sequence is due`)
  return readDerList(value.content)
}

function oidOf(value: DerValue | undefined): string {
  return value?.tag === derTags.identifier ? objectIdentifier(value.content) : ''
}

/** SpcIndirectDataContent: what kind of file it is, then a DigestInfo. */
function readDigest(indirect: DerValue): { readonly algorithm: string | undefined; readonly digest: string } {
  const info = sequence(indirect)[1]
  const [algorithm, digest] = info === undefined ? [] : sequence(info)
  if (algorithm === undefined || digest?.tag !== derTags.octets) throw new Malformed('it holds no digest')
  return { algorithm: algorithms[oidOf(sequence(algorithm)[0])], digest: Buffer.from(digest.content).toString('hex') }
}

function valuesOf(attributes: readonly DerValue[], kinds: readonly string[]): readonly DerValue[] {
  return attributes.flatMap((attribute) => {
    const [kind, values] = sequence(attribute)
    return values !== undefined && kinds.includes(oidOf(kind)) ? readDerList(values.content) : []
  })
}

/** What is signed is the content of SpcIndirectDataContent, without its tag and length (RFC 2315, section 9.3). The hash tells itself by its length. */
function isSealed(indirect: DerValue, digests: readonly DerValue[]): boolean {
  const names: Readonly<Record<number, string>> = { 16: 'md5', 20: 'sha1', 32: 'sha256', 48: 'sha384', 64: 'sha512' }
  return digests.some(({ content }) => {
    const name = names[content.length]
    return name !== undefined && Buffer.compare(createHash(name).update(indirect.content).digest(), content) === 0
  })
}
