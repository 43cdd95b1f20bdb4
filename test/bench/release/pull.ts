import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseInputs } from '@slipway/contract'
import { createExec, createHttp, type Ports } from '@slipway/host'
import { createFakes } from '@slipway/host/fakes'
import { unwrap } from '@slipway/kernel'
import { startRegistry } from '@slipway/registry/fakes'
import { contract } from '../../../actions/oci-push/src/contract.ts'
import { run } from '../../../actions/oci-push/src/run.ts'

type Meter = { readonly row: (name: string, value: number, unit: string, bar: number) => unknown }

const tools = resolve(import.meta.dirname, '../../../.cache/tools')
const programs = {
  oras: { module: 'oras.land/oras', path: 'oras.land/oras/cmd/oras', version: 'v1.2.3' },
  crane: { module: 'github.com/google/go-containerregistry', path: 'github.com/google/go-containerregistry/cmd/crane', version: 'v0.22.1' },
  regctl: { module: 'github.com/regclient/regclient', path: 'github.com/regclient/regclient/cmd/regctl', version: 'v0.11.7' },
} as const

/** What oci-push pushes, taken by the programs that people have: each line is one way to read it, and has to give the same bytes. */
export async function* measurePulls(meter: Meter): AsyncGenerator<unknown> {
  const [oras, crane, regctl] = [ensureProgram('oras'), ensureProgram('crane'), ensureProgram('regctl')]
  const root = mkdtempSync(join(tmpdir(), 'release-pull-'))
  const registry = await startRegistry()
  try {
    const [files, folder] = [`${registry.host}/octo/vm/runtime`, `${registry.host}/octo/vm/deploy`]
    await push(root, files, folder)
    spawnSync(regctl, ['registry', 'set', '--tls', 'disabled', registry.host], { env: environment(root) })
    const same = (platform: string): string => `cmp vm-linux-${platform}.tar.gz ${root}/workspace/vm-linux-${platform}.tar.gz`
    const base = `cmp kustomization.yaml ${root}/workspace/deploy/kustomization.yaml && cmp parts/a.yaml ${root}/workspace/deploy/parts/a.yaml`
    const readers: Readonly<Record<string, string>> = {
      'oras pull of a platform by its tag': `${oras} pull --plain-http ${files}:v1.2.3-linux-arm64 && ${same('arm64')}`,
      'oras pull --platform of the index': `${oras} pull --plain-http --platform linux/amd64 ${files}:v1.2.3 && ${same('amd64')}`,
      'oras pull of a folder': `${oras} pull --plain-http ${folder}:v1.2.3 && ${base}`,
      'regctl artifact get --platform of the index': `${regctl} artifact get --platform linux/arm64 ${files}:v1.2.3 --output . && ${same('arm64')}`,
      'regctl artifact get of a folder': `${regctl} artifact get ${folder}:v1.2.3 --output . && ${base}`,
      'regctl image copy of the index': `${regctl} image copy ${files}:v1.2.3 ${files}-regctl:v1.2.3 && test "$(${regctl} image digest ${files}-regctl:v1.2.3)" = "$(${crane} digest ${files}:v1.2.3)"`,
      'crane validate of a platform': `${crane} validate --remote ${files}:v1.2.3-linux-amd64`,
      'crane blob of a layer': `${crane} blob "${files}@$(sha256sum < ${root}/workspace/vm-linux-amd64.tar.gz | sed 's/^/sha256:/; s/ .*//')" | cmp - ${root}/workspace/vm-linux-amd64.tar.gz`,
      'crane copy of the index': `${crane} copy ${files}:v1.2.3 ${files}-crane:v1.2.3 && test "$(${crane} digest ${files}-crane:v1.2.3)" = "$(${crane} digest ${files}:v1.2.3)"`,
      'skopeo copy --all --preserve-digests of the index': `skopeo copy --quiet --all --preserve-digests --src-tls-verify=false docker://${files}:v1.2.3 oci:kept && test -s kept/index.json`,
    }
    for (const [name, line] of Object.entries(readers)) {
      const place = mkdtempSync(join(root, 'pulled-'))
      const { status, stderr } = spawnSync('sh', ['-c', line], { cwd: place, env: environment(root), encoding: 'utf8' })
      if (status !== 0) process.stderr.write(`${name}: ${stderr}\n`)
      yield meter.row(name, status === 0 ? 0 : 1, 'failures', 0)
    }
  } finally {
    await registry.stop()
    rmSync(root, { recursive: true, force: true })
  }
}

function environment(root: string): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: root }
}

async function push(root: string, files: string, folder: string): Promise<void> {
  const place = join(root, 'workspace')
  mkdirSync(join(place, 'deploy/parts'), { recursive: true })
  for (const platform of ['amd64', 'arm64']) writeFileSync(join(place, `vm-linux-${platform}.tar.gz`), Buffer.alloc(500_000, platform))
  writeFileSync(join(place, 'deploy/kustomization.yaml'), 'resources: [parts/a.yaml]\n')
  writeFileSync(join(place, 'deploy/parts/a.yaml'), 'kind: Deployment\n')
  const signal = new AbortController().signal
  const exec = createExec({ env: { PATH: process.env.PATH }, cwd: place, windows: false, print: () => {}, signal })
  const ports: Ports = { ...createFakes({ folder: root }).ports, exec, http: createHttp({ env: {}, userAgent: 'bench', signal }) }
  const shared = { source: 'https://github.com/octo/vm', revision: 'c'.repeat(40), license: 'Apache-2.0', username: 'octocat', token: 'secret', tags: 'v1.2.3' }
  const several = {
    repository: files,
    files: 'vm-{os}-{arch}.tar.gz',
    platforms: 'linux/amd64,linux/arm64',
    'artifact-type': 'application/vnd.octo.vm.runtime',
  }
  for (const given of [several, { repository: folder, folder: 'deploy', 'artifact-type': 'application/vnd.octo.kustomize' }])
    await run(unwrap(parseInputs(contract, { ...shared, ...given })), ports)
}

/** `go install` refuses oras, whose list of versions the proxy does not give: a module that requires it is built instead. */
function ensureProgram(name: keyof typeof programs): string {
  const { module, path, version } = programs[name]
  const folder = join(tools, `${name}-${version}`)
  const program = join(folder, name)
  if (existsSync(program)) return program
  mkdirSync(folder, { recursive: true })
  const scratch = mkdtempSync(join(tmpdir(), 'go-'))
  const go = (...args: readonly string[]): void =>
    void execFileSync('go', [...args], { cwd: scratch, env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '' }, stdio: ['ignore', 'ignore', 'pipe'] })
  go('mod', 'init', 'scratch')
  go('mod', 'edit', '-require', `${module}@${version}`)
  go('build', '-mod=mod', '-o', program, path)
  rmSync(scratch, { recursive: true })
  return program
}
