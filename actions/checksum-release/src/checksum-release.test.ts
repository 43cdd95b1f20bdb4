import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import type { PresentFile } from '@slipway/checksums'
import { type InputsOf, parseInputs } from '@slipway/contract'
import type { HttpRequest, HttpResponse } from '@slipway/host'
import { createFakes, type Fakes } from '@slipway/host/fakes'
import { type Digest, digestOf, hexOf, unwrap } from '@slipway/kernel'
import { contract } from './contract.ts'
import { pickArtifacts, planSet, verifyChecksums } from './plan.ts'
import { run } from './run.ts'

type Asset = { id: number; name: string; size: number; state: string; digest: string }
type Release = { id: number; tag_name: string; draft: boolean; prerelease: boolean; body: string; html_url: string; upload_url: string; assets: Asset[] }

/** As much of GitHub as one run of the action needs; the emulator of the lab is for everything else. */
class Server {
  readonly releases: Release[] = []
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
    if (route.startsWith('GET /git/ref/tags')) return json(200, {})
    if (release === undefined) return json(404, { message: 'Not Found' })
    if (method === 'PATCH') return json(200, Object.assign(release, { draft: input.draft, prerelease: input.prerelease }))
    if (method === 'GET') return json(200, route.endsWith('/assets') ? release.assets : release)
    return this.#upload(release, searchParams.get('name') ?? '', body)
  }

  async #upload(release: Release, name: string, body: HttpRequest['body']): Promise<Partial<HttpResponse>> {
    if (typeof body !== 'object' || !('stream' in body)) return json(400, {})
    const chunks: Uint8Array[] = []
    for await (const chunk of body.stream()) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    this.#id += 1
    const asset = { id: this.#id, name, size: bytes.length, state: 'uploaded', digest: digestOf(bytes) }
    release.assets.push(asset)
    return json(201, asset)
  }
}

function json(status: number, value: unknown): Partial<HttpResponse> {
  return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(value)) }
}

const names = ['microvm-firmware-linux-amd64.tar.gz', 'microvm-runtime-linux-amd64.tar.gz']

const scratch = mkdtempSync(join(tmpdir(), 'checksum-release-'))

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

function workspace(files: readonly string[] = names): Fakes & { readonly folder: string; readonly server: Server } {
  const folder = mkdtempSync(join(scratch, 'case-'))
  for (const name of files) {
    mkdirSync(dirname(join(folder, 'workspace/dist', name)), { recursive: true })
    writeFileSync(join(folder, 'workspace/dist', name), name.includes('empty') ? '' : `bytes of ${name}`)
  }
  const server = new Server()
  return { ...createFakes({ folder, http: (request) => server.answer(request) }), folder, server }
}

function inputs(change: Readonly<Record<string, string>> = {}): InputsOf<typeof contract> {
  const given = { tag: 'v1.2.3', expect: names.join('\n'), files: 'dist', repository: 'octo/microvm', token: 'secret' }
  return unwrap(parseInputs(contract, { ...given, ...change }))
}

const changing = (fakes: Fakes): string[] =>
  fakes.requests.filter(({ method }) => method !== 'GET').map(({ method, url }) => `${method} ${new URL(url).pathname}`)
const problemsOf = (promise: Promise<unknown>): Promise<string[]> =>
  promise.then(
    () => [],
    (error: { problems?: { code: string }[] }) => error.problems?.map(({ code }) => code) ?? [String(error)],
  )

