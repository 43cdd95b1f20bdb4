import type { PresentFile } from '@slipway/checksums'
import type { InputsOf } from '@slipway/contract'
import { type Ports, recordName, takeArtifact } from '@slipway/host'
import { type Problem, Refusal, unwrap } from '@slipway/kernel'
import type { contract } from './contract.ts'
import { pickArtifacts } from './plan.ts'

/** Finds and hashes every file that the inputs name: of the workspace and of the run's artifacts. */
export async function gatherFiles(inputs: InputsOf<typeof contract>, ports: Ports): Promise<readonly PresentFile[]> {
  const paths = [...(await findInWorkspace(inputs.files ?? [], ports)), ...(await fetchArtifacts(inputs.artifacts ?? [], ports))]
  const present: PresentFile[] = []
  for (const path of new Set(paths)) present.push({ name: path.split('/').at(-1) ?? path, path, ...(await ports.files.digest(path)) })
  return present
}

async function findInWorkspace(lines: readonly string[], ports: Ports): Promise<string[]> {
  const found: string[] = []
  const nothing: Problem[] = []
  const excluded = lines.filter((line) => line.startsWith('!'))
  for (const line of lines) {
    if (line.startsWith('!')) continue
    const paths = await findLine(line, excluded, ports)
    if (paths.length === 0) {
      nothing.push({
        code: 'E_RELEASE_FILES',
        message: `"${line}" names no file`,
        cure: 'Look at the step that makes it, or take the line out',
        at: { input: 'files' },
      })
    }
    found.push(...paths)
  }
  if (nothing.length > 0) throw new Refusal(nothing)
  return found
}

async function findLine(line: string, excluded: readonly string[], ports: Ports): Promise<readonly string[]> {
  const info = await ports.files.info(line)
  const folder = line.replace(/(?<=.)\/+$/, '')
  if (excluded.length > 0) return ports.files.glob([info?.kind === 'directory' ? `${folder}/**` : line, ...excluded])
  if (info?.kind === 'directory') return walk(folder, ports)
  return info === undefined ? ports.files.glob([line]) : [line]
}

async function fetchArtifacts(patterns: readonly string[], ports: Ports): Promise<string[]> {
  if (patterns.length === 0) return []
  const known = await ports.artifacts.list()
  const picked = unwrap(
    pickArtifacts(
      patterns,
      known.map(({ name }) => name),
    ),
  )
  const base = await ports.files.makeTemporary('artifacts')
  const found: string[] = []
  for (const artifact of known.filter(({ name }) => picked.includes(name))) {
    const folder = `${base}/${artifact.name}`
    await takeArtifact(artifact, folder, 'artifacts', ports)
    ports.log.info(`artifact ${artifact.name}${artifact.digest === undefined ? '' : `, ${artifact.digest}`}`)
    // The record has done its work: it speaks of the files, and is none of the release's.
    found.push(...(await walk(folder, ports)).filter((path) => path !== `${folder}/${recordName}`))
  }
  return found
}

async function walk(folder: string, ports: Ports): Promise<string[]> {
  const found: string[] = []
  for (const name of await ports.files.list(folder)) {
    const path = `${folder}/${name}`
    const info = await ports.files.info(path)
    found.push(...(info?.kind === 'directory' ? await walk(path, ports) : [path]))
  }
  return found
}
