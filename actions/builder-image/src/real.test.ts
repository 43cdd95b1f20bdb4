import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parseInputs } from '@slipway/contract'
import { createExec, createHttp, type Http, type HttpRequest } from '@slipway/host'
import { createFakes } from '@slipway/host/fakes'
import { type Platform, unwrap } from '@slipway/kernel'
import { parseReference } from '@slipway/oci'
import { createRegistry } from '@slipway/registry'
import { type RunningRegistry, startRegistry } from '@slipway/registry/fakes'
import { contract } from './contract.ts'
import { run } from './run.ts'

/** buildah, skopeo and docker-registry as they are installed, from a workspace to an index that both find again. */

const folder = mkdtempSync(join(tmpdir(), 'builder-real-'))
let running: RunningRegistry
beforeAll(async () => {
  running = await startRegistry()
})
afterAll(async () => {
  await running.stop()
  rmSync(folder, { recursive: true, force: true })
})

function machine() {
  const { signal } = new AbortController()
  const fakes = createFakes({ folder, job: { event: { repository: { default_branch: 'main' } } } })
  const exec = createExec({ env: process.env, cwd: folder, windows: false, print: () => {}, signal })
  const real = createHttp({ env: process.env, userAgent: 'test', signal })
  const requests: HttpRequest[] = []
  const http: Http = { request: (request) => real.request(requests[requests.push(request) - 1] ?? request) }
  return { requests, ports: { ...fakes.ports, exec, http, random: () => Math.random().toString(16).slice(2) } }
}

test('ensure builds an honest image for each platform; the second time nothing is built', async () => {
  const first = machine()
  const { files } = first.ports
  await files.write('versions.env', 'LIB_VERSION=v1.2.3\n')
  await files.write(
    'images/builder/Containerfile',
    'FROM scratch\nARG LIB_VERSION\nARG TARGETARCH\nCOPY lib.c /src/lib.c\nLABEL lib=$LIB_VERSION arch=$TARGETARCH\n',
  )
  await files.write('images/builder/lib.c', 'int a;\n')
  const image = `${running.host}/o/builder`
  const given = { image, username: 'me', token: 'secret', engine: 'buildah', cache: 'false', tags: 'v{LIB_VERSION}\nlatest' }
  const inputs = unwrap(parseInputs(contract, given))
  const outputs = await run(inputs, first.ports)
  expect(outputs).toMatchObject({ repository: image, found: 'false', tagged: 'true', missing: '[]' })

  const registry = createRegistry(first.ports)
  const at = unwrap(parseReference(`${image}@${outputs.digest}`))
  const index = await registry.readManifest(at)
  if (index?.kind !== 'index') throw new Error('no index')
  for (const { digest, platform } of index.manifests) {
    const manifest = await registry.readManifest({ ...at, digest })
    if (manifest?.kind !== 'image') throw new Error('no image')
    const config = await registry.readConfig(at, manifest)
    expect(config).toMatchObject({ platform, labels: { lib: 'v1.2.3', arch: platform?.split('/')[1] }, created: '1980-01-01T00:00:00Z' })
  }
  expect(index.manifests.map(({ platform }) => platform)).toEqual(['linux/amd64', 'linux/arm64'] as Platform[])
  // Without the referrers API, what lies beside the index is listed under a tag of its own.
  const tags = [outputs.key, `${outputs.key}-amd64`, `${outputs.key}-arm64`, 'latest', 'v1.2.3', outputs.digest.replace(':', '-')]
  expect([...(await registry.listTags(at))].sort()).toEqual(tags.sort())

  const second = machine()
  expect(await run(inputs, second.ports)).toEqual({ ...outputs, found: 'true' })
  expect(second.requests.map(({ method, url }) => `${method} ${url.split('/').at(-1)}`)).toEqual([`GET ${outputs.key}`, 'GET v1.2.3', 'GET latest'])

  const third = unwrap(parseInputs(contract, { ...given, mode: 'verify-reproducible', platform: 'linux/arm64' }))
  expect(await run(third, machine().ports)).toMatchObject({ reproducible: 'true' })
}, 60_000)
