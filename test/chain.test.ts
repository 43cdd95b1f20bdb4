import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { checkOutProject } from '@slipway/cli/rehearsal'
import type { RehearsalReport } from '@slipway/report'
import { root } from './rooms.ts'

const scratch = mkdtempSync(join(tmpdir(), 'chain-'))
const example = join(root, 'test/projects/microvm')

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

type Outcome = { readonly code: number; readonly report: RehearsalReport; readonly output: string }

/** The command as a person types it, less the set-up, which has been done when tests run. */
function rehearse(args: readonly string[]): Outcome {
  const folder = mkdtempSync(join(scratch, 'report-'))
  const result = spawnSync(process.execPath, ['--conditions=source', 'packages/cli/src/main.ts', 'rehearse', '--report', folder, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
    maxBuffer: 1 << 28,
  })
  const file = join(folder, 'report.json')
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RehearsalReport) : undefined
  if (report === undefined) throw new Error(`the rehearsal left no report:\n${result.stdout}${result.stderr}`)
  return { code: result.status ?? -1, report, output: `${result.stdout}${result.stderr}` }
}

/** A copy of the example, as a repository of its own, with one file changed. */
function plant(file: string, change: (text: string) => string): string {
  const project = join(mkdtempSync(join(scratch, 'project-')), 'microvm')
  mkdirSync(project)
  checkOutProject(example, project, 'refs/heads/main', 1_700_000_000)
  const before = readFileSync(join(project, file), 'utf8')
  const after = change(before)
  if (after === before) throw new Error(`nothing was planted in ${file}`)
  writeFileSync(join(project, file), after)
  return project
}

/** The result of each row, by its name. */
function results(report: RehearsalReport): Readonly<Record<string, string>> {
  return Object.fromEntries(report.jobs.map(({ name, result }) => [name, result]))
}

describe('the whole chain', () => {
  test('ends with one draft release, whole and proven, and a promoted tag', () => {
    const { code, report, output } = rehearse([])
    expect({ code, failure: report.failure, output: code === 0 ? '' : output }).toEqual({ code: 0, failure: undefined, output: '' })
    expect(report.ok).toBe(true)
    expect(report.release).toMatchObject({ tag: 'v1.2.3', draft: true })
    expect(report.release?.assets.map(({ name }) => name).sort()).toEqual([
      'checksums.txt',
      'microvm-darwin-arm64',
      'microvm-firmware-linux-amd64.tar.gz',
      'microvm-firmware-linux-arm64.tar.gz',
      'microvm-linux-amd64',
      'microvm-linux-arm64',
      'microvm-runtime-linux-amd64.tar.gz',
      'microvm-runtime-linux-arm64.tar.gz',
      'microvm-windows-amd64.exe',
    ])
    const images = report.registry.filter(({ repository }) => repository === 'example/microvm-builder')
    const next = images.find(({ tag }) => tag === 'next')?.digest
    expect(next).toMatch(/^sha256:/)
    expect(images.filter(({ tag }) => /^[0-9a-f]{40}$/.test(tag)).map(({ digest }) => digest)).toContain(next)
    expect(report.notes.join('\n')).toMatch(/cross/)
  }, 900_000)
})

describe('a planted fault turns the chain red at the right job, with the cure', () => {
  test('a Containerfile default that disagrees with versions.env', () => {
    const project = plant('images/builder/Containerfile', (text) => text.replace(/ARG LIBVMMFW_VERSION=v5\.4\.0/, 'ARG LIBVMMFW_VERSION=v5.2.0'))
    const { code, report } = rehearse(['--project', project, '--until', 'builder/plan'])
    expect(code).toBe(1)
    expect(results(report)['builder / plan']).toBe('failure')
    expect(report.failure?.message).toMatch(
      /LIBVMMFW_VERSION has the default v5\.2\.0, but versions\.env:\d+ says v5\.4\.0\. Write ARG LIBVMMFW_VERSION=v5\.4\.0/,
    )
  }, 300_000)

  test('an empty asset, and one of the wrong architecture', () => {
    const empty = `{{if eq .ARCH "amd64"}}cp /dev/null {{.FROM}}/initrd{{else}}true{{end}}`
    const foreign = `{{if eq .ARCH "arm64"}}CGO_ENABLED=0 GOOS=linux GOARCH=amd64 go build -o {{.FROM}}/runner ./cmd/mkinitrd{{else}}true{{end}}`
    const project = plant('Taskfile.yaml', (text) =>
      text.replace(/^( +)- mkdir -p \{\{\.ASSETS\}\}\/\{\{\.ARCH\}\} dist$/m, `$&\n$1- '${empty}'\n$1- '${foreign}'`),
    )
    const { code, report } = rehearse(['--project', project, '--until', 'release/host'])
    expect(code).toBe(1)
    const hosts = Object.entries(results(report)).filter(([name]) => name.includes('host'))
    expect(hosts.map(([, result]) => result)).toEqual(['failure', 'failure', 'failure', 'failure'])
    const said = (platform: string): string =>
      report.summaries
        .filter(({ job }) => job.endsWith(`host ${platform}`))
        .map(({ markdown }) => markdown)
        .join('\n')
    expect(said('windows/amd64')).toMatch(/initrd.*empty/)
    expect(said('linux/arm64')).toMatch(/runner.*amd64/)
    expect(report.failure?.step).toBe('prove what it embeds')
  }, 900_000)

  test('a missing platform', () => {
    const project = plant('.github/workflows/release.yml', (text) => text.replace(/ +\{"platform": "windows\/amd64"[^}]*\},\n/, ''))
    const { code, report } = rehearse(['--project', project, '--until', 'release/release'])
    expect(code).toBe(1)
    expect(results(report)['release / release']).toBe('failure')
    expect(report.failure?.message).toMatch(/microvm-windows-amd64\.exe/)
    expect(report.release).toBeUndefined()
    expect(report.requests.github).not.toHaveProperty(['POST /repos/{owner}/{repo}/releases'])
  }, 900_000)
})

test('a registry and a GitHub that answer 503 once stay green, and nothing is built anew', () => {
  const faults = ['registry:GET */manifests/*#1=503', 'github:POST */releases#1=503', 'github:POST */assets*#2=503']
  const { code, report, output } = rehearse(['--until', 'release/release', ...faults.flatMap((fault) => ['--fault', fault])])
  expect({ code, failure: report.failure, output: code === 0 ? '' : output }).toEqual({ code: 0, failure: undefined, output: '' })
  expect(results(report)['builder / make']).toBe('skipped')
  expect(report.notes.join('\n')).toContain('builder: found')
}, 900_000)
