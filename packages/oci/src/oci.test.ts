import { describe, expect, test } from '@jest/globals'
import { type Digest, digestOf, hexOf, type Platform, unwrap } from '@slipway/kernel'
import fc from 'fast-check'
import {
  annotateManifest,
  buildArtifact,
  type Child,
  describeManifest,
  emptyDescriptor,
  isSameRepository,
  mediaTypes,
  openLayout,
  parseConfig,
  parseManifest,
  parseReference,
  parseRepository,
  planIndex,
  readLayoutImage,
  referrersTag,
  renderReference,
  renderRepository,
} from './index.ts'

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const digest = digestOf('some')
const amd64 = 'linux/amd64' as Platform
const arm64 = 'linux/arm64' as Platform
const descriptor = (digestOfIt: Digest = digest, mediaType: string = mediaTypes.manifest) => ({ mediaType, digest: digestOfIt, size: 4 })
const image = {
  schemaVersion: 2,
  mediaType: mediaTypes.manifest,
  config: descriptor(digest, mediaTypes.config),
  layers: [descriptor(digest, 'application/vnd.oci.image.layer.v1.tar+gzip')],
}

describe('a reference', () => {
  test.each([
    ['ghcr.io/o/r', 'ghcr.io', 'o/r', undefined, undefined],
    ['ghcr.io/o/r:v1', 'ghcr.io', 'o/r', 'v1', undefined],
    [`ghcr.io/o/r@${digest}`, 'ghcr.io', 'o/r', undefined, digest],
    [`127.0.0.1:5000/r:v1@${digest}`, '127.0.0.1:5000', 'r', 'v1', digest],
    ['localhost/a/b/c', 'localhost', 'a/b/c', undefined, undefined],
    ['[::1]:5000/a', '[::1]:5000', 'a', undefined, undefined],
    ['docker.io/ubuntu:24.04', 'docker.io', 'library/ubuntu', '24.04', undefined],
    ['index.docker.io/me/app', 'docker.io', 'me/app', undefined, undefined],
  ])('%s', (text, registry, name, tag, of) => {
    const reference = unwrap(parseReference(text))
    expect(reference).toEqual({ registry, name, ...(tag === undefined ? {} : { tag }), ...(of === undefined ? {} : { digest: of }) })
    expect(parseReference(renderReference(reference))).toEqual({ ok: true, value: reference })
  })

  test.each([
    ['ubuntu', 'docker.io/library/ubuntu for Docker Hub'],
    ['ubuntu:24.04', 'docker.io/library/ubuntu'],
    ['owner/name', 'ghcr.io/owner/name'],
    ['ghcr.io/Owner/Name', 'lower case: ghcr.io/owner/name'],
    ['docker://ghcr.io/o/r', 'Write ghcr.io/o/r'],
    ['https://ghcr.io/o/r', 'Write ghcr.io/o/r'],
    ['ghcr.io/', 'registry/owner/name'],
    ['ghcr.io/o//r', 'registry/owner/name'],
    ['ghcr.io/../r', 'registry/owner/name'],
    ['user:secret@ghcr.io/o/r', 'registry'],
    ['ghcr.io/o/r:', 'at most 128'],
    ['ghcr.io/o/r@sha256:12', '64 hexadecimal'],
    ['ghcr.io/o r', 'registry/owner/name'],
    ['', 'registry'],
  ])('refuses %j with a cure', (text, cure) => {
    expect(parseReference(text)).toMatchObject({ ok: false, error: { cure: expect.stringContaining(cure) } })
  })

  test('a repository names no content', () => {
    const repository = unwrap(parseRepository('ghcr.io/o/r'))
    expect(renderRepository(repository)).toBe('ghcr.io/o/r')
    expect(isSameRepository(repository, unwrap(parseReference('ghcr.io/o/r:v1')))).toBe(true)
    expect(parseRepository('ghcr.io/o/r:v1')).toMatchObject({ ok: false, error: { cure: 'Write ghcr.io/o/r' } })
  })

  test('any text is either refused or comes back as it is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aZ0./:@-_ []'), maxLength: 20 }), (text) => {
        const parsed = parseReference(`r.example/${text}`)
        return !parsed.ok || renderReference(parsed.value) === `r.example/${text}`
      }),
    )
  })
})

