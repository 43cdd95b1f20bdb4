import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import type { PresentFile } from '@slipway/checksums'
import { type InputsOf, parseInputs } from '@slipway/contract'
import type { HttpRequest, HttpResponse } from '@slipway/host'
import { createFakes, type Fakes } from '@slipway/host/fakes'
import { digestOf, hexOf, unwrap } from '@slipway/kernel'
import { mediaTypes } from '@slipway/oci'
import { createRegistryFake } from '@slipway/registry/fakes'
import { contract } from './contract.ts'
import { type Declaration, parseDeclaration, parsePlatforms } from './declaration.ts'
import { parseArtifacts } from './oci.ts'
import { pickArtifacts, planChecksums, planSet, verifyChecksums } from './plan.ts'
import { run } from './run.ts'

type Asset = { id: number; name: string; size: number; state: string; digest: string; updated_at?: string; uploader?: { login: string } }
type Release = { id: number; tag_name: string; draft: boolean; prerelease: boolean; body: string; html_url: string; upload_url: string; assets: Asset[] }

/** As much of GitHub as one run of the action needs; the emulator of the lab is for everything else. */
class Server {
  readonly releases: Release[] = []
  /** The commit of every tag; undefined where no tag is there. */
  commit: string | undefined = '0123456789abcdef0123456789abcdef01234567'
  latest: number | undefined
  mayWrite = true
  #id = 0

  draft(tag: string, change: Partial<Release> = {}): Release {
    this.#id += 1
    const id = this.#id
    const release = {
      id,
      tag_name: tag,
      draft: true,
      prerelease: false,
      body: '',
      html_url: `https://github.com/octo/microvm/releases/${id}`,
      author: { login: 'github-actions[bot]' },
      assets: [],
      ...change,
    }
    const whole = { ...release, upload_url: `https://uploads.github.com/repos/octo/microvm/releases/${id}/assets{?name,label}` }
    this.releases.push(whole)
    return whole
  }

  async answer({ method, url, body }: HttpRequest): Promise<Partial<HttpResponse>> {
    const { pathname, searchParams } = new URL(url)
    const route = `${method} ${pathname.replace('/repos/octo/microvm', '')}`
    const release = this.releases.find(({ id }) => route.includes(`/releases/${id}`))
    const input = typeof body === 'string' ? (JSON.parse(body) as Record<string, never>) : {}
    if (route === 'GET /releases') return json(200, this.releases)
    if (route === 'POST /releases') return json(201, this.draft(input.tag_name ?? '', { body: input.body ?? '', prerelease: input.prerelease ?? false }))
    if (route.startsWith('GET /git/ref/tags') && this.commit !== undefined) return json(200, { object: { type: 'commit', sha: this.commit } })
    if (route === 'POST /releases/generate-notes') return this.mayWrite ? json(200, { name: '', body: 'Generated notes' }) : json(403, denied)
    if (route === 'GET /immutable-releases') return json(403, denied)
    if (route === 'GET /releases/latest' && this.latest !== undefined)
      return json(
        200,
        this.releases.find(({ id }) => id === this.latest),
      )
    if (release === undefined) return json(404, { message: 'Not Found' })
    if (method === 'PATCH') {
      if (input.make_latest === 'true') this.latest = release.id
      return json(200, Object.assign(release, input))
    }
    if (method === 'GET') return json(200, route.endsWith('/assets') ? release.assets : release)
    return this.#upload(release, searchParams.get('name') ?? '', body)
  }

  async #upload(release: Release, name: string, body: HttpRequest['body']): Promise<Partial<HttpResponse>> {
    if (typeof body !== 'object' || !('stream' in body)) return json(400, {})
    const chunks: Uint8Array[] = []
    for await (const chunk of body.stream()) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    this.#id += 1
    const digest = digestOf(bytes)
    const asset = { id: this.#id, name, size: bytes.length, state: 'uploaded', digest, updated_at: '2020-01-01T00:00:00Z', uploader: { login: 'x[bot]' } }
    release.assets.push(asset)
    return json(201, asset)
  }
}

