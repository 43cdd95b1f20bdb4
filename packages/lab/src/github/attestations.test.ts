import { getOctokit } from '@actions/github'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { digestOf } from '@slipway/kernel'
import { checkAgainstOpenApi, type GitHub, type ObservedExchange, type OpenApi, readOpenApi, startGitHub, type TokenPermissions } from './index.ts'

const at = { owner: 'acme', repo: 'vm' }
const digest = digestOf('a file')
const provenance = 'https://slsa.dev/provenance/v1'
const exchanges: ObservedExchange[] = []
let openApi: OpenApi
let github: GitHub

beforeAll(async () => {
  openApi = await readOpenApi()
})
beforeEach(async () => {
  const repositories = [{ owner: 'acme', name: 'vm' }, { owner: 'acme', name: 'open', visibility: 'public' } as const]
  github = await startGitHub({ repositories, observe: (one) => exchanges.push(one) })
})
afterEach(async () => {
  await github.stop()
  expect(exchanges.splice(0).flatMap((one) => checkAgainstOpenApi(openApi, one))).toEqual([])
})

const repos = (permissions: TokenPermissions = { attestations: 'write' }, repository = 'acme/vm') =>
  getOctokit(github.issueToken({ permissions, repository }), { baseUrl: github.url }).rest.repos
const statusOf = (promise: Promise<{ readonly status: number }>): Promise<number> =>
  promise.then(
    ({ status }) => status,
    (error: { readonly status: number }) => error.status,
  )

function bundleOf(subject: unknown, predicateType = provenance) {
  const payload = Buffer.from(JSON.stringify({ _type: 'https://in-toto.io/Statement/v1', subject, predicateType, predicate: {} })).toString('base64')
  const envelope = { payload, payloadType: 'application/vnd.in-toto+json', signatures: [{ sig: 'AA==' }] }
  return { mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json', verificationMaterial: {}, dsseEnvelope: envelope }
}
const about = (...names: readonly string[]) => names.map((name) => ({ name, digest: { sha256: digestOf(name).slice(7) } }))

describe('attestations', () => {
  test('are found by what they are about, newest first, and by their type', async () => {
    const first = bundleOf(about('another file', 'a file'))
    const second = bundleOf(about('a file'), 'https://spdx.dev/Document/v2.3')
    for (const bundle of [first, second]) expect((await repos().createAttestation({ ...at, bundle })).data.id).toBeGreaterThan(0)
    const list = async (predicate_type?: string) => {
      const { data } = await repos().listAttestations({ ...at, subject_digest: digest, ...(predicate_type === undefined ? {} : { predicate_type }) })
      return data.attestations?.map(({ bundle }) => bundle)
    }
    expect(await list()).toEqual([second, first])
    expect([await list(provenance), await list('provenance'), await list('sbom'), await list('release')]).toEqual([[first], [first], [second], []])
    const { data } = await repos().listAttestations({ ...at, subject_digest: digestOf('another file') })
    expect(data.attestations).toMatchObject([{ bundle: first, initiator: 'github-actions[bot]', repository_id: expect.any(Number) }])
    expect(await statusOf(repos().listAttestations({ ...at, subject_digest: digestOf('no file') }))).toBe(404)
  })

  test('come in pages, each of which says where the next and the last one are', async () => {
    for (let count = 0; count < 5; count += 1) await repos().createAttestation({ ...at, bundle: bundleOf(about('a file'), `https://x/${count}`) })
    const headers = { authorization: `Bearer ${github.issueToken({ permissions: { attestations: 'read' }, repository: 'acme/vm' })}` }
    const walk = async (start: string, rel: string): Promise<string[]> => {
      const types: string[] = []
      for (let url: string | undefined = start; url !== undefined; ) {
        const answer: Response = await fetch(url, { headers })
        const { attestations } = (await answer.json()) as { attestations: { bundle: { dsseEnvelope: { payload: string } } }[] }
        types.push(
          attestations
            .map(
              ({ bundle }) =>
                Buffer.from(bundle.dsseEnvelope.payload, 'base64')
                  .toString()
                  .match(/https:\/\/x\/(\d)/)?.[1],
            )
            .join(''),
        )
        url = new RegExp(`<([^>]+)>; rel="${rel}"`).exec(answer.headers.get('link') ?? '')?.[1]
        if (url !== undefined) start = url
      }
      return [...types, start]
    }
    const forward = await walk(`${github.url}/repos/acme/vm/attestations/${digest}?per_page=2`, 'next')
    expect(forward.slice(0, 3)).toEqual(['43', '21', '0'])
    expect((await walk(forward[3] ?? '', 'prev')).slice(0, 3)).toEqual(['0', '21', '43'])
  })

  test.each<[string, TokenPermissions, string, [number, number]]>([
    ['write', { attestations: 'write' }, 'vm', [201, 200]],
    ['read only', { attestations: 'read', contents: 'write' }, 'vm', [403, 200]],
    ['other permissions', { contents: 'write' }, 'vm', [403, 403]],
    ['none, in a public repository', {}, 'open', [403, 200]],
  ])('with %s', async (_, permissions, repo, statuses) => {
    const place = { owner: 'acme', repo }
    const bundle = bundleOf(about('a file'))
    await repos({ attestations: 'write' }, `acme/${repo}`).createAttestation({ ...place, bundle })
    const client = repos(permissions, `acme/${repo}`)
    expect([
      await statusOf(client.createAttestation({ ...place, bundle })),
      await statusOf(client.listAttestations({ ...place, subject_digest: digest })),
    ]).toEqual(statuses)
  })

  test.each<[string, object]>([
    ['no bundle', {}],
    ['no object', { bundle: 'x' }],
    ['no statement', { bundle: { dsseEnvelope: { payload: 'AAAA' } } }],
    ['a statement about nothing', { bundle: bundleOf([]) }],
  ])('of %s are refused', async (_, body) => {
    const authorization = `Bearer ${github.issueToken({ permissions: { attestations: 'write' }, repository: 'acme/vm' })}`
    const answer = await fetch(`${github.url}/repos/acme/vm/attestations`, { method: 'POST', headers: { authorization }, body: JSON.stringify(body) })
    expect(answer.status).toBe(422)
  })
})