describe('a manifest', () => {
  test('keeps the bytes that its digest is of', () => {
    const bytes = encode(`${JSON.stringify(image, null, 3)}\n`)
    const manifest = unwrap(parseManifest(bytes, mediaTypes.manifest))
    expect(manifest).toMatchObject({ kind: 'image', digest: digestOf(bytes), annotations: {} })
    expect(manifest.bytes).toBe(bytes)
    expect(describeManifest(manifest)).toEqual({ mediaType: mediaTypes.manifest, digest: digestOf(bytes), size: bytes.length })
  })

  test('an index says platforms; attestations have none; arm64 needs no variant', () => {
    const platform = (os: string, architecture: string, variant?: string) => ({ ...descriptor(), platform: { os, architecture, variant } })
    const manifests = [platform('linux', 'amd64'), platform('linux', 'arm64', 'v8'), platform('unknown', 'unknown'), descriptor()]
    const index = unwrap(parseManifest(encode({ schemaVersion: 2, manifests, annotations: { a: 'b' } })))
    expect(index.kind === 'index' && index.manifests.map((entry) => entry.platform)).toEqual([amd64, arm64, undefined, undefined])
    expect(index.mediaType).toBe(mediaTypes.index)
  })

  test('an artifact is an image manifest with a type and perhaps a subject', () => {
    const artifact = {
      ...image,
      artifactType: 'application/x',
      config: descriptor(digestOf('{}'), mediaTypes.empty),
      subject: descriptor(),
    }
    expect(parseManifest(encode(artifact))).toMatchObject({ ok: true, value: { artifactType: 'application/x', subject: { digest } } })
  })

  test.each([
    ['text', 'no JSON object'],
    [[], 'no JSON object'],
    [{ ...image, schemaVersion: 1 }, 'schemaVersion 1'],
    [{ ...image, mediaType: mediaTypes.index }, 'served as'],
    [{ ...image, layers: undefined }, 'no list of layers'],
    [{ ...image, manifests: [] }, 'also has manifests'],
    [{ ...image, config: { ...image.config, digest: 'sha256:1' } }, 'config has no usable digest'],
    [{ ...image, layers: [descriptor(), { ...descriptor(), size: -1 }] }, 'layers[1] has no usable size'],
    [{ ...image, annotations: { a: 1 } }, 'annotations'],
    [{ ...image, subject: {} }, 'subject has no mediaType'],
  ])('refuses %j', (document, message) => {
    expect(parseManifest(encode(document), mediaTypes.manifest)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining(message) },
    })
  })

  test('refuses a document that could be read in two ways, an unknown type, and one that is too large', () => {
    expect(parseManifest(encode({ schemaVersion: 2, manifests: [], layers: [] })).ok).toBe(false)
    expect(parseManifest(encode({ schemaVersion: 2 }), 'text/html').ok).toBe(false)
    expect(parseManifest(new Uint8Array(4 * 1024 * 1024 + 1)).ok).toBe(false)
  })
})

describe('a config', () => {
  test('says its platform, labels and environment', () => {
    const config = {
      os: 'linux',
      architecture: 'arm64',
      variant: 'v8',
      created: '2024-01-01T00:00:00Z',
      config: { Labels: { a: 'b' }, Env: ['A=1'] },
    }
    expect(parseConfig(encode(config))).toEqual({
      ok: true,
      value: { platform: arm64, created: config.created, labels: { a: 'b' }, env: ['A=1'] },
    })
  })
  test.each(['{', '[]', '{}', '{"os":"linux","architecture":"x86_64"}'])('refuses %s', (text) => {
    expect(parseConfig(encode(text)).ok).toBe(false)
  })
})