const denied = { message: 'Resource not accessible by integration' }

function json(status: number, value: unknown): Partial<HttpResponse> {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) }
}

const names = ['microvm-firmware-linux-amd64.tar.gz', 'microvm-runtime-linux-amd64.tar.gz']

const scratch = mkdtempSync(join(tmpdir(), 'checksum-release-'))

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

function workspace(
  files: readonly string[] = names,
  variables: Readonly<Record<string, string>> = {},
): Fakes & { readonly folder: string; readonly server: Server } {
  const folder = mkdtempSync(join(scratch, 'case-'))
  for (const name of files) {
    mkdirSync(dirname(join(folder, 'workspace/dist', name)), { recursive: true })
    writeFileSync(join(folder, 'workspace/dist', name), name.includes('empty') ? '' : `bytes of ${name}`)
  }
  const server = new Server()
  return { ...createFakes({ folder, variables, http: (request) => server.answer(request) }), folder, server }
}

const registryUser = { 'registry-username': 'octocat', 'registry-token': 'secret' }

function inputs(change: Readonly<Record<string, string>> = {}): InputsOf<typeof contract> {
  const given = { tag: 'v1.2.3', expect: names.join('\n'), files: 'dist', repository: 'octo/microvm', token: 'secret', ...registryUser }
  return unwrap(parseInputs(contract, { ...given, ...change }))
}

/** To generate notes changes nothing. */
const changing = (fakes: Fakes): string[] =>
  fakes.requests
    .filter(({ method, url }) => method !== 'GET' && method !== 'HEAD' && !url.endsWith('/generate-notes'))
    .map(({ method, url }) => `${method} ${new URL(url).pathname}`)
const problemsOf = (promise: Promise<unknown>): Promise<string[]> =>
  promise.then(
    () => [],
    (error: { problems?: { code: string }[] }) => error.problems?.map(({ code }) => code) ?? [String(error)],
  )