describe('a run', () => {
  test('makes a draft of exactly the declared set and its checksums', async () => {
    const fakes = workspace([...names, 'checksums.txt'])
    const outputs = await run(inputs({ body: 'Hello' }), fakes.ports)
    const [release] = fakes.server.releases
    expect(release).toMatchObject({ tag_name: 'v1.2.3', draft: true, prerelease: false, body: expect.stringMatching(/^Hello/) })
    expect(release?.assets.map(({ name }) => name).toSorted()).toEqual(['checksums.txt', ...names])
    const text = names.map((name) => `${hexOf(digestOf(`bytes of ${name}`))}  ${name}\n`).join('')
    expect(readFileSync(outputs.checksums, 'utf8')).toBe(text)
    expect(release?.assets.find(({ name }) => name === 'checksums.txt')?.digest).toBe(digestOf(text))
    expect(outputs).toMatchObject({ 'release-id': '1', draft: 'true', tag: 'v1.2.3', url: release?.html_url })
    expect(JSON.parse(outputs.assets)).toHaveLength(3)
    expect(fakes.summary()).toContain(`| \`${names[0]}\` |`)
    expect(fakes.summary()).toContain('sha256sum -c checksums.txt')
    expect(fakes.summary()).toContain('gh release edit v1.2.3 --repo octo/microvm --draft=false')
  })

  test('publishes when asked, and a second run sends nothing', async () => {
    const fakes = workspace()
    expect(await run(inputs({ publish: 'true', tag: 'v2.0.0-rc.1' }), fakes.ports)).toMatchObject({ draft: 'false' })
    expect(fakes.server.releases).toMatchObject([{ draft: false, prerelease: true }])
    expect(changing(fakes).at(-1)).toBe('PATCH /repos/octo/microvm/releases/1')
    const before = changing(fakes).length
    await run(inputs({ publish: 'true', tag: 'v2.0.0-rc.1' }), fakes.ports)
    expect(changing(fakes)).toHaveLength(before)
    expect(fakes.lines).toContain('0 bytes sent in 0 uploads')
  })

  test('takes files from artifacts of the run', async () => {
    const fakes = workspace()
    for (const name of names) await fakes.ports.artifacts.upload(`package-${name}`, [name], join(fakes.folder, 'workspace/dist'))
    await run(inputs({ files: '', artifacts: 'package-*' }), fakes.ports)
    expect(fakes.server.releases[0]?.assets).toHaveLength(3)
  })

  test('a dry run prints the same plan and changes nothing', async () => {
    const [dry, real] = [workspace(), workspace()]
    const outputs = await run(inputs({ 'dry-run': 'true' }), dry.ports)
    await run(inputs(), real.ports)
    expect(changing(dry)).toEqual([])
    expect(dry.lines.filter((line) => /^(create|upload|leave)/.test(line))).toHaveLength(5)
    expect(real.lines.slice(0, dry.lines.length)).toEqual(dry.lines)
    expect(outputs).toMatchObject({ 'release-id': '', url: '', draft: '', tag: 'v1.2.3' })
  })

  test('what somebody else put into the draft stays, and is pointed at', async () => {
    const fakes = workspace()
    const photo = { id: 99, name: 'photo.png', size: 1, state: 'uploaded', digest: digestOf('p') }
    fakes.server.draft('v1.2.3', { assets: [photo] })
    await run(inputs(), fakes.ports)
    expect(fakes.server.releases[0]?.assets).toContain(photo)
    expect(fakes.warnings).toMatchObject([{ code: 'E_RELEASE_FOREIGN' }])
    expect(await problemsOf(run(inputs({ publish: 'true' }), fakes.ports))).toEqual(['E_GITHUB_FOREIGN'])
  })

  test('everything that is wrong with the set is said before the first request', async () => {
    const fakes = workspace(['empty.tar.gz', 'extra.txt', 'a b.txt', 'more/twice.zip', 'twice.zip'])
    const found = await problemsOf(run(inputs({ expect: 'empty.tar.gz\n{version}.zip\ntwice.zip\na b.txt\n{os}', tag: '1.2' }), fakes.ports))
    expect(found.toSorted()).toEqual([
      'E_CHECKSUMS_DUPLICATE',
      'E_CHECKSUMS_EMPTY_FILE',
      'E_CHECKSUMS_EXTRA',
      'E_CHECKSUMS_MISSING',
      'E_GITHUB_ASSET_NAME',
      'E_KERNEL_RELEASE_TAG',
      'E_RELEASE_TEMPLATE',
    ])
    expect(fakes.requests).toEqual([])
  })

  test.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['a missing platform', { expect: [...names, 'microvm-runtime-linux-arm64.tar.gz'].join('\n') }, 'E_CHECKSUMS_MISSING'],
    ['a pattern that names nothing', { files: 'dist\nout/*.zip' }, 'E_RELEASE_FILES'],
    ['artifacts that are not there', { artifacts: 'native-*' }, 'E_RELEASE_ARTIFACT'],
    ['a checksum file in a folder', { 'checksums-file': 'a/b' }, 'E_CHECKSUMS_NAME'],
  ])('%s is refused before the first request', async (_, change, code) => {
    const fakes = workspace()
    expect((await problemsOf(run(inputs(change), fakes.ports)))[0]).toBe(code)
    expect(fakes.requests).toEqual([])
  })

  test('a public release that differs is never touched', async () => {
    const fakes = workspace()
    fakes.server.draft('v1.2.3', { draft: false })
    expect(await problemsOf(run(inputs(), fakes.ports))).toEqual(['E_GITHUB_PUBLISHED'])
    expect(changing(fakes)).toEqual([])
  })

  test('a server that says no is a refusal with a cure', async () => {
    const fakes = createFakes({ folder: workspace().folder, http: () => json(403, { message: 'Resource not accessible by integration' }) })
    await expect(run(inputs(), fakes.ports)).rejects.toMatchObject({
      name: 'Refusal',
      problems: [{ code: 'E_GITHUB_DENIED', cure: expect.stringContaining('contents: write') }],
    })
  })
})