describe('the plan of an index', () => {
  const child = (platform: Platform, actual = platform, mediaType?: string): Child => ({
    descriptor: descriptor(digestOf(platform), mediaType),
    declared: platform,
    actual,
  })

  test('orders children as declared and gives the same bytes for the same arguments', () => {
    const plan = { platforms: [amd64, arm64], annotations: { b: '2', a: '1' } }
    const one = unwrap(planIndex({ ...plan, children: [child(arm64), child(amd64)] }))
    const other = unwrap(planIndex({ ...plan, children: [child(amd64), child(arm64)], annotations: { a: '1', b: '2' } }))
    expect(one.bytes).toEqual(other.bytes)
    expect(one.manifests.map((entry) => entry.platform)).toEqual([amd64, arm64])
    expect(parseManifest(one.bytes, mediaTypes.index)).toMatchObject({
      ok: true,
      value: { digest: one.digest, manifests: one.manifests, annotations: plan.annotations },
    })
  })

  const windows = 'windows/amd64' as Platform
  test.each<[string, Child[], Platform[], string[]]>([
    ['a missing child', [child(amd64)], [amd64, arm64], ['E_OCI_INDEX_MISSING']],
    ['a doubled child', [child(amd64), child(amd64)], [amd64], ['E_OCI_INDEX_DUPLICATE']],
    ['a platform declared twice', [child(amd64)], [amd64, amd64], ['E_OCI_INDEX_DUPLICATE']],
    ['an undeclared child', [child(amd64), child(windows)], [amd64], ['E_OCI_INDEX_FOREIGN']],
    ['a wrong architecture', [child(amd64), child(arm64, amd64)], [amd64, arm64], ['E_OCI_INDEX_PLATFORM']],
    ['an index inside the index', [child(amd64, amd64, mediaTypes.index)], [amd64], ['E_OCI_INDEX_CHILD']],
    ['nothing', [], [], ['E_OCI_INDEX_EMPTY']],
    ['all at once', [child(windows, arm64)], [amd64, amd64], ['E_OCI_INDEX_MISSING', 'E_OCI_INDEX_DUPLICATE', 'E_OCI_INDEX_FOREIGN', 'E_OCI_INDEX_PLATFORM']],
  ])('refuses %s', (_, children, platforms, codes) => {
    const result = planIndex({ children, platforms })
    expect(result.ok ? [] : result.error.map((problem) => problem.code)).toEqual(codes)
    if (!result.ok) for (const problem of result.error) expect(problem.cure).toMatch(/.+/)
  })
})

describe('an image layout', () => {
  const config = encode({ os: 'linux', architecture: 'amd64' })
  const manifest = encode({ ...image, config: { mediaType: mediaTypes.config, digest: digestOf(config), size: config.length }, layers: [] })
  const blob = (bytes: Uint8Array): [string, Uint8Array] => [`blobs/sha256/${hexOf(digestOf(bytes))}`, bytes]
  const entry = { mediaType: mediaTypes.manifest, digest: digestOf(manifest), size: manifest.length }
  const files = (change: Record<string, Uint8Array | undefined> = {}) => {
    const index = ['index.json', encode({ schemaVersion: 2, manifests: [entry] })] as const
    const all = new Map<string, Uint8Array | undefined>([['oci-layout', encode({ imageLayoutVersion: '1.0.0' })], index, blob(config), blob(manifest)])
    for (const [path, bytes] of Object.entries(change)) all.set(path, bytes)
    return async (path: string): Promise<Uint8Array> => all.get(path) ?? Promise.reject(new Error(`no ${path}`))
  }

  test('gives its one image with its config', async () => {
    const found = await readLayoutImage(await openLayout(files()))
    expect(found).toMatchObject({ manifest: { digest: entry.digest }, config: { platform: amd64 } })
  })

  test.each<[string, Record<string, Uint8Array | undefined>, string]>([
    ['no folder of that kind', { 'oci-layout': undefined }, 'oci-layout cannot be read'],
    ['another version', { 'oci-layout': encode({ imageLayoutVersion: '2.0.0' }) }, '2.0.0'],
    ['a damaged index', { 'index.json': encode('{') }, 'index.json is no JSON object'],
    ['no list', { 'index.json': encode({}) }, 'no list of manifests'],
    ['several images', { 'index.json': encode({ manifests: [entry, entry] }) }, 'names 2 manifests'],
    ['a damaged blob', { [blob(config)[0]]: encode('{}') }, 'does not hold what it is called'],
    ['a missing blob', { [blob(manifest)[0]]: undefined }, 'cannot be read'],
  ])('refuses %s', async (_, change, message) => {
    await expect(openLayout(files(change)).then(readLayoutImage)).rejects.toThrow(message)
  })
})

