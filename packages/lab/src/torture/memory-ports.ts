import type { Ports } from '@slipway/host'
import { Defect } from '@slipway/kernel'
import { createMemoryFiles } from './memory-files.ts'
import { createMemoryHttp, type Wire } from './memory-http.ts'
import { commit, type Files, slug } from './scene.ts'
import type { VirtualProcess } from './virtual-process.ts'

/** Everything that a run may do to the world, in memory. */
export function createPorts(process: VirtualProcess, wire: Wire, files: Files, run: number): Ports {
  const workspace = new Map([...files].map(([name, bytes]) => [`dist/${name}`, bytes]))
  return {
    exec: { run: refuse, which: refuse },
    files: createMemoryFiles(process, workspace),
    http: createMemoryHttp(process, wire),
    clock: { now: wire.stage.now, sleep: (milliseconds) => process.call(() => wire.stage.sleep(milliseconds)) },
    log: { ...silent, group: (_, body) => body() },
    summary: { add: () => {} },
    artifacts: { upload: refuse, list: refuse, download: refuse },
    cache: { available: () => false, restore: refuse, save: refuse },
    job: jobOf(run, wire.github.url),
    random: (bytes) => Array.from({ length: bytes * 2 }, () => wire.random.below(16).toString(16)).join(''),
    signal: new AbortController().signal,
  }
}

const nothing = (): void => {}
const silent = { info: nothing, debug: nothing, warning: nothing, notice: nothing, mask: nothing, exportVariable: nothing }

const refuse = (): never => {
  throw new Defect('the torture has no such call')
}

function jobOf(run: number, apiUrl: string): Ports['job'] {
  return {
    repository: slug,
    ref: 'refs/tags/v1.2.3',
    refName: 'v1.2.3',
    refType: 'tag',
    sha: commit,
    eventName: 'push',
    event: {},
    actor: 'octocat',
    runId: '1',
    runAttempt: String(run + 1),
    apiUrl,
    serverUrl: 'https://github.com',
    workspace: '/workspace',
    temp: '/temp',
    platform: 'linux/amd64',
    variable: () => undefined,
  }
}
