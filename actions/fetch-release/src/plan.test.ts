import { describe, expect, test } from '@jest/globals'
import { parseChecksums } from '@slipway/checksums'
import { parseInputs } from '@slipway/contract'
import type { AssetFact } from '@slipway/github/fetch'
import { type Digest, digestOf, hexOf, type Result, unwrap } from '@slipway/kernel'
import { parseReference, renderReference } from '@slipway/oci'
import { contract } from './contract.ts'
import { inputsOf } from './fetch-release.support.ts'
import { planRelease, type ReleaseFacts } from './plan.ts'
import { parseLoosePlatform, spellPlatform } from './platform.ts'
import { planRequest, type Request, readTags } from './request.ts'
import { createProof, judgeWitnesses } from './witnesses.ts'

const request = (change: Readonly<Record<string, string>> = {}, own = 'linux/amd64'): Result<Request> => planRequest(inputsOf(change), own)
const namesOf = (change: Readonly<Record<string, string>> = {}, own = 'linux/amd64'): readonly (readonly string[])[] =>
  unwrap(request(change, own)).wanted.map((names) => names('v1.2.3'))
const codesOf = (result: Result<unknown>): string[] =>
  result.ok ? [] : result.error.map(({ code, at }) => `${code.replace(/^E_(FETCH_)?/, '')} ${at?.input ?? at?.file ?? ''}`)

describe('the request', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly (readonly string[])[]]>([
    [
      'the runtime of the runner, under the names that others give a platform',
      {},
      [['microvm-runtime-linux-amd64.tar.gz', 'microvm-runtime-linux-x86_64.tar.gz', 'microvm-runtime-linux-x64.tar.gz']],
    ],
    [
      'firmware of another platform',
      { component: 'firmware', platform: 'macos/aarch64', name: 'go-microvm' },
      [
        [
          'go-microvm-firmware-darwin-arm64.tar.gz',
          'go-microvm-firmware-darwin-aarch64.tar.gz',
          'go-microvm-firmware-macos-arm64.tar.gz',
          'go-microvm-firmware-macos-aarch64.tar.gz',
        ],
      ],
    ],
    [
      'what ephemerd releases',
      { files: 'ephemerd_{tag}_{os}_{arch}.zip', platform: 'windows/arm64' },
      [['ephemerd_v1.2.3_windows_arm64.zip', 'ephemerd_v1.2.3_windows_aarch64.zip']],
    ],
    ['a list of names', { files: 'a-{version}\nb' }, [['a-1.2.3'], ['b']]],
  ])('%s', (_, change, names) => expect(namesOf(change)).toEqual(names))

  test.each<[string, Readonly<Record<string, string>>, string[]]>([
    ['no version', { version: '^1.2.' }, ['GITHUB_VERSION version']],
    ['an unknown platform', { platform: 'linux/vax' }, ['KERNEL_PLATFORM platform']],
    ['an unknown placeholder', { files: '{name}-{triple}' }, ['FILES files']],
    ['a path', { files: '../x' }, ['CHECKSUMS_NAME files']],
    ['bad pins', { pins: 'abc' }, ['CHECKSUMS_LINE pins']],
    ['a tag that may name anything', { oci: 'ghcr.io/o/vm:latest' }, ['OCI oci']],
    ['no reference', { oci: 'vm:{tag}' }, ['OCI_REFERENCE oci']],
    ['all of it', { version: '~', platform: 'x', files: '{x}' }, ['GITHUB_VERSION version', 'KERNEL_PLATFORM platform', 'FILES files']],
  ])('%s is refused', (_, change, codes) => expect(codesOf(request(change))).toEqual(codes))

  test('a runner whose platform nobody knows has to name one', () => {
    expect(codesOf(request({}, 'aix/ppc64'))).toEqual(['KERNEL_PLATFORM platform'])
    expect(request({ platform: 'linux/x86_64' }, 'aix/ppc64')).toMatchObject({ ok: true, value: { platform: 'linux/amd64' } })
  })

  test('every input has a description that says what it is for, and a reading of an unknown one is refused', () => {
    expect(parseInputs(contract, { path: 'x', verison: '1' })).toMatchObject({ ok: false })
  })

  test('tags of a registry that the reference could have made', () => {
    const template = (tag: string) => parseReference(`ghcr.io/o/vm:${tag}-linux-amd64`)
    const tags = ['v1.0.0-linux-amd64', 'v1.0.0-linux-arm64', 'v1.0.0', 'v1.1.0-rc.1-linux-amd64', 'latest-linux-amd64', '-linux-amd64']
    expect([...readTags(tags, template).keys()]).toEqual(['v1.0.0', 'v1.1.0-rc.1', 'latest'])
    const version = (tag: string) => parseReference(`ghcr.io/o/vm:${tag.replace(/^v/, '')}`)
    expect([...readTags(['1.0.0', 'latest'], version)]).toEqual([
      ['v1.0.0', '1.0.0'],
      ['vlatest', 'latest'],
    ])
    expect(readTags(['x'], () => parseReference(`ghcr.io/o/vm@${digestOf('x')}`)).size).toBe(0)
    const oci = unwrap(request({ oci: 'ghcr.io/o/{name}/{component}:{tag}-{os}-{arch}' })).oci
    expect(renderReference(unwrap(oci?.('v1.2.3') ?? parseReference('')))).toBe('ghcr.io/o/microvm/runtime:v1.2.3-linux-amd64')
  })
})

