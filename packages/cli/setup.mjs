// The set-up of a bare machine: what is needed, what is missing, and the commands that get it.
// Plain JavaScript without dependencies, because it runs before anything is installed, on Node.js 20 or newer.
import { createHash } from 'node:crypto'

/** Versions that are known to work together. A change here is a change of the lab, and is tested as one. */
export const versions = { act: 'v0.2.89', actionlint: 'v1.7.12', task: 'v3.44.0', zizmor: '1.32.0' }

/**
 * @typedef {object} Need
 * @property {'npm' | 'debian' | 'go' | 'python'} kind
 * @property {string} name   package or module
 * @property {string} why
 * @property {readonly string[]} for   commands of the CLI
 * @property {string} [provides]   a file whose presence shows that it is installed
 */

/** @type {readonly Need[]} */
export const needs = [
  { kind: 'npm', name: 'npm packages of package-lock.json', why: 'TypeScript, jest, the bundler, and a Node.js 24 to run them', for: ['*'] },
  debian('skopeo', 'copies images between layouts and registries', '/usr/bin/skopeo'),
  debian('buildah', 'builds the builder image, and runs builds in it, without a daemon', '/usr/bin/buildah'),
  debian('docker-registry', 'the real OCI registry of the lab', '/usr/bin/docker-registry'),
  debian('mmdebstrap', 'makes the toolchain images that a rehearsal builds from', '/usr/bin/mmdebstrap'),
  debian('gcc', 'compiles fixtures of the tests', '/usr/bin/gcc', ['test']),
  debian('libc6-dev', 'the C library that those fixtures link', '/usr/include/stdio.h', ['test']),
  debian('make', 'runs the C build of the example project in its tests', '/usr/bin/make', ['test']),
  debian('llvm', 'reads ELF, PE and Mach-O files, for comparison', '/usr/bin/llvm-readobj', ['test']),
  debian('libc6-powerpc-cross', 'libraries of a machine of 32 bits whose bytes are in the other order', '/usr/powerpc-linux-gnu/lib/libc.so.6', ['test']),
  debian('ripgrep', 'searches beside our own search, for comparison', '/usr/bin/rg', ['bench']),
  debian('python3-venv', 'a place for zizmor, and for wheels', '/var/lib/dpkg/info/python3-venv.list', ['test', 'lint', 'bench']),
  debian('unzip', 'reads the zip files that are written, as their users do', '/usr/bin/unzip', ['test', 'bench']),
  debian('zip', 'writes zip files that are to be unpacked', '/usr/bin/zip', ['test']),
  debian('zstd', 'reads the tar.zst files that are written', '/usr/bin/zstd', ['test', 'bench']),
  debian('libarchive-tools', 'bsdtar, which reads the archives that are written', '/usr/bin/bsdtar', ['test', 'bench']),
  debian('perl', 'shasum, which reads checksum files on macOS', '/usr/bin/shasum', ['test']),
  debian('openssl', 'what hashing is compared with and measured beside', '/usr/bin/openssl', ['test', 'bench']),
  debian('pigz', 'what compressing is measured beside', '/usr/bin/pigz', ['bench']),
  debian('curl', 'asks as a step of a workflow does, and is what uploading is measured beside', '/usr/bin/curl', ['test', 'bench']),
  debian('diffoscope-minimal', 'looks for differences between archives', '/usr/bin/diffoscope', ['bench']),
  go('act', 'github.com/nektos/act', 'executes one job leg at a time'),
  go('task', 'github.com/go-task/task/v3/cmd/task', 'the example project keeps its build logic in a Taskfile'),
  go('actionlint', 'github.com/rhysd/actionlint/cmd/actionlint', 'checks the workflows', ['test', 'lint']),
  {
    kind: 'python',
    name: `zizmor==${versions.zizmor}`,
    why: 'checks the security of the workflows',
    for: ['test', 'lint'],
    provides: 'tools/zizmor/bin/zizmor',
  },
]

/** @returns {Need} */
function debian(name, why, provides, commands = ['rehearse', 'test', 'bench']) {
  return { kind: 'debian', name, why, for: commands, provides }
}

/** @returns {Need} */
function go(name, module, why, commands = ['rehearse', 'test', 'bench']) {
  return { kind: 'go', name: `${module}@${versions[name]}`, why, for: commands, provides: `tools/${name}-${versions[name]}/${name}` }
}

/**
 * What is missing for a command, and the commands that get it, in order. Pure.
 * @param {string} command
 * @param {{ present: (need: Need) => boolean, root: boolean, apt: boolean, go: boolean, cache: string, aptFresh: boolean }} facts
 * @returns {{ missing: Need[], steps: { title: string, argv: string[], env?: Record<string, string>, debian?: boolean }[], blocked: string[] }}
 */
export function planSetup(command, facts) {
  const missing = needs.filter((need) => (need.for.includes('*') || need.for.includes(command)) && !facts.present(need))
  const packages = missing.filter(({ kind }) => kind === 'debian').map(({ name }) => name)
  const steps = []
  const blocked = []
  if (packages.length > 0) {
    const install = ['apt-get', 'install', '-y', '-q', '--no-install-recommends', ...packages]
    if (!facts.apt) blocked.push(`${packages.join(', ')}: this is neither Debian nor Ubuntu; install them with your package manager`)
    else if (!facts.root)
      blocked.push(`${packages.join(', ')}: needs root; run: apt-get update && apt-get install --no-install-recommends ${packages.join(' ')}`)
    else {
      if (!facts.aptFresh) steps.push({ title: 'refresh the lists of packages', argv: ['apt-get', 'update', '-q'], debian: true })
      steps.push({ title: `install ${packages.join(', ')}`, argv: install, debian: true })
    }
  }
  for (const need of missing) {
    if (need.kind === 'go') {
      const folder = `${facts.cache}/${need.provides?.replace(/\/[^/]*$/, '')}`
      if (!facts.go) blocked.push(`${need.name}: needs Go; install it from your package manager, then run: GOBIN=${folder} go install ${need.name}`)
      else steps.push({ title: `build ${need.name}`, argv: ['go', 'install', need.name], env: { GOBIN: folder, GOFLAGS: '', CGO_ENABLED: '0' } })
    }
    if (need.kind === 'python') {
      const venv = `${facts.cache}/tools/zizmor`
      steps.push({ title: 'make a Python environment', argv: ['python3', '-m', 'venv', venv] })
      steps.push({ title: `install ${need.name}`, argv: [`${venv}/bin/pip`, 'install', '--quiet', '--disable-pip-version-check', need.name] })
    }
    if (need.kind === 'npm') steps.push({ title: 'install the npm packages', argv: ['npm', 'ci', '--no-audit', '--no-fund'] })
  }
  return { missing, steps, blocked }
}

/** What node_modules must have been installed from: lockfile and the version of Node.js that npm runs on do not matter, the tree does. */
export function lockStamp(lockfile) {
  return createHash('sha256').update(lockfile).digest('hex')
}