describe('a run', () => {
  test('makes a draft of exactly the declared set and its checksums, with words, notes and a table', async () => {
    const fakes = workspace([...names, 'checksums.txt'])
    const outputs = await run(inputs({ body: 'Hello' }), fakes.ports)
    const [release] = fakes.server.releases
    expect(release).toMatchObject({ tag_name: 'v1.2.3', draft: true, prerelease: false })
    expect(release?.body).toMatch(/^Hello\n\nGenerated notes\n\n<!-- slipway:artifacts -->\n\| artifact \| size \| digest \|/)
    expect(release?.body).toContain(`| \`${names[1]}\` | 43 B | \`${digestOf(`bytes of ${names[1]}`)}\` |`)
    expect(release?.assets.map(({ name }) => name).toSorted()).toEqual(['checksums.txt', ...names])
    const text = names.map((name) => `${hexOf(digestOf(`bytes of ${name}`))}  ${name}\n`).join('')
    expect(readFileSync(outputs.checksums, 'utf8')).toBe(text)
    expect(release?.assets.find(({ name }) => name === 'checksums.txt')?.digest).toBe(digestOf(text))
    expect(outputs).toMatchObject({ 'release-id': '1', draft: 'true', tag: 'v1.2.3', url: release?.html_url, verify: 'sha256sum -c checksums.txt' })
    expect(JSON.parse(outputs.assets)).toHaveLength(3)
    expect(fakes.summary()).toContain(`| \`${names[0]}\` |`)
    expect(fakes.summary()).toContain('sha256sum -c checksums.txt')
    expect(fakes.summary()).toContain('gh release edit v1.2.3 --repo octo/microvm --draft=false')
    expect(fakes.lines.slice(-2)).toEqual([`draft: ${release?.html_url}`, 'to verify it, in a folder with the files: sha256sum -c checksums.txt'])
  })

  test('publishes when asked, and a second run sends nothing', async () => {
    const fakes = workspace()
    expect(await run(inputs({ publish: 'true', tag: 'v2.0.0' }), fakes.ports)).toMatchObject({ draft: 'false' })
    expect(fakes.server.releases).toMatchObject([{ draft: false, prerelease: false, tag_name: 'v2.0.0' }])
    expect([changing(fakes).at(-1), fakes.server.latest]).toEqual(['PATCH /repos/octo/microvm/releases/1', 1])
    const before = changing(fakes).length
    await run(inputs({ publish: 'true', tag: 'v2.0.0' }), fakes.ports)
    expect(changing(fakes)).toHaveLength(before)
    expect(fakes.lines).toContain('0 bytes sent in 0 uploads')
    const again = workspace()
    await run(inputs({ publish: 'true', tag: 'v2.0.0-rc.1' }), again.ports)
    expect([again.server.releases[0]?.prerelease, again.server.latest]).toEqual([true, undefined])
  })

  test('takes files from artifacts of the run', async () => {
    const fakes = workspace()
    for (const name of names) await fakes.ports.artifacts.upload(`package-${name}`, [name], join(fakes.folder, 'workspace/dist'))
    await run(inputs({ files: '', artifacts: 'package-*' }), fakes.ports)
    expect(fakes.server.releases[0]?.assets).toHaveLength(3)
  })

  test('writes other checksum files too, each proven: SHA-512, and one beside each file', async () => {
    const fakes = workspace()
    await run(inputs({ 'sha512-file': 'SHA512SUMS', 'per-file-checksums': 'true', 'checksums-file': 'SHA256SUMS' }), fakes.ports)
    const uploaded = fakes.requests.flatMap(({ url }) => new URL(url).searchParams.get('name') ?? [])
    expect(uploaded).toEqual([...names, ...names.map((name) => `${name}.sha256`), 'SHA512SUMS', 'SHA256SUMS'])
    const one = Buffer.from(`${hexOf(digestOf(`bytes of ${names[0]}`))}  ${names[0]}\n`)
    const sha512 = names.map((name) => `${createHash('sha512').update(`bytes of ${name}`).digest('hex')}  ${name}\n`).join('')
    const held = new Map(fakes.server.releases[0]?.assets.map(({ name, digest }) => [name, digest]))
    expect([held.get(`${names[0]}.sha256`), held.get('SHA512SUMS')]).toEqual([digestOf(one), digestOf(sha512)])
  })

  test('a dry run prints the same plan and changes nothing, before the tag is pushed and with a token that only reads', async () => {
    const [dry, real] = [workspace(), workspace()]
    Object.assign(dry.server, { commit: undefined, mayWrite: false })
    const outputs = await run(inputs({ 'dry-run': 'true' }), dry.ports)
    await run(inputs(), real.ports)
    expect(changing(dry)).toEqual([])
    expect(dry.lines.filter((line) => /^(create|upload|leave)/.test(line))).toHaveLength(5)
    expect(real.lines.slice(0, dry.lines.length)).toEqual(dry.lines)
    expect(outputs).toMatchObject({ 'release-id': '', url: '', draft: '', tag: 'v1.2.3' })
    expect(dry.warnings.map(({ code }) => code)).toEqual(['E_GITHUB_TAG', 'E_GITHUB_DENIED'])
  })

  test('what somebody else put into the draft stays, and is pointed at', async () => {
    const fakes = workspace()
    const photo = { id: 99, name: 'photo.png', size: 1, state: 'uploaded', digest: digestOf('p') }
    fakes.server.draft('v1.2.3', { assets: [photo], body: 'By hand' })
    await run(inputs(), fakes.ports)
    expect(fakes.server.releases[0]?.assets).toContain(photo)
    expect(fakes.server.releases[0]?.body).toMatch(/^By hand\n\n<!-- slipway:artifacts/)
    expect(fakes.warnings).toMatchObject([{ code: 'E_RELEASE_FOREIGN' }])
    expect(await problemsOf(run(inputs({ publish: 'true' }), fakes.ports))).toEqual(['E_GITHUB_FOREIGN'])
  })

  test('everything that is wrong is said at once, of the set and of what GitHub holds, before anything is changed', async () => {
    const fakes = workspace(['empty.tar.gz', 'extra.txt', 'a b.txt', 'more/twice.zip', 'twice.zip'])
    Object.assign(fakes.server, { commit: 'c'.repeat(40), mayWrite: false })
    await fakes.ports.artifacts.upload('native', ['twice.zip'], join(fakes.folder, 'workspace/dist'))
    writeFileSync(join(fakes.folder, 'artifacts/native/native-build.json'), JSON.stringify({ files: [{ path: 'twice.zip', sha256: 'f'.repeat(64) }] }))
    const given = {
      expect: 'empty.tar.gz\n{version}.zip\ntwice.zip\na b.txt\nvm-{os}-{arch}.zip',
      platforms: '[{"platform":"linux/arm64","runner":"arm-box"}]',
    }
    const running = run(inputs({ ...given, artifacts: 'native\nhost-*', files: 'dist\nout/*.zip' }), fakes.ports)
    const error = (await running.catch((thrown: unknown) => thrown)) as { problems: { code: string; message: string; cure: string }[] }
    expect(error.problems.map(({ code }) => code).toSorted()).toEqual([
      'E_CHECKSUMS_DUPLICATE',
      'E_CHECKSUMS_EMPTY_FILE',
      'E_CHECKSUMS_EXTRA',
      'E_CHECKSUMS_MISSING',
      'E_GITHUB_ASSET_NAME',
      'E_GITHUB_DENIED',
      'E_GITHUB_TAG_COMMIT',
      'E_HOST_HANDOVER',
      'E_RELEASE_ARTIFACT',
      'E_RELEASE_FILES',
      'E_RELEASE_PLATFORM',
    ])
    const offline = error.problems.find(({ code }) => code === 'E_RELEASE_PLATFORM')
    expect(offline?.message).toBe('"vm-linux-arm64.zip" is missing: the platform linux/arm64, whose runner has the label arm-box, has not delivered it')
    expect(offline?.cure).toContain('re-run the failed jobs')
    expect(changing(fakes)).toEqual([])
    expect(fakes.summary()).toContain('npm run rehearse -- --project ../microvm --ref refs/tags/v1.2.3')
  })

  test.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['a missing file', { expect: [...names, 'microvm-runtime-linux-arm64.tar.gz'].join('\n') }, 'E_CHECKSUMS_MISSING'],
    ['a pattern that names nothing', { files: 'dist\nout/*.zip' }, 'E_RELEASE_FILES'],
    ['artifacts that are not there', { artifacts: 'native-*' }, 'E_RELEASE_ARTIFACT'],
    ['no place to look for files', { files: '' }, 'E_RELEASE_SOURCE'],
    ['a checksum file in a folder', { 'checksums-file': 'a/b' }, 'E_CHECKSUMS_NAME'],
    ['a tag that is no version', { tag: '1.2' }, 'E_KERNEL_RELEASE_TAG'],
    ['a template of something else', { expect: '{name}.zip' }, 'E_RELEASE_TEMPLATE'],
    ['a text that is too long', { body: 'x'.repeat(125_001) }, 'E_GITHUB_BODY'],
    ['a declared file that is made here', { expect: `${names.join('\n')}\n${names[0]}.sha256`, 'per-file-checksums': 'true' }, 'E_RELEASE_OWN_FILE'],
  ])('%s is refused before anything is changed', async (_, change, code) => {
    const fakes = workspace()
    expect(await problemsOf(run(inputs(change), fakes.ports))).toContain(code)
    expect(changing(fakes)).toEqual([])
  })

  test('a public release that differs is never touched', async () => {
    const fakes = workspace()
    fakes.server.draft('v1.2.3', { draft: false })
    expect(await problemsOf(run(inputs(), fakes.ports))).toEqual(['E_GITHUB_PUBLISHED'])
    expect(changing(fakes)).toEqual([])
  })

  test('a server that says no is a refusal with a cure', async () => {
    const fakes = createFakes({ folder: workspace().folder, http: () => json(403, denied) })
    await expect(run(inputs(), fakes.ports)).rejects.toMatchObject({
      name: 'Refusal',
      problems: [{ code: 'E_GITHUB_DENIED', cure: expect.stringContaining('contents: write') }],
    })
  })

  test('a release of another repository has other tags: the commit of this run says nothing about them', async () => {
    const fakes = workspace()
    fakes.server.commit = 'c'.repeat(40)
    expect(await problemsOf(run(inputs(), fakes.ports))).toEqual(['E_GITHUB_TAG_COMMIT'])
    expect(await problemsOf(run(inputs({ commit: 'c'.repeat(40) }), fakes.ports))).toEqual([])
  })
})