describe('an artifact', () => {
  const subject = { mediaType: mediaTypes.index, digest: digestOf('subject'), size: 7, platform: amd64 }
  const bytes = encode('statement')
  const layer = { mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json', bytes }
  const plan = { artifactType: layer.mediaType, subject, annotations: { b: '2', a: '1' } }

  test('is an image manifest with the empty config, and names its subject', () => {
    const { manifest, blobs } = buildArtifact({ ...plan, layers: [layer] })
    const { platform: _, ...named } = subject
    expect(JSON.parse(new TextDecoder().decode(manifest.bytes))).toEqual({
      schemaVersion: 2,
      mediaType: mediaTypes.manifest,
      artifactType: layer.mediaType,
      config: { mediaType: 'application/vnd.oci.empty.v1+json', digest: digestOf('{}'), size: 2, data: 'e30=' },
      layers: [{ mediaType: layer.mediaType, digest: digestOf(bytes), size: bytes.length }],
      subject: named,
      annotations: { a: '1', b: '2' },
    })
    expect(parseManifest(manifest.bytes, manifest.mediaType)).toEqual({ ok: true, value: { ...manifest, subject: named } })
    expect(blobs).toEqual([
      { descriptor: emptyDescriptor, bytes: encode('{}') },
      { descriptor: manifest.layers[0], bytes },
    ])
  })

  test('is the same for the same arguments; each blob is there once, and what is pushed already is none', () => {
    const there = { descriptor: descriptor(digestOf('there'), 'text/plain'), annotations: { 'org.opencontainers.image.title': 'a.txt' } }
    const one = buildArtifact({ ...plan, layers: [layer, there, { mediaType: 'text/plain', bytes: encode('{}') }, layer] })
    const other = buildArtifact({ ...plan, annotations: { a: '1', b: '2' }, layers: [layer, there, { mediaType: 'text/plain', bytes: encode('{}') }, layer] })
    expect(one.manifest.bytes).toEqual(other.manifest.bytes)
    expect(one.blobs.map((blob) => blob.descriptor.digest)).toEqual([emptyDescriptor.digest, digestOf(bytes)])
    expect(one.manifest.layers[1]).toEqual({ ...there.descriptor, annotations: there.annotations })
  })

  test.each([
    [digestOf('x'), `sha256-${hexOf(digestOf('x'))}`],
    [`sha512:${'a'.repeat(128)}`, `sha512-${'a'.repeat(64)}`],
    [
      'test+algorithm+using+algorithm+separators+and+lots+of+characters+to+excercise+overall+truncation:alsoSome=InTheEncodedSectionToShowHyphenReplacementAndLotsAndLotsOfCharactersToExcerciseEncodedTruncation',
      'test-algorithm-using-algorithm-s-alsoSome-InTheEncodedSectionToShowHyphenReplacementAndLotsAndLot',
    ],
  ])('the referrers tag of %s (the table of the specification)', (of, tag) => expect(referrersTag(of as Digest)).toBe(tag))
})

describe('annotating an image', () => {
  const text = JSON.stringify({ ...image, annotations: { z: '1', a: 'old' }, 'org.example.unknown': [1, { deep: true }] }, null, 2)
  const before = unwrap(parseManifest(encode(text), mediaTypes.manifest))
  if (before.kind !== 'image') throw new Error('no image')

  test('adds and replaces, and keeps everything else where it is', () => {
    const after = annotateManifest(before, { k: 'v', a: 'new' })
    const keys = Object.keys(JSON.parse(new TextDecoder().decode(after.bytes)) as object)
    expect(keys).toEqual(['schemaVersion', 'mediaType', 'config', 'layers', 'annotations', 'org.example.unknown'])
    expect(after).toMatchObject({ kind: 'image', digest: digestOf(after.bytes), layers: before.layers, config: before.config })
    expect(JSON.stringify(after.annotations)).toBe('{"a":"new","k":"v","z":"1"}')
    expect(annotateManifest(before, { a: 'new', k: 'v' }).bytes).toEqual(after.bytes)
    expect(annotateManifest(after, { k: 'v' }).digest).toBe(after.digest)
    expect(annotateManifest(before, {})).toBe(before)
  })

  test('an image without annotations gets them last', () => {
    const bare = unwrap(parseManifest(encode(image), mediaTypes.manifest))
    if (bare.kind !== 'image') throw new Error('no image')
    expect(new TextDecoder().decode(annotateManifest(bare, { k: 'v' }).bytes)).toBe(JSON.stringify({ ...image, annotations: { k: 'v' } }))
  })
})
