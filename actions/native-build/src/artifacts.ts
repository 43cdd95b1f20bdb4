import { type Artifact, type Ports, recordName } from '@slipway/host'
import type { BuildFacts } from './facts.ts'

/** Uploads copies, so that the facts lie beside the files and nothing is added to the workspace. A packed archive lies at the top. */
export async function uploadArtifact(name: string, facts: BuildFacts, ports: Ports): Promise<Artifact> {
  const root = await ports.files.makeTemporary('artifact')
  try {
    const paths = facts.files.map(({ path }) => path)
    const inside = facts.contents === undefined ? paths : paths.map((path) => path.split('/').at(-1) ?? path)
    for (const [index, path] of paths.entries()) await ports.files.copy(path, `${root}/${inside[index]}`)
    const record = { ...facts, files: facts.files.map((file, index) => ({ ...file, path: inside[index] })) }
    await ports.files.write(`${root}/${recordName}`, `${JSON.stringify(record, undefined, 2)}\n`)
    return await ports.artifacts.upload(name, [...inside.map((path) => `${root}/${path}`), `${root}/${recordName}`], root)
  } finally {
    await ports.files.remove(root)
  }
}