describe('a preflight', () => {
  test('needs no files, changes nothing, and says what only the attempt can tell', async () => {
    const fakes = workspace([])
    expect(await run(inputs({ preflight: 'true', files: '' }), fakes.ports)).toMatchObject({ tag: 'v1.2.3', url: '', checksums: '' })
    expect(changing(fakes)).toEqual([])
    expect(fakes.summary()).toContain('### v1.2.3 can be released')
    expect(fakes.lines.join('\n')).toMatch(/the token may write[\s\S]*only the attempt to publish tells/)
  })

  test('says everything at once', async () => {
    const fakes = workspace([])
    Object.assign(fakes.server, { commit: undefined, mayWrite: false })
    fakes.server.draft('v1.2.3')
    fakes.server.draft('v1.2.3')
    const found = await problemsOf(run(inputs({ preflight: 'true', files: '', expect: 'a b.zip', body: 'x'.repeat(125_001) }), fakes.ports))
    expect(found.toSorted()).toEqual(['E_GITHUB_ASSET_NAME', 'E_GITHUB_BODY', 'E_GITHUB_DENIED', 'E_GITHUB_DRAFTS', 'E_GITHUB_TAG'])
  })

  test('of a version that is out: the same names can be confirmed, others cannot be released', async () => {
    const fakes = workspace([])
    const assets = [...names, 'checksums.txt'].map((name, id) => ({ id, name, size: 1, state: 'uploaded', digest: digestOf(name) }))
    fakes.server.draft('v1.2.3', { draft: false, assets })
    expect(await problemsOf(run(inputs({ preflight: 'true', files: '' }), fakes.ports))).toEqual([])
    expect(fakes.lines.join('\n')).toContain('can only confirm it')
    expect(await problemsOf(run(inputs({ preflight: 'true', files: '', expect: 'other.zip' }), fakes.ports))).toEqual(['E_GITHUB_PUBLISHED'])
  })
})

