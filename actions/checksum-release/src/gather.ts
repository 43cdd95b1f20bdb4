import type { PresentFile } from '@slipway/checksums'
import { type Ports, recordName, takeArtifact } from '@slipway/host'
import { type Problem, Refusal } from '@slipway/kernel'
import { pickArtifacts } from './plan.ts'

export type Gathered = { readonly files: readonly PresentFile[]; readonly problems: readonly Problem[] }

type Found = { readonly paths: readonly string[]; readonly problems: readonly Problem[] }

/** Finds and hashes every file that the inputs name: of the workspace and of the run's artifacts. What is wrong is collected, not thrown. */
export async function gatherFiles(of: { readonly files: readonly string[]; readonly artifacts: readonly string[] }, ports: Ports): Promise<Gathered> {
  const workspace = await findInWorkspace(of.files, ports)
  const artifacts = await fetchArtifacts(of.artifacts, ports)
  const paths = [...new Set([...workspace.paths, ...artifacts.paths])]
  const files = await Promise.all(paths.map(async (path) => ({ name: path.split('/').at(-1) ?? path, path, ...(await ports.files.digest(path)) })))
  return { files, problems: [...workspace.problems, ...artifacts.problems] }
}

async function findInWorkspace(lines: readonly string[], ports: Ports): Promise<Found> {
  const paths: string[] = []
  const problems: Problem[] = []
  const excluded = lines.filter((line) => line.startsWith('!'))
  for (const line of lines) {
    if (line.startsWith('!')) continue
    const found = await findLine(line, excluded, ports)
    paths.push(...found)
    if (found.length > 0) continue
    problems.push({
      code: 'E_RELEASE_FILES',
      message: `"${line}" names no file`,
      cure: 'Look at the step that makes it, or take the line out',
      at: { input: 'files' },
    })
  }
  return { paths, problems }
}

async function findLine(line: string, excluded: readonly string[], ports: Ports): Promise<readonly string[]> {
  const info = await ports.files.info(line)
  const folder = line.replace(/(?<=.)\/+$/, '')
  if (excluded.length > 0) return ports.files.glob([info?.kind === 'directory' ? `${folder}/**` : line, ...excluded])
  if (info?.kind === 'directory') return walk(folder, ports)
  return info === undefined ? ports.files.glob([line]) : [line]
}

/** Takes what is there although something else is not: a missing artifact and a changed file are said together. */
async function fetchArtifacts(patterns: readonly string[], ports: Ports): Promise<Found> {
  if (patterns.length === 0) return { paths: [], problems: [] }
  const known = await ports.artifacts.list()
  const { picked, problems } = pickArtifacts(
    patterns,
    known.map(({ name }) => name),
  )
  const base = await ports.files.makeTemporary('artifacts')
  const paths: string[] = []
  const changed: Problem[] = []
  for (const artifact of known.filter(({ name }) => picked.includes(name))) {
    const folder = `${base}/${artifact.name}`
    changed.push(...(await problemsOf(takeArtifact(artifact, folder, 'artifacts', ports))))
    ports.log.info(`artifact ${artifact.name}${artifact.digest === undefined ? '' : `, ${artifact.digest}`}`)
    // The record has done its work: it speaks of the files, and is none of the release's.
    paths.push(...(await walk(folder, ports)).filter((path) => path !== `${folder}/${recordName}`))
  }
  return { paths, problems: [...problems, ...changed] }
}

/** A file that is not what its record says it was when it was proven. */
async function problemsOf(taking: Promise<void>): Promise<readonly Problem[]> {
  try {
    await taking
    return []
  } catch (error) {
    if (error instanceof Refusal) return error.problems
    throw error
  }
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