describe('the plan', () => {
  const file = (name: string): PresentFile => ({ name, path: `dist/${name}`, size: 1, digest: digestOf(name) })
  const declared = { tag: 'v1.2.3-rc.1', expect: ['x_{tag}.zip', 'y-{version}.zip'], checksumsFile: 'SHA256SUMS', prerelease: 'auto' } as const
  const files = [file('y-1.2.3-rc.1.zip'), file('x_v1.2.3-rc.1.zip')]

  test('fills templates, keeps the order of the declaration, tells a prerelease by its tag', () => {
    const set = unwrap(planSet(declared, files))
    expect(set.files.map(({ name }) => name)).toEqual(['x_v1.2.3-rc.1.zip', 'y-1.2.3-rc.1.zip'])
    expect(set.prerelease).toBe(true)
    expect(set.checksums.split('\n').map((line) => line.slice(66))).toEqual(['x_v1.2.3-rc.1.zip', 'y-1.2.3-rc.1.zip', ''])
    expect(unwrap(planSet({ ...declared, prerelease: 'false' }, files)).prerelease).toBe(false)
  })

  test('an empty declaration is no declaration', () => {
    expect(planSet({ ...declared, expect: [] }, [])).toMatchObject({ ok: false, error: [{ code: 'E_CHECKSUMS_EMPTY', at: { input: 'expect' } }] })
  })

  test('a checksum file that is not what was written turns it red', () => {
    const set = unwrap(planSet(declared, files))
    expect(verifyChecksums(set.checksums, 'f', set)).toEqual([])
    expect(
      verifyChecksums(
        set.checksums.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
        'f',
        set,
      ),
    ).toMatchObject([{ code: 'E_CHECKSUMS_CHANGED' }])
    expect(verifyChecksums(set.checksums.split('\n').slice(1).join('\n'), 'f', set)).toMatchObject([{ code: 'E_CHECKSUMS_EXTRA' }])
    expect(verifyChecksums(`${set.checksums}${'a'.repeat(64)}  z\n`, 'f', set)).toMatchObject([{ code: 'E_CHECKSUMS_MISSING' }])
    expect(verifyChecksums('', 'f', { ...set, files: [{ ...file('a'), digest: 'x' as Digest }] })).toMatchObject([{ code: 'E_CHECKSUMS_EMPTY' }])
  })

  test('artifacts are picked by name or pattern, and only "*" means something', () => {
    expect(unwrap(pickArtifacts(['package-*', 'native'], ['package-a', 'native', 'native-x', 'xpackage-a']))).toEqual(['package-a', 'native'])
    expect(pickArtifacts(['a.c', 'x*'], ['abc'])).toMatchObject({
      ok: false,
      error: [{ message: 'no artifact fits "a.c"' }, { cure: expect.stringContaining('abc') }],
    })
  })
})