describe('the OCI side of a release', () => {
  const manifest = { schemaVersion: 2, mediaType: mediaTypes.manifest, config: { mediaType: 'a/b', digest: digestOf('{}'), size: 2 }, layers: [] }
  const place = 'ghcr.io/octo/microvm'

  function withRegistry() {
    const folder = workspace().folder
    const [server, registry] = [new Server(), createRegistryFake()]
    const digest = registry.put('octo/microvm', undefined, mediaTypes.manifest, manifest)
    const http = (request: HttpRequest) => (request.url.includes('ghcr.io') ? registry.answer(request) : server.answer(request))
    const named = (tag: string): boolean => registry.manifests.get('octo/microvm')?.has(tag) === true
    return { ...createFakes({ folder, http }), server, registry, digest, named, oci: `${place}@${digest} v1.2.3 latest` }
  }

  test('is named when the release is public, and not before', async () => {
    const fakes = withRegistry()
    const draft = await run(inputs({ oci: fakes.oci }), fakes.ports)
    expect([draft['oci-tags'], fakes.named('v1.2.3')]).toEqual(['', false])
    expect(fakes.server.releases[0]?.body).toContain(`| \`${place}@${fakes.digest}\` | \`v1.2.3\` \`latest\` |`)
    const outputs = await run(inputs({ oci: fakes.oci, publish: 'true' }), fakes.ports)
    expect(outputs['oci-tags'].split('\n')).toEqual([`${place}:v1.2.3 ${fakes.digest}`, `${place}:latest ${fakes.digest}`])
    expect([fakes.named('v1.2.3'), fakes.named('latest')]).toEqual([true, true])
    const put = fakes.requests.findLastIndex(({ method }) => method === 'PUT')
    expect(put).toBeGreaterThan(fakes.requests.findLastIndex(({ method, url }) => method === 'PATCH' && url.includes('/releases/')))
  })

  test('of a release that a person has published is finished from its text, as often as one likes; a fix for an old line leaves latest', async () => {
    const fakes = withRegistry()
    await run(inputs({ oci: fakes.oci }), fakes.ports)
    const finish = (): ReturnType<typeof run> =>
      run(unwrap(parseInputs(contract, { tag: 'v1.2.3', repository: 'octo/microvm', token: 'x', finish: 'true', ...registryUser })), fakes.ports)
    expect(await problemsOf(finish())).toEqual(['E_GITHUB_NOT_PUBLIC'])
    Object.assign(fakes.server.releases[0] ?? {}, { draft: false })
    const newer = fakes.server.draft('v2.0.0', { draft: false })
    for (let time = 0; time < 2; time += 1) {
      expect((await finish())['oci-tags']).toBe(`${place}:v1.2.3 ${fakes.digest}`)
      expect([fakes.named('v1.2.3'), fakes.named('latest'), fakes.server.latest]).toEqual([true, false, newer.id])
    }
    Object.assign(fakes.server.releases[0]?.assets[0] ?? {}, { digest: digestOf('other') })
    expect(await problemsOf(finish())).toEqual(['E_GITHUB_PUBLISHED'])
    Object.assign(fakes.server.releases[0] ?? {}, { body: 'rewritten' })
    expect(await problemsOf(finish())).toEqual(['E_GITHUB_NO_TABLE'])
  })

  test('is refused with everything else: content that is not there, a tag that names other content, lines that cannot be read', async () => {
    const fakes = withRegistry()
    fakes.registry.put('octo/microvm', 'v1.2.3', mediaTypes.manifest, { ...manifest, annotations: { other: 'content' } })
    const absent = `${place}@${digestOf('absent')} v1.2.4`
    expect((await problemsOf(run(inputs({ oci: `${fakes.oci}\n${absent}`, expect: 'missing.zip' }), fakes.ports))).toSorted()).toEqual([
      'E_CHECKSUMS_EXTRA',
      'E_CHECKSUMS_EXTRA',
      'E_CHECKSUMS_MISSING',
      'E_RELEASE_OCI_MISSING',
      'E_RELEASE_OCI_TAG',
    ])
    expect(changing(fakes)).toEqual([])
    const lines = ['microvm@sha256:0 v1', `${place}:v1@${fakes.digest} v1`, `${place}@${fakes.digest}`, `${place}@${fakes.digest} a/b`]
    expect(parseArtifacts(lines)).toMatchObject({ ok: false, error: lines.map(() => ({ at: { input: 'oci' } })) })
  })
})