describe('platforms', () => {
  test.each([
    ['linux/amd64', 'linux/amd64'],
    ['Linux/x86_64', 'linux/amd64'],
    ['macOS/aarch64', 'darwin/arm64'],
    ['windows/x64', 'windows/amd64'],
    ['linux/arm/v7', 'linux/arm/v7'],
  ])('%s is %s', (text, platform) => expect(unwrap(parseLoosePlatform(text))).toBe(platform))
  test('a name without placeholders is one name', () => expect(spellPlatform('x.zip', unwrap(parseLoosePlatform('macos/arm64')))).toEqual(['x.zip']))
})

const wanted = 'microvm-runtime-linux-amd64.tar.gz'
const other = 'microvm-firmware-linux-amd64.tar.gz'
const of = (name: string): Digest => digestOf(name)

function asset(name: string, change: Partial<AssetFact> = {}): AssetFact {
  return { id: 1, name, size: 9, state: 'uploaded', digest: of(name), uploader: '', age: 0, ...change }
}

const lines = (...names: readonly string[]): string => names.map((name) => `${hexOf(of(name))}  ${name}\n`).join('')

function facts(assets: readonly AssetFact[], text: string | undefined = lines(other, wanted)): ReleaseFacts {
  const checksums = text === 'none' ? undefined : { name: 'checksums.txt', text, list: unwrap(parseChecksums(text)), digest: of('checksums.txt') }
  return { release: { tag: 'v1.2.3', draft: false }, assets, checksums, beside: new Map() }
}

const whole = [asset(wanted), asset(other), asset('checksums.txt', { digest: undefined })]
const plan = (given: ReleaseFacts, change: Readonly<Record<string, string>> = {}) => planRelease(unwrap(request(change)), given)
const upper = (text: string): string => text.replace(/^[0-9a-f]+/gm, (hash) => hash.toUpperCase())