describe('the subjects for an attestation', () => {
  const declare = async (list: unknown = { version: 1, subjects: [] }) => {
    const folder = mkdtempSync(join(scratch, 'runner-'))
    const [target, told] = [join(folder, 'artifacts'), join(folder, 'list')]
    writeFileSync(target, 'before')
    writeFileSync(told, JSON.stringify(list))
    const fakes = workspace(names, { GITHUB_ARTIFACTS: target, GITHUB_ARTIFACTS_LIST: told })
    const { checksums } = await run(inputs(), fakes.ports)
    return { lines: readFileSync(target, 'utf8').split('\n'), fakes, checksums }
  }

  test('are every file of the release, by its path, behind what was there', async () => {
    const { lines, fakes, checksums } = await declare()
    const paths = names.map((name) => join(fakes.folder, 'workspace/dist', name))
    expect(lines).toEqual(['before', ...[...paths, checksums].map((path) => `file://${path}`), ''])
  })

  test('leave out what the runner would refuse, with a word', async () => {
    const { lines, fakes } = await declare({ version: 1, subjects: [{ name: names[0], digest: digestOf('other'), kind: 'file' }] })
    expect(lines.filter((line) => line.startsWith('file://'))).toHaveLength(2)
    expect(fakes.lines.join('\n')).toContain(`${names[0]} is not declared as a subject`)
  })

  test('are none where there would be too many, and none without the runner', async () => {
    const subjects = Array.from({ length: 499 }, (_, index) => ({ name: `s${index}`, digest: digestOf(`s${index}`), kind: 'file' }))
    const { lines, fakes } = await declare({ version: 1, subjects })
    expect([lines, fakes.lines.join('\n').includes('attest the checksum file instead')]).toEqual([['before'], true])
  })
})

describe('the declaration', () => {
  const declared: Declaration = {
    tag: 'v1.2.3-rc.1',
    expect: ['x_{tag}.zip', 'y-{version}.zip'],
    platforms: '',
    packages: [],
    checksumsFile: 'SHA256SUMS',
    sha512File: undefined,
    perFile: false,
    prerelease: 'auto',
  }
  const codes = (change: Partial<Declaration>): readonly string[] => {
    const result = parseDeclaration({ ...declared, ...change })
    return result.ok ? [] : result.error.map(({ code, at }) => `${code} ${at?.input}`)
  }

  test('fills templates, keeps its order, tells a prerelease by its tag', () => {
    const set = unwrap(parseDeclaration(declared))
    expect([set.files.map(({ name }) => name), set.prerelease, set.made]).toEqual([['x_v1.2.3-rc.1.zip', 'y-1.2.3-rc.1.zip'], true, ['SHA256SUMS']])
    expect(unwrap(parseDeclaration({ ...declared, prerelease: 'false' })).prerelease).toBe(false)
  })

  test('is platform × package, from a list or from the JSON of a matrix, each platform once', () => {
    const matrix = '[{"platform":"linux/amd64","runner":["self-hosted","big"]},"darwin/arm64",{"platform":"linux/amd64","runner":"other"}]'
    const set = unwrap(
      parseDeclaration({
        ...declared,
        expect: ['vm-{package}-{os}-{arch}.tar.gz', 'all.txt', 'vm_v1_linux_amd64.zip'],
        platforms: matrix,
        packages: ['runtime', 'firmware'],
      }),
    )
    expect(set.files.map(({ name, leg }) => `${name} ${leg?.runner}`)).toEqual([
      'vm-runtime-linux-amd64.tar.gz self-hosted, big',
      'vm-runtime-darwin-arm64.tar.gz undefined',
      'vm-firmware-linux-amd64.tar.gz self-hosted, big',
      'vm-firmware-darwin-arm64.tar.gz undefined',
      'all.txt undefined',
      'vm_v1_linux_amd64.zip self-hosted, big',
    ])
    expect(unwrap(parsePlatforms('linux/amd64, linux/arm64\ndarwin/arm64')).map(({ platform }) => platform)).toEqual([
      'linux/amd64',
      'linux/arm64',
      'darwin/arm64',
    ])
  })

  test.each<readonly [string, Partial<Declaration>, readonly string[]]>([
    ['nothing', { expect: [] }, ['E_CHECKSUMS_EMPTY expect']],
    ['only the checksum file', { expect: ['SHA256SUMS'] }, ['E_CHECKSUMS_EMPTY expect']],
    ['platforms that nobody names', { expect: ['{os}.zip'] }, ['E_RELEASE_TEMPLATE expect']],
    ['packages that nobody names', { expect: ['{package}.zip'] }, ['E_RELEASE_TEMPLATE expect']],
    ['an unknown platform', { expect: ['{os}.zip'], platforms: 'linux/x86_64' }, ['E_KERNEL_PLATFORM platforms']],
    ['JSON of something else', { expect: ['{os}.zip'], platforms: '[1]' }, ['E_RELEASE_PLATFORMS platforms']],
    ['broken JSON', { platforms: '[' }, ['E_RELEASE_PLATFORMS platforms']],
    ['two bad names', { checksumsFile: 'a/b', sha512File: '' }, ['E_CHECKSUMS_NAME checksums-file', 'E_CHECKSUMS_NAME sha512-file']],
  ])('%s is refused', (_, change, expected) => {
    expect(codes(change)).toEqual(expected)
  })
})