describe('a release', () => {
  test('is fetched when everything agrees; each says what it has to be', () => {
    expect(plan(facts(whole))).toMatchObject({
      ok: true,
      value: {
        kind: 'fetch',
        chosen: [
          {
            asset: { name: wanted },
            witnesses: [
              { by: 'checksums.txt', digest: of(wanted) },
              { by: 'GitHub', digest: of(wanted) },
            ],
          },
        ],
      },
    })
  })

  test.each<[string, readonly AssetFact[], string | undefined]>([
    [
      'statements, signatures and other lists',
      [...whole, asset('a.sigstore.json'), asset('b.intoto.jsonl'), asset('sha512sums.txt'), asset(`${wanted}.sha256`), asset('checksums.txt.asc')],
      undefined,
    ],
    ['digests that GitHub does not know', whole.map((one) => ({ ...one, digest: undefined })), undefined],
    ['upper case everywhere', whole, upper(lines(other, wanted))],
    ['CRLF everywhere', whole, lines(other, wanted).replaceAll('\n', '\r\n')],
    ['binary markers everywhere', whole, lines(other, wanted).replaceAll('  ', ' *')],
    ['the form of BSD', whole, `SHA256 (${other}) = ${hexOf(of(other))}\nSHA256 (${wanted}) = ${hexOf(of(wanted))}\n`],
    ['SHA-512', whole, lines(other, wanted).replace(/^[0-9a-f]{64}/gm, 'ab'.repeat(64))],
    ['comments', whole, `# of v1.2.3\n\n${lines(other, wanted)}`],
  ])('may have %s', (_, assets, text) => expect(codesOf(plan(facts(assets, text)))).toEqual([]))

  test.each<[string, readonly AssetFact[], string | undefined, string[]]>([
    ['is gone, though it is listed', whole.slice(1), undefined, [`MISSING ${wanted}`]],
    ['has not been uploaded to its end', [asset(wanted, { state: 'starter' }), ...whole.slice(1)], undefined, [`UNFINISHED ${wanted}`]],
    ['is another one by GitHub', [asset(wanted, { digest: of('x') }), ...whole.slice(1)], undefined, [`CHANGED ${wanted}`]],
    ['is larger than it may be', [asset(wanted, { size: 3e6 }), ...whole.slice(1)], undefined, [`SIZE ${wanted}`]],
    ['is not listed', whole, lines(other), [`EXTRA ${wanted}`]],
  ])('whose wanted file %s is refused', (_, assets, text, codes) => expect(codesOf(plan(facts(assets, text), { 'max-download-mib': '2' }))).toEqual(codes))

  test.each<[string, readonly AssetFact[], string | undefined, string[]]>([
    ['has no checksum file', whole.slice(0, 2), 'none', ['CHECKSUMS checksums.txt']],
    ['has a file more', [...whole, asset('x.exe')], undefined, ['EXTRA x.exe']],
    ['has a signature of nothing', [...whole, asset('x.sig')], undefined, ['EXTRA x.sig']],
    ['has lost another file', [asset(wanted), asset('checksums.txt')], undefined, [`MISSING ${other}`]],
    ['has another file changed', [whole[0] as AssetFact, asset(other, { digest: of('x') })], undefined, [`CHANGED ${other}`]],
    ['has another file unfinished', [whole[0] as AssetFact, asset(other, { state: 'starter' })], undefined, [`UNFINISHED ${other}`]],
    ['has a checksum file without an end', whole, lines(other, wanted).trimEnd(), ['FORM checksums.txt']],
    ['has two endings of lines', whole, lines(other, wanted).replace('\n', '\r\n'), ['FORM checksums.txt']],
    ['has two markers', whole, lines(other, wanted).replace('  ', ' *'), ['FORM checksums.txt']],
    ['has one letter in upper case', whole, lines(other, wanted).replace(/[a-f]/, (letter) => letter.toUpperCase()), ['FORM checksums.txt']],
    ['has one line in upper case', whole, `${upper(lines(other))}${lines(wanted)}`, ['FORM checksums.txt']],
  ])('that %s is refused, unless only the fetched file counts', (what, assets, text, codes) => {
    expect(codesOf(plan(facts(assets, text)))).toEqual(codes)
    expect(codesOf(plan(facts(assets, text), { 'whole-set': 'false' }))).toEqual(what === 'has no checksum file' ? codes : [])
  })

  test('without a checksum file is held to GitHub alone, when that is asked for', () => {
    expect(plan(facts(whole.slice(0, 2), 'none'), { 'checksums-file': 'none' })).toMatchObject({
      ok: true,
      value: { chosen: [{ witnesses: [{ by: 'GitHub' }] }] },
    })
  })

  test('is held to what the user has written down, which has to speak of the file', () => {
    expect(codesOf(plan(facts(whole), { pins: lines(other) }))).toEqual([`PIN ${wanted}`])
    const pinned = plan(facts(whole), { pins: `${hexOf(of('x'))}  ${wanted}\n` })
    expect(pinned.ok && pinned.value.kind === 'fetch' && codesOf(judgeWitnesses(wanted, pinned.value.chosen[0]?.witnesses ?? []))).toEqual([
      `CHANGED ${wanted}`,
    ])
  })

  test('with nothing of what is wanted may be looked for elsewhere', () => {
    expect(plan(facts([], 'none'))).toMatchObject({ ok: true, value: { kind: 'absent', problems: [{ message: expect.stringContaining('it has no files') }] } })
    expect(plan(facts([asset(other), asset('checksums.txt')], lines(other)))).toMatchObject({ ok: true, value: { kind: 'absent' } })
  })

  test('every changed byte of its checksum file is noticed', () => {
    const text = lines(other, wanted)
    const unnoticed: string[] = []
    for (let at = 0; at < text.length; at += 1) {
      for (const byte of [...Array.from({ length: 8 }, (_, bit) => text.charCodeAt(at) ^ (1 << bit)), 0x2a, 0x20, 0x09, 0x0d, 0x0a, 0x23, 0x00]) {
        if (byte === text.charCodeAt(at)) continue
        const changed = `${text.slice(0, at)}${String.fromCharCode(byte)}${text.slice(at + 1)}`
        const parsed = parseChecksums(changed)
        if (parsed.ok && plan(facts(whole, changed)).ok) unnoticed.push(`${byte} at ${at}`)
      }
    }
    expect(unnoticed).toEqual([])
  })
})

describe('witnesses', () => {
  test('nobody says anything: there is no way to get such bytes', () => {
    expect(judgeWitnesses('a', [])).toMatchObject({ ok: false, error: [{ code: 'E_FETCH_UNPROVEN', at: { file: 'a' } }] })
  })

  test('each of them has to be right, whatever its algorithm', () => {
    const sha512 =
      'sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f' as Digest
    const proofOf = (text: string) => {
      const proof = createProof(
        unwrap(
          judgeWitnesses('a', [
            { by: 'GitHub', digest: digestOf('abc') },
            { by: 'checksums.txt', digest: sha512 },
          ]),
        ),
      )
      proof.update(Buffer.from(text))
      return proof.finish()
    }
    expect(proofOf('abc')).toEqual({ digest: digestOf('abc'), problems: [] })
    expect(proofOf('abd').problems.map(({ message }) => message.slice(0, 20))).toHaveLength(2)
  })
})