describe('the plan', () => {
  const file = (name: string): PresentFile => ({ name, path: `dist/${name}`, size: 1, digest: digestOf(name) })
  const files = [file('y.zip'), file('x.zip')]
  const names = { checksumsFile: 'SHA256SUMS', sha512File: undefined }
  const declared = unwrap(
    parseDeclaration({
      tag: 'v1.2.3',
      expect: ['x.zip', 'y.zip'],
      platforms: '',
      packages: [],
      checksumsFile: 'SHA256SUMS',
      sha512File: undefined,
      perFile: false,
      prerelease: 'auto',
    }),
  )

  test('keeps the order of the declaration; checksums are sorted by bytes', () => {
    const set = unwrap(planSet(declared, [...files, file('SHA256SUMS')]))
    expect(set.files.map(({ name }) => name)).toEqual(['x.zip', 'y.zip'])
    expect(unwrap(planChecksums(set, names, [])).map(({ text }) => text.split('\n').map((line) => line.slice(66)))).toEqual([['x.zip', 'y.zip', '']])
  })

  test('a checksum file that is not what was written turns it red', () => {
    const [sums = { name: '', text: '', lists: [] }] = unwrap(planChecksums(unwrap(planSet(declared, files)), names, []))
    const flipped = sums.text.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))
    expect(verifyChecksums(sums.text, 'f', sums)).toEqual([])
    expect(verifyChecksums(flipped, 'f', sums)).toMatchObject([{ code: 'E_CHECKSUMS_CHANGED' }])
    expect(verifyChecksums(sums.text.split('\n').slice(1).join('\n'), 'f', sums)).toMatchObject([{ code: 'E_CHECKSUMS_EXTRA' }])
    expect(verifyChecksums(`${sums.text}${'a'.repeat(64)}  z\n`, 'f', sums)).toMatchObject([{ code: 'E_CHECKSUMS_MISSING' }])
    expect(verifyChecksums('', 'f', sums)).toMatchObject([{ code: 'E_CHECKSUMS_EMPTY' }])
  })

  test('artifacts are picked by name or pattern, and only "*" means something', () => {
    expect(pickArtifacts(['package-*', 'native'], ['package-a', 'native', 'native-x', 'xpackage-a'])).toEqual({ picked: ['package-a', 'native'], problems: [] })
    expect(pickArtifacts(['a.c', 'x*'], ['abc'])).toMatchObject({
      picked: [],
      problems: [{ message: 'no artifact fits "a.c"' }, { cure: expect.stringContaining('abc') }],
    })
  })
})
